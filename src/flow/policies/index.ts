/** The door of policies: how much to hold, when to order more, and what that would have done. */
export { previewPolicies, reviewPolicies } from './actions/preview-policy.ts'
export { tellAfterRuns, tellForecastUses } from './actions/tell-uses.ts'
export { hubRulesStep } from './hub-step.ts'
export {
  type OrderCalendars,
  orderWeekdaysOf,
  readOrderCalendars,
} from './queries/order-calendars.ts'
export { orderCostMinor } from './queries/order-cost.ts'
export { searchPolicies } from './queries/read-policy.ts'
export { stockRulesStep } from './refresh-step.ts'
export type { Calibration, CalibrationLimits } from './rules/calibration.ts'
export {
  type LoopItem,
  type LoopMethod,
  type LoopSpan,
  type MethodReplay,
  type Outcome,
  replaySegment,
} from './rules/closed-loop.ts'
export { drawLeadPeriods } from './rules/draw-demand.ts'
export {
  type BreakChoice,
  type EconomicOrder,
  economicOrder,
  economicOrderWithBackorders,
  economicOrderWithBreaks,
  type PriceBreak,
} from './rules/economic-order.ts'
export type { Lane, LeadDemandMoments, LeadDemandSettings } from './rules/lead-demand.ts'
export {
  type HistoryItem,
  itemLevels,
  itemLots,
  knownFrom,
  type LearnedLevel,
  type LearningCalendar,
  learningSpan,
  levelOver,
  type SegmentHistory,
  type SegmentReplay,
} from './rules/learn-level.ts'
export { type LevelTable, levelGrid, levelTable } from './rules/level-table.ts'
export {
  type BaseStock,
  newsvendorNormal,
  newsvendorPoisson,
  type UnitCosts,
} from './rules/newsvendor.ts'
export type { CappedPolicy, Lot, LotFacts, StockCap } from './rules/order-lot.ts'
export { bestReorderLot, type ReorderLot } from './rules/reorder-lot.ts'
export type { ReorderPoint } from './rules/reorder-point.ts'
export { bestUpToPoisson, type ReorderUpTo } from './rules/reorder-up-to.ts'
export type { OrderRule, Replayed, ReplayItem, ReplayPlan, ReplaySpan } from './rules/replay.ts'
export type { SafetyStock } from './rules/safety-stock.ts'
export type {
  Segment,
  SegmentFacts,
  SegmentSettings,
  SegmentTarget,
  Target,
} from './rules/segments.ts'
export type { Entrant, TournamentRules, Verdict } from './rules/tournament.ts'
