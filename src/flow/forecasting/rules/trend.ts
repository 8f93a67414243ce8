/**
 * Level and trend: exponential smoothing, damped Holt and theta, each over a small closed grid of parameters.
 *
 * Every grid point runs through the series once. Its gains start as those of a mean (or a regression line) and end
 * as the point's own, so the state at each period knows only what came before it, and the squared errors of the
 * forecasts made from every origin are a true rolling origin. They are summed over the whole window of steps ahead
 * in constant time, from window sums made once per series. Inside a family the points are averaged with
 * weights err^-16: the sharp ones when the series tells them apart, all of them when it does not.
 */

import { gainsMax, lineLevelGains, lineSlopeGains, meanGains } from './gains.ts'
import type { Workspace } from './workspace.ts'

const levelRates = Float64Array.of(0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.65, 0.85, 1)
const trendRates = Float64Array.of(0.05, 0.1, 0.2, 0.3, 0.3, 0.5, 0.5, 0.8, 0.8)
const slopeRates = Float64Array.of(0.01, 0.02, 0.05, 0.05, 0.15, 0.05, 0.2, 0.05, 0.2)
const dampings = Float64Array.of(0.8, 0.9, 0.97)
/** Errors are judged over at most so many steps ahead. */
export const judgedStepsMax = 12

/** How well a family did, and the mean rate of its level, both weighted as its forecast is. */
export type Fit = { meanSquare: number; levelRate: number }

export type TrendFits = { readonly ses: Fit; readonly holt: Fit; readonly theta: Fit }

export function makeTrendFits(): TrendFits {
  const make = (): Fit => ({ meanSquare: 0, levelRate: 0 })
  return { ses: make(), holt: make(), theta: make() }
}

/** Periods before the first judged origin. */
export function warmUpOf(length: number): number {
  return Math.min(12, length >> 1)
}

/** The window sums that let a point judge all steps of an origin at once. */
export function sumWindows(space: Workspace, x: Float64Array, length: number, steps: number): void {
  const { windowSum, windowSquare, windowTrend } = space
  let sum = 0
  let square = 0
  let trend = 0
  windowSum[length] = 0
  for (let at = length - 1; at >= 0; at -= 1) {
    const value = x[at] as number
    const leaving = at + steps < length ? (x[at + steps] as number) : 0
    trend += value + sum - (steps + 1) * leaving
    sum += value - leaving
    square += value * value - leaving * leaving
    windowSum[at] = sum
    windowSquare[at] = square
    windowTrend[at] = trend
  }
}

/** Grid state that the families share; scores become weights in place. */
const pointsMax = 32
const scores = new Float64Array(pointsMax)
const levels = new Float64Array(pointsMax)
const slopes = new Float64Array(pointsMax)

/** Smallest error that is told apart from none. */
const tiny = 1e-300

/** Turns the errors of `points` grid points into weights that add up to 1; gives their weighted error. */
function weighPoints(points: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let at = 0; at < points; at += 1) least = Math.min(least, scores[at] as number)
  let total = 0
  let error = 0
  const floor = Math.max(least, tiny)
  for (let at = 0; at < points; at += 1) {
    const score = Math.max(scores[at] as number, tiny)
    const quarter = (floor / score) ** 4
    const weight = quarter * quarter * quarter * quarter
    total += weight
    error += weight * score
    scores[at] = weight
  }
  for (let at = 0; at < points; at += 1) scores[at] = (scores[at] as number) / total
  return error / total
}

