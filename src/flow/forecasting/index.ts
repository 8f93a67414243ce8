/** The door of forecasting: from known demand to what may be sold, with its spread. */

export { chooseSource, forgetChoice } from './actions/choose-source.ts'
export { followLives } from './actions/follow-lives.ts'
export { followPlans, layPromotion } from './actions/follow-promotions.ts'
export { layChosen } from './actions/lay-outside.ts'
export { overrideForecast } from './actions/override-forecast.ts'
export { layGroup } from './actions/override-group.ts'
export { recordOutside } from './actions/record-outside.ts'
export { createSource } from './actions/save-source.ts'
export { scoreForecasts, scoreSoon } from './actions/score-forecasts.ts'
export { tellUses } from './actions/tell-uses.ts'
export { type BatchForecast, type BatchOptions, forecastBatch, type SeriesBatch } from './batch.ts'
export { batchMethods, knowledgeOf } from './batch-pieces.ts'
export { forecastChecks } from './forecast-checks.ts'
export { outsideForecastsImport } from './import-outside.ts'
export { newItemsStep } from './new-items-step.ts'
export { forecastStep } from './refresh-step.ts'
export { type AnalogForecast, type AnalogInput, analogForecast } from './rules/analog.ts'
export type { MemberWeights } from './rules/blend.ts'
export type { Knowledge } from './rules/fit-series.ts'
export {
  forecastSeries,
  type SeriesForecast,
  type SeriesInput,
  usualKnowledge,
} from './rules/forecast-series.ts'
export { leadTimeDemand, leadTimeQuantiles } from './rules/lead-time.ts'
export { type KnownSeries, learnCategory } from './rules/learn-category.ts'
export { byContent } from './rules/learning-order.ts'
export type { SeriesClass } from './rules/members.ts'
export {
  judgePast,
  meanAbsoluteStep,
  meanSquaredStep,
  type PastAccuracy,
} from './rules/past-accuracy.ts'
export { plannedQuantiles } from './rules/planned-quantiles.ts'
export { quantileLevels } from './rules/quantiles.ts'
export { drawCountUsual, makeWorkspace, type Workspace } from './rules/workspace.ts'
export type { ForecastUse } from './store/uses.ts'
