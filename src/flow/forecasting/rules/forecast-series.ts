/** One series to its forecast: mean, drawn futures and their quantiles. */

import { namedWeights, usualWeights } from './blend.ts'
import { type Calendar, calendarFrom, noCalendar } from './calendar.ts'
import { type Chance, makeChance, seedChance } from './chance.ts'
import { drawFutures } from './draws.ts'
import { blendFitted, fitSeries, type Knowledge, usualSpread } from './fit-series.ts'
import { type Fitted, makeFitted, type SeriesClass } from './members.ts'
import { judgePast, type PastAccuracy } from './past-accuracy.ts'
import { quantileLevels, writeQuantiles } from './quantiles.ts'
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
  /** `drawCount` futures: what each sells in the first step, then in the second, and so on. */
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

export const usualKnowledge: Knowledge = {
  weights: usualWeights,
  calendar: noCalendar,
  spread: usualSpread,
}

/** What forecasting one series after the other reuses. */
export type ForecastRoom = {
  readonly space: Workspace
  readonly fitted: Fitted
  readonly draws: Float64Array
  readonly random: Chance
  /** How the last series was forecast one horizon ago. */
  readonly accuracy: PastAccuracy
  /** The calendar in use, as it is seen from now and from one horizon ago. */
  calendar: Calendar | undefined
  now: Calendar
  past: Calendar
}

export function makeForecastRoom(space: Workspace, draws: Float64Array): ForecastRoom {
  const accuracy = { wape: Number.NaN, biasShare: Number.NaN, rmsse: Number.NaN }
  const random = makeChance()
  const fitted = makeFitted()
  const views = { calendar: undefined, now: noCalendar, past: noCalendar }
  return { space, fitted, draws, random, accuracy, ...views }
}

/**
 * Leaves the mean in `room.space.path`, the futures in `room.draws` and the past accuracy in `room.past`. Allocates
 * nothing. Gives false for a series that never sold: all is zero then.
 */
export function forecastInto(
  room: ForecastRoom,
  units: Float64Array,
  season: number,
  horizon: number,
  drawCount: number,
  seed: number,
  { weights, spread, calendar }: Knowledge,
): boolean {
  const { space, fitted, draws } = room
  if (calendar !== room.calendar) {
    room.calendar = calendar
    room.now = calendarFrom(calendar, 0)
    room.past = calendarFrom(calendar, horizon)
  }
  const length = Math.max(0, units.length - horizon)
  if (fitSeries(space, fitted, units, length, season, horizon, room.past)) {
    blendFitted(space, fitted, weights, horizon)
  } else {
    space.path.fill(0, 0, horizon)
  }
  judgePast(units, length, space.path, horizon, room.accuracy)
  if (!fitSeries(space, fitted, units, units.length, season, horizon, room.now)) {
    space.path.fill(0, 0, horizon)
    draws.fill(0, 0, drawCount * horizon)
    return false
  }
  blendFitted(space, fitted, weights, horizon)
  seedChance(room.random, seed)
  const width = spread[fitted.kind]
  drawFutures(space, fitted, units, units.length, horizon, drawCount, room.random, draws, width)
  return true
}

/** Forecasts one series. For many, give a workspace to use again, or use `forecastBatch`. */
export function forecastSeries(
  input: SeriesInput,
  space: Workspace = workspaceFor(input),
): SeriesForecast {
  const { units, season, horizon, seed, drawCount = drawCountUsual } = input
  const knowledge = knowledgeOf(input)
  const draws = new Float64Array(drawCount * horizon)
  const room = makeForecastRoom(space, draws)
  const hasSold = forecastInto(room, units, season, horizon, drawCount, seed, knowledge)
  const { kind } = room.fitted
  const quantileUnits = new Float64Array(horizon * quantileLevels.length)
  writeStepQuantiles(space, draws, horizon, drawCount, quantileUnits, 0)
  return {
    horizon,
    drawCount,
    meanUnits: space.path.slice(0, horizon),
    draws,
    quantileUnits,
    method: hasSold ? kind : 'none',
    weights: hasSold ? namedWeights(kind, knowledge.weights[kind]) : new Map(),
    isIntermittent: !hasSold || kind === 'slow',
    levelUnits: levelOf(space.path, horizon, season, kind),
    accuracy: room.accuracy,
  }
}

function knowledgeOf({ knowledge = usualKnowledge, profile }: SeriesInput): Knowledge {
  if (profile === undefined) return knowledge
  return { ...knowledge, calendar: { ...knowledge.calendar, profile } }
}

function workspaceFor({ units, horizon, drawCount = drawCountUsual }: SeriesInput): Workspace {
  return makeWorkspace(units.length, horizon, drawCount)
}

export function writeStepQuantiles(
  space: Workspace,
  draws: Float64Array,
  horizon: number,
  drawCount: number,
  out: Float64Array,
  outAt: number,
): void {
  for (let step = 0; step < horizon; step += 1) {
    const from = step * drawCount
    const to = outAt + step * quantileLevels.length
    writeQuantiles(space, draws, from, drawCount, quantileLevels, out, to)
  }
}

/** What it sells now: the mean of the first step, or of a whole season where it has its own. */
export function levelOf(
  path: Float64Array,
  horizon: number,
  season: number,
  kind: SeriesClass,
): number {
  const steps = kind === 'seasonal' ? Math.min(season, horizon) : 1
  let sum = 0
  for (let step = 0; step < steps; step += 1) sum += path[step] as number
  return sum / steps
}
