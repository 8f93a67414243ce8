/** The door of the cost book: what units cost, posted with the goods. */

export {
  type IssueLine,
  planAdjust,
  planIssue,
  planReceive,
  planRelease,
  planReturn,
  planRevalue,
  previewRevalue,
  type ReleaseLine,
  type ReturnLine,
} from './actions/plan.ts'
export { valuationChecks } from './book-checks.ts'
export { type LayerOfCause, layersOfCause } from './queries/layers-of-cause.ts'
export type { AdjustLine } from './rules/adjust.ts'
export type { LayerId } from './rules/layers.ts'
export type { Short, Shortage, ValuationMethod, ValuationPlan } from './rules/plan.ts'
export type { ReceiveLine } from './rules/receive.ts'
export type { RevalueLine, RevaluePlan, VarianceSplit } from './rules/revalue.ts'
export { applyPlan, type PlanCause } from './store.ts'