/** Exponential smoothing: one level, no trend. */
export function fitSes(
  space: Workspace,
  x: Float64Array,
  length: number,
  steps: number,
  out: Float64Array,
  outAt: number,
  horizon: number,
  fit: Fit,
): void {
  const { windowSum, windowSquare } = space
  const warm = warmUpOf(length)
  for (let point = 0; point < levelRates.length; point += 1) {
    const rate = levelRates[point] as number
    let level = x[0] as number
    let error = 0
    let count = 0
    for (let at = 1; at < length; at += 1) {
      if (at >= warm) {
        const ahead = Math.min(steps, length - at)
        error +=
          (windowSquare[at] as number) + level * (ahead * level - 2 * (windowSum[at] as number))
        count += ahead
      }
      level +=
        Math.max(rate, meanGains[Math.min(at + 1, gainsMax)] as number) *
        ((x[at] as number) - level)
    }
    scores[point] = error / Math.max(1, count)
    levels[point] = level
  }
  fit.meanSquare = weighPoints(levelRates.length)
  let level = 0
  fit.levelRate = 0
  for (let point = 0; point < levelRates.length; point += 1) {
    level += (scores[point] as number) * (levels[point] as number)
    fit.levelRate += (scores[point] as number) * (levelRates[point] as number)
  }
  out.fill(level, outAt, outAt + horizon)
}

/** Theta: smoothing whose level drifts by half the slope of the regression line (Hyndman & Billah 2003). */
export function fitTheta(
  space: Workspace,
  x: Float64Array,
  length: number,
  steps: number,
  out: Float64Array,
  outAt: number,
  horizon: number,
  fit: Fit,
): void {
  const warm = warmUpOf(length)
  for (let point = 0; point < levelRates.length; point += 1) {
    scores[point] = runTheta(space, x, length, steps, levelRates[point] as number, warm)
    levels[point] = endLevel
    slopes[point] = endSlope
  }
  fit.meanSquare = weighPoints(levelRates.length)
  let level = 0
  let slope = 0
  fit.levelRate = 0
  for (let point = 0; point < levelRates.length; point += 1) {
    const weight = scores[point] as number
    level += weight * (levels[point] as number)
    slope += weight * (slopes[point] as number)
    fit.levelRate += weight * (levelRates[point] as number)
  }
  for (let step = 0; step < horizon; step += 1) out[outAt + step] = level + slope * (step + 1)
}

let endLevel = 0
let endSlope = 0

function runTheta(
  space: Workspace,
  x: Float64Array,
  length: number,
  steps: number,
  rate: number,
  warm: number,
): number {
  const { windowSum, windowSquare, windowTrend } = space
  let level = 0
  let error = 0
  let count = 0
  let sum = 0
  let moment = 0
  let left = 1
  for (let at = 0; at < length; at += 1) {
    if (at >= warm && at > 2) {
      const slope = halfSlope(at, sum, moment)
      const start = level + slope * ((1 - left) / rate - 1)
      const ahead = Math.min(steps, length - at)
      const places = (ahead * (ahead + 1)) / 2
      const squares = (places * (2 * ahead + 1)) / 3
      error +=
        (windowSquare[at] as number) -
        2 * (start * (windowSum[at] as number) + slope * (windowTrend[at] as number)) +
        start * (ahead * start + 2 * slope * places) +
        slope * slope * squares
      count += ahead
    }
    const value = x[at] as number
    level += Math.max(rate, meanGains[Math.min(at + 1, gainsMax)] as number) * (value - level)
    sum += value
    moment += at * value
    left *= 1 - rate
  }
  endSlope = length > 2 ? halfSlope(length, sum, moment) : 0
  endLevel = level + endSlope * ((1 - left) / rate - 1)
  return error / Math.max(1, count)
}

/** Half the slope of the regression line through the first `count` values. */
function halfSlope(count: number, sum: number, moment: number): number {
  return (6 * (moment - ((count - 1) / 2) * sum)) / (count * (count * count - 1))
}

/** The table of what a damped trend adds up to after 1, 2, ... steps, with the sums a window needs. */
const dampedMax = 512
const dampedSteps = dampings.map(() => 0)
const dampedTables = Array.from(dampings, dampedTableOf)

type DampedTable = {
  readonly at: Float64Array
  readonly sum: Float64Array
  readonly square: Float64Array
}

