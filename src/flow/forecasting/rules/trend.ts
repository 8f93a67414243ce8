/**
 * Level and trend: exponential smoothing, damped Holt and theta, each over a small closed grid of parameters.
 *
 * Every grid point runs through the series once. Its gains start as those of a mean (or a regression line) and end
 * as the point's own, so the state at each period knows only what came before it, and the squared errors of the
 * forecasts made from every origin are a true rolling origin. They are summed over the whole window of steps ahead
 * in constant time, from window sums made once per series. Inside a family the points are averaged with
 * weights err^-16: the sharp ones when the series tells them apart, all of them when it does not.
 */

import { gainsMax, meanGains } from './gains.ts'
import { type Fit, levels, scores, warmUpOf, weighPoints } from './grid.ts'
import type { Workspace } from './workspace.ts'

const levelRates = Float64Array.of(0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.65, 0.85, 1)
/** Each step of a level waits for the one before: three side by side take little longer than one. */
const abreast = 3

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
  for (let point = 0; point < levelRates.length; point += abreast) {
    runSes(space, x, length, steps, point)
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

function runSes(
  { windowSum, windowSquare }: Workspace,
  x: Float64Array,
  length: number,
  steps: number,
  point: number,
): void {
  const warm = warmUpOf(length)
  const rate0 = levelRates[point] as number
  const rate1 = levelRates[point + 1] as number
  const rate2 = levelRates[point + 2] as number
  let level0 = x[0] as number
  let level1 = level0
  let level2 = level0
  let error0 = 0
  let error1 = 0
  let error2 = 0
  let count = 0
  for (let at = 1; at < length; at += 1) {
    if (at >= warm) {
      const ahead = Math.min(steps, length - at)
      const sum = 2 * (windowSum[at] as number)
      const square = windowSquare[at] as number
      error0 += square + level0 * (ahead * level0 - sum)
      error1 += square + level1 * (ahead * level1 - sum)
      error2 += square + level2 * (ahead * level2 - sum)
      count += ahead
    }
    const mean = meanGains[Math.min(at + 1, gainsMax)] as number
    const value = x[at] as number
    level0 += Math.max(rate0, mean) * (value - level0)
    level1 += Math.max(rate1, mean) * (value - level1)
    level2 += Math.max(rate2, mean) * (value - level2)
  }
  const judged = Math.max(1, count)
  keepPoint(point, error0 / judged, level0)
  keepPoint(point + 1, error1 / judged, level1)
  keepPoint(point + 2, error2 / judged, level2)
}

function keepPoint(point: number, score: number, level: number): void {
  scores[point] = score
  levels[point] = level
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
  const warm = Math.max(3, warmUpOf(length))
  const endSlope = findSlopes(space, x, length, steps, warm)
  for (let point = 0; point < levelRates.length; point += abreast) {
    runTheta(space, x, length, steps, point, warm, endSlope)
  }
  fit.meanSquare = weighPoints(levelRates.length)
  let level = 0
  fit.levelRate = 0
  for (let point = 0; point < levelRates.length; point += 1) {
    const weight = scores[point] as number
    level += weight * (levels[point] as number)
    fit.levelRate += weight * (levelRates[point] as number)
  }
  for (let step = 0; step < horizon; step += 1) out[outAt + step] = level + endSlope * (step + 1)
}

function runTheta(
  { windowSum, windowSlope, windowRest }: Workspace,
  x: Float64Array,
  length: number,
  steps: number,
  point: number,
  warm: number,
  endSlope: number,
): void {
  const rate0 = levelRates[point] as number
  const rate1 = levelRates[point + 1] as number
  const rate2 = levelRates[point + 2] as number
  const perRate0 = 1 / rate0
  const perRate1 = 1 / rate1
  const perRate2 = 1 / rate2
  let level0 = 0
  let level1 = 0
  let level2 = 0
  let error0 = 0
  let error1 = 0
  let error2 = 0
  let count = 0
  let left0 = 1
  let left1 = 1
  let left2 = 1
  for (let at = 0; at < length; at += 1) {
    if (at >= warm) {
      const slope = windowSlope[at] as number
      const rest = windowRest[at] as number
      const sum = 2 * (windowSum[at] as number)
      const ahead = Math.min(steps, length - at)
      const drift = slope * (ahead * (ahead + 1))
      const start0 = level0 + slope * ((1 - left0) * perRate0 - 1)
      const start1 = level1 + slope * ((1 - left1) * perRate1 - 1)
      const start2 = level2 + slope * ((1 - left2) * perRate2 - 1)
      error0 += rest + start0 * (ahead * start0 + drift - sum)
      error1 += rest + start1 * (ahead * start1 + drift - sum)
      error2 += rest + start2 * (ahead * start2 + drift - sum)
      count += ahead
    }
    const mean = meanGains[Math.min(at + 1, gainsMax)] as number
    const value = x[at] as number
    level0 += Math.max(rate0, mean) * (value - level0)
    level1 += Math.max(rate1, mean) * (value - level1)
    level2 += Math.max(rate2, mean) * (value - level2)
    left0 *= 1 - rate0
    left1 *= 1 - rate1
    left2 *= 1 - rate2
  }
  // A smoothed level lies some steps of the slope behind.
  const judged = Math.max(1, count)
  keepPoint(point, error0 / judged, level0 + endSlope * ((1 - left0) * perRate0 - 1))
  keepPoint(point + 1, error1 / judged, level1 + endSlope * ((1 - left1) * perRate1 - 1))
  keepPoint(point + 2, error2 / judged, level2 + endSlope * ((1 - left2) * perRate2 - 1))
}

/**
 * Half the slope of the regression line up to each origin, and what of its window's squared error does not depend on
 * the level; both are the same for all rates. Gives half the slope at the end.
 */
function findSlopes(
  { windowSquare, windowTrend, windowSlope, windowRest }: Workspace,
  x: Float64Array,
  length: number,
  steps: number,
  warm: number,
): number {
  let sum = 0
  let moment = 0
  for (let at = 0; at < length; at += 1) {
    if (at >= warm) {
      const slope = halfSlope(at, sum, moment)
      const ahead = Math.min(steps, length - at)
      const squares = (ahead * (ahead + 1) * (2 * ahead + 1)) / 6
      windowSlope[at] = slope
      windowRest[at] =
        (windowSquare[at] as number) + slope * (slope * squares - 2 * (windowTrend[at] as number))
    }
    const value = x[at] as number
    sum += value
    moment += at * value
  }
  return length > 2 ? halfSlope(length, sum, moment) : 0
}

/** Half the slope of the regression line through the first `count` values. */
function halfSlope(count: number, sum: number, moment: number): number {
  return (6 * (moment - ((count - 1) / 2) * sum)) / (count * (count * count - 1))
}
