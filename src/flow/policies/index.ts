/** The door of policies: how much to hold, when to order more, and what that would have done. */
export { stockRulesStep } from './refresh-step.ts'
export {
  type Calibration,
  type CalibrationLimits,
  calibrate,
  calibrationDefaults,
  temperedLevel,
} from './rules/calibration.ts'
export {
  calibrateSegment,
  type LoopItem,
  type LoopMethod,
  type LoopSpan,
  type MethodReplay,
  type Outcome,
  replayMethods,
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
export {
  type Lane,
  type LeadDemandMoments,
  type LeadDemandSettings,
  leadDemandDefaults,
  leadDemandMoments,
  poolValue,
  varianceOf,
} from './rules/lead-demand.ts'
export {
  type HistoryItem,
  itemLevels,
  itemLots,
  knownFrom,
  type LearnedLevel,
  type LearningCalendar,
  learningSpan,
  learnLevel,
  levelOver,
  poolValues,
  previewMethods,
  type SegmentHistory,
  type SegmentReplay,
  segmentHistory,
  weeklyCalendar,
} from './rules/learn-level.ts'
export { type LevelTable, levelGrid, levelTable, reorderFrom } from './rules/level-table.ts'
export {
  type BaseStock,
  newsvendorNormal,
  newsvendorPoisson,
  type UnitCosts,
} from './rules/newsvendor.ts'
export {
  type CappedPolicy,
  capPolicy,
  type Lot,
  type LotFacts,
  lotOf,
  type StockCap,
  stockCaps,
} from './rules/order-lot.ts'
export { bestReorderLot, type ReorderLot } from './rules/reorder-lot.ts'
export { dampedReorder, type ReorderPoint, reorderPointAt } from './rules/reorder-point.ts'
export { bestUpTo, bestUpToPoisson, type ReorderUpTo } from './rules/reorder-up-to.ts'
export {
  nothingReplayed,
  type OrderRule,
  type Replayed,
  type ReplayItem,
  type ReplayPlan,
  type ReplaySpan,
  replay,
} from './rules/replay.ts'
export {
  leadDemandOf,
  type SafetyStock,
  safetyForCycleService,
  safetyForFill,
  serviceOf,
} from './rules/safety-stock.ts'
export {
  type Segment,
  type SegmentFacts,
  type SegmentSettings,
  type SegmentTarget,
  segmentDefaults,
  segmentsOf,
  type Target,
  targetDefaults,
} from './rules/segments.ts'
export { type Entrant, judge, type TournamentRules, type Verdict } from './rules/tournament.ts'
