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
  const warm = Math.max(3, warmUpOf(length))
  const endSlope = findSlopes(space, x, length, steps, warm)
  for (let point = 0; point < levelRates.length; point += 1) {
    scores[point] = runTheta(space, x, length, steps, levelRates[point] as number, warm)
    levels[point] = endLevel + endSlope * endLag
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

let endLevel = 0
/** How many steps of the slope a smoothed level lies behind. */
let endLag = 0

function runTheta(
  space: Workspace,
  x: Float64Array,
  length: number,
  steps: number,
  rate: number,
  warm: number,
): number {
  const { windowSum, windowSlope, windowRest } = space
  const perRate = 1 / rate
  let level = 0
  let error = 0
  let count = 0
  let left = 1
  for (let at = 0; at < length; at += 1) {
    if (at >= warm) {
      const slope = windowSlope[at] as number
      const start = level + slope * ((1 - left) * perRate - 1)
      const ahead = Math.min(steps, length - at)
      const places = ahead * (ahead + 1)
      error +=
        (windowRest[at] as number) +
        start * (ahead * start + slope * places - 2 * (windowSum[at] as number))
      count += ahead
    }
    const gain = Math.max(rate, meanGains[Math.min(at + 1, gainsMax)] as number)
    level += gain * ((x[at] as number) - level)
    left *= 1 - rate
  }
  endLevel = level
  endLag = (1 - left) * perRate - 1
  return error / Math.max(1, count)
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
