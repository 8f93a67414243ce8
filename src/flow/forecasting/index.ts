/** The door of forecasting: from known demand to what may be sold, with its spread. */

export type { MemberWeights } from './rules/blend.ts'
export type { Knowledge } from './rules/fit-series.ts'
export {
  forecastSeries,
  type SeriesForecast,
  type SeriesInput,
  usualKnowledge,
} from './rules/forecast-series.ts'
export { leadTimeDemand, leadTimeQuantiles } from './rules/lead-time.ts'
export type { SeriesClass } from './rules/members.ts'
export {
  meanAbsoluteStep,
  meanSquaredStep,
  type PastAccuracy,
  pastAccuracyOf,
} from './rules/past-accuracy.ts'
export { quantileLevels } from './rules/quantiles.ts'
export { type KnownSeries, learnCategory } from './rules/weigh-members.ts'
export { drawCountUsual, makeWorkspace, type Workspace } from './rules/workspace.ts'
