/** Which members a series has by its class, and their paths. */

import { fitHolt } from './damped-trend.ts'
import { type Fit, judgedStepsMax, sumWindows } from './grid.ts'
import { fitHoltWinters } from './holt-winters.ts'
import { fitLevels, flatLevels, levelNames } from './levels.ts'
import { findSeason, ownSeasonMax } from './season.ts'
import { fitSes, fitTheta } from './trend.ts'
import type { Workspace } from './workspace.ts'

/** Slow: few sales. Steady: no season of its own. Seasonal: a short cycle, seen at least twice. */
export type SeriesClass = 'slow' | 'steady' | 'seasonal'

const slowZeroShare = 0.3
const slowSalesMin = 4

const trendNames = ['ses', 'holt', 'theta'] as const
const cycleNames = ['ses', 'holt', 'theta', 'holt-winters'] as const
const bothLevels = [...levelNames, ...levelNames.map((name) => `launched ${name}`)]

/** Members in the order of their paths. "Launched" ones leave out the zeros before the first sale. */
export const memberNames: Readonly<Record<SeriesClass, readonly string[]>> = {
  slow: bothLevels,
  steady: [...bothLevels, ...trendNames],
  seasonal: [...cycleNames, ...cycleNames.map((name) => `log ${name}`)],
}

/** Places of the members that say more than a level: the others differ from step to step by the season only. */
export const pathPlaces: Readonly<Record<SeriesClass, Int32Array>> = {
  slow: placesWithPath('slow'),
  steady: placesWithPath('steady'),
  seasonal: placesWithPath('seasonal'),
}

function placesWithPath(kind: SeriesClass): Int32Array {
  const places = Int32Array.from(memberNames[kind], (_, at) => at)
  const isFlat = (at: number): boolean =>
    kind !== 'seasonal' &&
    at < bothLevels.length &&
    flatLevels.has(levelNames[at % levelNames.length])
  return places.filter((at) => !isFlat(at))
}

export function classOf(units: Float64Array, length: number, cycle: number): SeriesClass {
  let zeros = 0
  for (let at = 0; at < length; at += 1) if (units[at] === 0) zeros += 1
  if (zeros > slowZeroShare * length || length - zeros < slowSalesMin) return 'slow'
  return cycle > 1 && cycle <= ownSeasonMax && length >= 2 * cycle ? 'seasonal' : 'steady'
}

/** How well the families of trends did on the last series. */
export type TrendFits = { readonly ses: Fit; readonly holt: Fit; readonly theta: Fit }

export function makeTrendFits(): TrendFits {
  const make = (): Fit => ({ meanSquare: 0, levelRate: 0 })
  return { ses: make(), holt: make(), theta: make() }
}

/** Where the series that is being forecast stands in the workspace. */
export type Fitted = {
  /** Periods with the time before launch, and since. */
  wholeLength: number
  length: number
  kind: SeriesClass
  /** Cycle of the own season, 0 without. */
  cycle: number
  isMultiplicative: boolean
  memberCount: number
  readonly fits: TrendFits
}

export function makeFitted(): Fitted {
  const fits = makeTrendFits()
  return {
    wholeLength: 0,
    length: 0,
    kind: 'slow',
    cycle: 0,
    isMultiplicative: false,
    memberCount: 0,
    fits,
  }
}

const logFits = makeTrendFits()
const cycleFit = { meanSquare: 0, levelRate: 0 }

/** Writes the paths of all members of the series, `horizon` steps each, from what `whole` and `units` hold. */
export function fitMembers(space: Workspace, fitted: Fitted, horizon: number): void {
  const { whole, units, paths } = space
  const { kind, wholeLength, length, fits } = fitted
  fitted.memberCount = memberNames[kind].length
  if (kind === 'seasonal') {
    fitSeasonal(space, fitted, horizon)
    return
  }
  const half = levelNames.length * horizon
  fitLevels(whole, wholeLength, paths, 0, horizon)
  if (wholeLength === length) paths.copyWithin(half, 0, half)
  else fitLevels(units, length, paths, half, horizon)
  if (kind === 'steady') fitTrends(space, units, length, horizon, 2 * half, fits)
}

function fitTrends(
  space: Workspace,
  x: Float64Array,
  length: number,
  horizon: number,
  at: number,
  fits: TrendFits,
): void {
  const steps = Math.min(horizon, judgedStepsMax)
  const { paths } = space
  let centre = 0
  for (let k = 0; k < length; k += 1) centre += (x[k] as number) / length
  for (let k = 0; k < length; k += 1) x[k] = (x[k] as number) - centre
  sumWindows(space, x, length, steps)
  fitSes(space, x, length, steps, paths, at, horizon, fits.ses)
  fitHolt(space, x, length, steps, paths, at + horizon, horizon, fits.holt)
  fitTheta(space, x, length, steps, paths, at + 2 * horizon, horizon, fits.theta)
  for (let k = 0; k < length; k += 1) x[k] = (x[k] as number) + centre
  for (let k = at; k < at + 3 * horizon; k += 1) paths[k] = (paths[k] as number) + centre
}

/** In units, and in logs where all are positive. */
function fitSeasonal(space: Workspace, fitted: Fitted, horizon: number): void {
  const { units, logs, paths } = space
  const { length, cycle, fits } = fitted
  const half = cycleNames.length * horizon
  fitted.isMultiplicative = true
  for (let at = 0; at < length; at += 1) fitted.isMultiplicative &&= (units[at] as number) > 0
  if (fitted.isMultiplicative) {
    for (let at = 0; at < length; at += 1) logs[at] = Math.log(units[at] as number)
    fitCycle(space, logs, length, cycle, false, horizon, half, logFits)
    for (let at = half; at < 2 * half; at += 1) {
      paths[at] = Math.exp(Math.min(700, paths[at] as number))
    }
  }
  fitCycle(space, units, length, cycle, fitted.isMultiplicative, horizon, 0, fits)
  if (!fitted.isMultiplicative) paths.copyWithin(half, 0, half)
}

function fitCycle(
  space: Workspace,
  x: Float64Array,
  length: number,
  cycle: number,
  isMultiplicative: boolean,
  horizon: number,
  at: number,
  fits: TrendFits,
): void {
  const { adjusted, season, paths } = space
  findSeason(space, x, length, cycle, isMultiplicative)
  for (let k = 0, place = 0; k < length; k += 1) {
    const index = season[place] as number
    adjusted[k] = isMultiplicative
      ? (x[k] as number) / Math.max(0.01, index)
      : (x[k] as number) - index
    place = place + 1 === cycle ? 0 : place + 1
  }
  fitTrends(space, adjusted, length, horizon, at, fits)
  for (let member = 0; member < 3; member += 1) {
    const start = at + member * horizon
    for (let step = 0; step < horizon; step += 1) {
      const index = season[(length + step) % cycle] as number
      const base = paths[start + step] as number
      paths[start + step] = isMultiplicative ? base * index : base + index
    }
  }
  const last = at + 3 * horizon
  fitHoltWinters(space, x, length, cycle, isMultiplicative, paths, last, horizon, cycleFit)
}
