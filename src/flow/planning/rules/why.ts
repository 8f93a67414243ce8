/**
 * Why a quantity is proposed: the very terms that made it, in the order in which they were added.
 * What must be covered, less what is there and comes, is what is needed; what the supplier's sizes and
 * our caps do to it makes the suggestion; what its minimum or a load adds stands apart (`top`). Whoever
 * adds the terms up gets the proposal again.
 */
import type { Need } from './net-need.ts'

export type CoverCode =
  | 'baseline'
  | 'uplift'
  | 'event'
  | 'adjustment'
  | 'safety'
  | 'committed'
  | 'ordered'
  | 'transfers'
/** `moved`: what an earlier transfer of the same need brings. */
export type HaveCode = 'usable' | 'supply' | 'moved'
export type SizeCode =
  | 'order_up_to'
  | 'cap_cover'
  | 'cap_shelf_life'
  | 'cap_cash'
  | 'cap_maximum'
  | 'minimum'
  | 'multiple'
  | 'price_break'
  /** Less than asked for, since the place it comes from has too little for all. */
  | 'shared'
  /** Adds nothing: it leaves later than it is wanted. */
  | 'waits'
  | 'layer'
  | 'pallet'
  | 'decided'

/** What is added to the suggestion so that the order as a whole can be made. */
export type TopCode = 'top_up_minimum' | 'fill_load'

export type Term<Code extends string> = {
  readonly code: Code
  /** Whole base units, signed as it is added. */
  readonly units: number
  /** What it was made of: days, sources, sizes. */
  readonly facts: Readonly<Record<string, string | number>>
}

export type Why = {
  readonly orderDay: number
  readonly needDay: number
  readonly cover: readonly Term<CoverCode>[]
  readonly have: readonly Term<HaveCode>[]
  readonly size: readonly Term<SizeCode>[]
}

export function sumOfTerms(terms: readonly Term<string>[]): number {
  return terms.reduce((sum, { units }) => sum + units, 0)
}

export const mustCoverUnits = ({ cover }: Why): number => sumOfTerms(cover)

export const neededUnits = (why: Why): number => mustCoverUnits(why) + sumOfTerms(why.have)

export const suggestedUnits = (why: Why): number => neededUnits(why) + sumOfTerms(why.size)

/** The terms of a need; layers that add nothing are left out. */
export function whyOfNeed(need: Need, facts: NeedFacts): Why {
  const { orderDay, needDay } = need
  // Today, which is still to be sold, then until it is ordered, its lead time, and until the next one comes.
  const days = { days: needDay + 1, waitDays: orderDay }
  const cover = [
    { code: 'baseline', units: need.baselineUnits, facts: { ...days, ...facts.baseline } },
    { code: 'uplift', units: need.upliftUnits, facts: facts.uplift },
    { code: 'event', units: need.eventUnits, facts: facts.event },
    { code: 'adjustment', units: need.adjustmentUnits, facts: facts.adjustment },
    { code: 'safety', units: need.safetyUnits, facts: facts.safety },
    { code: 'committed', units: need.committedUnits, facts: {} },
    { code: 'ordered', units: need.orderedUnits, facts: {} },
    { code: 'transfers', units: need.transfersUnits, facts: facts.transfers ?? {} },
  ] as const
  const have = [
    { code: 'usable', units: less(need.usableUnits), facts: {} } as const,
    ...need.supplies.map(({ sourceId, documentId, day, units, firmness }) => ({
      code: 'supply' as const,
      units: less(units),
      facts: { sourceId, documentId, day, firmness },
    })),
  ]
  const isSaid = ({ code, units }: Term<string>) => units !== 0 || code === 'baseline'
  return { orderDay, needDay, cover: cover.filter(isSaid), have, size: [] }
}

export type NeedFacts = Readonly<
  Record<
    'baseline' | 'uplift' | 'event' | 'adjustment' | 'safety',
    Readonly<Record<string, string | number>>
  >
> & {
  /** Where something leads from here to other places. */
  readonly transfers?: Readonly<Record<string, string | number>> | undefined
}

/** Without a negative zero, which would travel as another number. */
function less(units: number): number {
  return units === 0 ? 0 : -units
}
