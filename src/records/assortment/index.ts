/** The door of the assortment: how a place carries an item, and from when until when. */
export type { PlanningTerms } from './store/planning-items.ts'
