/** Damped Holt: a level and a slope that fades, judged and weighed as `trend.ts` says. */

import { gainsMax, lineLevelGains, lineSlopeGains } from './gains.ts'
import { type Fit, levels, scores, slopes, warmUpOf, weighPoints } from './grid.ts'
import type { Workspace } from './workspace.ts'

const trendRates = Float64Array.of(0.05, 0.1, 0.2, 0.3, 0.3, 0.5, 0.5, 0.8, 0.8)
const slopeRates = Float64Array.of(0.01, 0.02, 0.05, 0.05, 0.15, 0.05, 0.2, 0.05, 0.2)
const dampings = Float64Array.of(0.8, 0.9, 0.97)
/** The table of what a damped trend adds up to after 1, 2, ... steps, with the sums a window needs. */
const dampedMax = 512
const dampedSteps = dampings.map(() => 0)
const dampedTables = Array.from(dampings, dampedTableOf)

/** Of each number of steps ahead and each damping: twice the sum of its reaches, and of their squares. */
const reaches = Float64Array.from({ length: 6 * (dampedMax + 1) }, (_, at) => {
  const { sum, square } = dampedTables[Math.floor(at / 2) % 3] as DampedTable
  const ahead = Math.floor(at / 6)
  return at % 2 === 0 ? 2 * (sum[ahead] as number) : (square[ahead] as number)
})

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
    sumDamped(space, x, length, steps, damped)
  }
  for (let pair = 0; pair < pairs; pair += 1) runHolt(space, x, length, steps, pair)
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
  damped: number,
): void {
  const damping = dampings[damped] as number
  const last = damping ** (steps + 1)
  const factor = damping / (1 - damping)
  let faded = 0
  for (let at = length - 1; at >= 0; at -= 1) {
    faded = damping * ((x[at] as number) + faded)
    if (at + steps < length) faded -= last * (x[at + steps] as number)
    windowDamped[3 * at + damped] = factor * ((windowSum[at] as number) - faded)
  }
}

/** One pair of rates with the three dampings side by side: each waits for its own last step only. */
function runHolt(
  space: Workspace,
  x: Float64Array,
  length: number,
  steps: number,
  pair: number,
): void {
  const { windowSum, windowSquare, windowDamped } = space
  const levelRate = trendRates[pair] as number
  const slopeRate = slopeRates[pair] as number
  const damping0 = dampings[0] as number
  const damping1 = dampings[1] as number
  const damping2 = dampings[2] as number
  const warm = warmUpOf(length)
  let level0 = x[0] as number
  let level1 = level0
  let level2 = level0
  let slope0 = 0
  let slope1 = 0
  let slope2 = 0
  let error0 = 0
  let error1 = 0
  let error2 = 0
  let count = 0
  for (let at = 1; at < length; at += 1) {
    if (at >= warm) {
      const ahead = Math.min(steps, length - at)
      const sum = windowSum[at] as number
      const square = windowSquare[at] as number
      const damped = 3 * at
      const reach = 6 * ahead
      error0 +=
        square -
        2 * (level0 * sum + slope0 * (windowDamped[damped] as number)) +
        level0 * (ahead * level0 + slope0 * (reaches[reach] as number)) +
        slope0 * slope0 * (reaches[reach + 1] as number)
      error1 +=
        square -
        2 * (level1 * sum + slope1 * (windowDamped[damped + 1] as number)) +
        level1 * (ahead * level1 + slope1 * (reaches[reach + 2] as number)) +
        slope1 * slope1 * (reaches[reach + 3] as number)
      error2 +=
        square -
        2 * (level2 * sum + slope2 * (windowDamped[damped + 2] as number)) +
        level2 * (ahead * level2 + slope2 * (reaches[reach + 4] as number)) +
        slope2 * slope2 * (reaches[reach + 5] as number)
      count += ahead
    }
    const seen = Math.min(at + 1, gainsMax)
    const levelGain = Math.max(levelRate, lineLevelGains[seen] as number)
    const slopeGain = Math.max(slopeRate, lineSlopeGains[seen] as number)
    const value = x[at] as number
    const fading0 = damping0 * slope0
    const fading1 = damping1 * slope1
    const fading2 = damping2 * slope2
    const base0 = level0 + fading0
    const base1 = level1 + fading1
    const base2 = level2 + fading2
    level0 = base0 + levelGain * (value - base0)
    level1 = base1 + levelGain * (value - base1)
    level2 = base2 + levelGain * (value - base2)
    slope0 = fading0 + slopeGain * (value - base0)
    slope1 = fading1 + slopeGain * (value - base1)
    slope2 = fading2 + slopeGain * (value - base2)
  }
  const judged = Math.max(1, count)
  keepPoint(pair, error0 / judged, level0, slope0)
  keepPoint(pair + trendRates.length, error1 / judged, level1, slope1)
  keepPoint(pair + 2 * trendRates.length, error2 / judged, level2, slope2)
}

function keepPoint(point: number, score: number, level: number, slope: number): void {
  scores[point] = score
  levels[point] = level
  slopes[point] = slope
}
