/** One series to its forecast: mean, drawn futures and their quantiles. */

import { usualWeights } from './blend.ts'
import { drawFutures } from './draws.ts'
import { blendFitted, fitSeries, type Knowledge } from './fit-series.ts'
import { type Fitted, makeFitted, type SeriesClass } from './members.ts'
import { type PastAccuracy, pastAccuracyOf } from './past-accuracy.ts'
import { turnProfile } from './profile.ts'
import { quantileLevels, writeQuantiles } from './quantiles.ts'
import { namedWeights } from './weigh-members.ts'
import { drawCountUsual, makeWorkspace, type Workspace } from './workspace.ts'

export type SeriesInput = {
  /** Demand by period, oldest first; NaN where it is not known (out of stock). The last one is the latest. */
  readonly units: Float64Array
  /** Periods in a season: 12, 52, 7, or 1 for none. */
  readonly season: number
  /** Steps to forecast. */
  readonly horizon: number
  /** Of the draws, by `seedOf(item, place, run)`. */
  readonly seed: number
  /** Multipliers of a long season, mean 1; place 0 is the first forecast step. */
  readonly profile?: Float64Array
  /** How many futures to draw; `drawCountUsual` without it. */
  readonly drawCount?: number
  /** What the series' category has taught (`learnCategory`); without it members count as usual. */
  readonly knowledge?: Knowledge
}

export type SeriesForecast = {
  readonly horizon: number
  readonly drawCount: number
  /** Expected units of each step. */
  readonly meanUnits: Float64Array
  /** `drawCount` futures of `horizon` steps, one after the other. */
  readonly draws: Float64Array
  /** `quantileLevels.length` quantiles of each step, one step after the other. */
  readonly quantileUnits: Float64Array
  /** The class of the series, for people. */
  readonly method: SeriesClass | 'none'
  /** What each member counted, largest first. */
  readonly weights: ReadonlyMap<string, number>
  readonly isIntermittent: boolean
  /** Mean of the first season of steps ahead: what it sells now. */
  readonly levelUnits: number
  /** How the same engine did one horizon ago. */
  readonly accuracy: PastAccuracy
}

export const usualKnowledge: Knowledge = { weights: usualWeights, profile: undefined }

export function workspaceFor(input: SeriesInput): Workspace {
  return makeWorkspace(input.units.length, input.horizon, input.drawCount ?? drawCountUsual)
}

/** Forecasts one series. Give a workspace to forecast many without allocating one for each. */
export function forecastSeries(
  input: SeriesInput,
  space: Workspace = workspaceFor(input),
): SeriesForecast {
  const { units, season, horizon, seed, drawCount = drawCountUsual } = input
  const knowledge = input.knowledge ?? usualKnowledge
  const fitted = makeFitted()
  const levels = quantileLevels.length
  const meanUnits = new Float64Array(horizon)
  const draws = new Float64Array(drawCount * horizon)
  const quantileUnits = new Float64Array(horizon * levels)
  const profile = input.profile ?? knowledge.profile
  const accuracy = accuracyOneHorizonAgo(input, knowledge, fitted, space)
  const common = { horizon, drawCount, meanUnits, draws, quantileUnits, accuracy }
  if (!fitSeries(space, fitted, units, units.length, season, horizon, profile)) {
    const weights: ReadonlyMap<string, number> = new Map()
    return { ...common, method: 'none', weights, isIntermittent: true, levelUnits: 0 }
  }
  blendFitted(space, fitted, knowledge.weights, horizon)
  for (let step = 0; step < horizon; step += 1) meanUnits[step] = space.path[step] as number
  drawFutures(space, fitted, units, horizon, drawCount, seed, draws)
  writeStepQuantiles(space, draws, horizon, drawCount, quantileUnits, 0)
  return {
    ...common,
    method: fitted.kind,
    weights: namedWeights(fitted.kind, knowledge.weights[fitted.kind]),
    isIntermittent: fitted.kind === 'slow',
    levelUnits: levelOf(meanUnits, season, fitted),
  }
}

/** The rolling origin of one series: forecast from one horizon ago, seeing nothing later, held against what came. */
function accuracyOneHorizonAgo(
  { units, season, horizon }: SeriesInput,
  { weights, profile }: Knowledge,
  fitted: Fitted,
  space: Workspace,
): PastAccuracy {
  const length = units.length - horizon
  const turned = profile && turnProfile(profile, horizon)
  if (length > 0 && fitSeries(space, fitted, units, length, season, horizon, turned)) {
    blendFitted(space, fitted, weights, horizon)
  } else {
    space.path.fill(0, 0, horizon)
  }
  return pastAccuracyOf(units, Math.max(0, length), space.path, horizon)
}

export function writeStepQuantiles(
  space: Workspace,
  draws: Float64Array,
  horizon: number,
  drawCount: number,
  out: Float64Array,
  outAt: number,
): void {
  const { column } = space
  for (let step = 0; step < horizon; step += 1) {
    for (let draw = 0; draw < drawCount; draw += 1) {
      column[draw] = draws[draw * horizon + step] as number
    }
    writeQuantiles(space, drawCount, quantileLevels, out, outAt + step * quantileLevels.length)
  }
}

/** The mean over the first steps, a whole season of them where there is one. */
function levelOf(meanUnits: Float64Array, season: number, { kind }: Fitted): number {
  const steps = kind === 'seasonal' ? Math.min(season, meanUnits.length) : 1
  let sum = 0
  for (let step = 0; step < steps; step += 1) sum += meanUnits[step] as number
  return sum / steps
}