function dampedTableOf(damping: number): DampedTable {
  const at = new Float64Array(dampedMax + 1)
  const sum = new Float64Array(dampedMax + 1)
  const square = new Float64Array(dampedMax + 1)
  let power = 1
  for (let step = 1; step <= dampedMax; step += 1) {
    power *= damping
    const reach = (at[step - 1] as number) + power
    at[step] = reach
    sum[step] = (sum[step - 1] as number) + reach
    square[step] = (square[step - 1] as number) + reach * reach
  }
  return { at, sum, square }
}

/** Damped Holt: a level and a slope that fades. */
export function fitHolt(
  space: Workspace,
  x: Float64Array,
  length: number,
  steps: number,
  out: Float64Array,
  outAt: number,
  horizon: number,
  fit: Fit,
): void {
  const pairs = trendRates.length
  for (let damped = 0; damped < dampings.length; damped += 1) {
    sumDamped(space, x, length, steps, dampings[damped] as number)
    for (let pair = 0; pair < pairs; pair += 1) {
      const point = damped * pairs + pair
      scores[point] = runHolt(space, x, length, steps, damped, pair)
      levels[point] = endLevel
      slopes[point] = endSlope
    }
  }
  fit.meanSquare = weighPoints(pairs * dampings.length)
  fit.levelRate = 0
  let level = 0
  for (let damped = 0; damped < dampings.length; damped += 1) {
    let slope = 0
    for (let pair = 0; pair < pairs; pair += 1) {
      const weight = scores[damped * pairs + pair] as number
      level += weight * (levels[damped * pairs + pair] as number)
      slope += weight * (slopes[damped * pairs + pair] as number)
      fit.levelRate += weight * (trendRates[pair] as number)
    }
    dampedSteps[damped] = slope
  }
  for (let step = 0; step < horizon; step += 1) {
    let value = level
    for (let damped = 0; damped < dampings.length; damped += 1) {
      const reach = (dampedTables[damped] as DampedTable).at[Math.min(step + 1, dampedMax)]
      value += (dampedSteps[damped] as number) * (reach as number)
    }
    out[outAt + step] = value
  }
}

/** The sums over each window of value x reach of the damped trend. */
function sumDamped(
  { windowSum, windowDamped }: Workspace,
  x: Float64Array,
  length: number,
  steps: number,
  damping: number,
): void {
  const last = damping ** (steps + 1)
  const factor = damping / (1 - damping)
  let faded = 0
  for (let at = length - 1; at >= 0; at -= 1) {
    faded = damping * ((x[at] as number) + faded)
    if (at + steps < length) faded -= last * (x[at + steps] as number)
    windowDamped[at] = factor * ((windowSum[at] as number) - faded)
  }
}

function runHolt(
  space: Workspace,
  x: Float64Array,
  length: number,
  steps: number,
  damped: number,
  pair: number,
): number {
  const { windowSum, windowSquare, windowDamped } = space
  const { sum: reaches, square: reachSquares } = dampedTables[damped] as DampedTable
  const damping = dampings[damped] as number
  const levelRate = trendRates[pair] as number
  const slopeRate = slopeRates[pair] as number
  const warm = warmUpOf(length)
  let level = x[0] as number
  let slope = 0
  let error = 0
  let count = 0
  for (let at = 1; at < length; at += 1) {
    if (at >= warm) {
      const ahead = Math.min(steps, length - at)
      error +=
        (windowSquare[at] as number) -
        2 * (level * (windowSum[at] as number) + slope * (windowDamped[at] as number)) +
        level * (ahead * level + 2 * slope * (reaches[ahead] as number)) +
        slope * slope * (reachSquares[ahead] as number)
      count += ahead
    }
    const seen = Math.min(at + 1, gainsMax)
    const fading = damping * slope
    const base = level + fading
    const miss = (x[at] as number) - base
    level = base + Math.max(levelRate, lineLevelGains[seen] as number) * miss
    slope = fading + Math.max(slopeRate, lineSlopeGains[seen] as number) * miss
  }
  endLevel = level
  endSlope = slope
  return error / Math.max(1, count)
}
