/** The door of demand: what sold, what it would have been, and what promotions made of it. */

export { followOrders } from './actions/follow-orders.ts'
export { followPromotions } from './actions/follow-promotions.ts'
export { recordDemand, refreshSoon } from './actions/record-demand.ts'
export { refreshDemand, refreshSeries } from './actions/refresh-series.ts'
export { demandChecks } from './demand-checks.ts'
export { demandImport } from './import-demand.ts'
export { salesImport } from './import-sales.ts'
export type { ItemPlace } from './queries/observed-demand.ts'
export { type DemandSeries, readSeries } from './queries/read-series.ts'
export { touchedItemPlaces } from './queries/touched-item-places.ts'
export { demandStep } from './refresh-step.ts'
export { hasMark, kindsOf, type MarkKind, markBits } from './rules/marks.ts'
export { priceRatios, regularPrices } from './rules/price-reference.ts'
export {
  forecastWithPromotions,
  type PromotedForecast,
  type PromotionPlan,
  type RivalPlan,
} from './rules/promotion-forecast.ts'
export { isolate } from './rules/promotion-isolate.ts'
export type {
  CrossEffect,
  Effects,
  EffectTerm,
  IsolatedSeries,
  Isolation,
  IsolationInput,
  PooledEffect,
  PromotionSeries,
  TermRole,
  Tuning,
} from './rules/promotion-types.ts'
export {
  type Judged,
  type SaleRow,
  type SaleRowHabits,
  type SaleRowJudge,
  type SetAsideReason,
  saleRowJudge,
  setAsideReasons,
  type Verdict,
} from './rules/sale-rows.ts'
export type { DemandKind, NewDemandEntry } from './store/entries.ts'
