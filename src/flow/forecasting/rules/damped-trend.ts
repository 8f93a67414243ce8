/** Damped Holt: a level and a slope that fades, judged and weighed as `trend.ts` says. */

import { gainsMax, lineLevelGains, lineSlopeGains } from './gains.ts'
import { type Fit, levels, scores, slopes, warmUpOf, weighPoints } from './grid.ts'
import type { Workspace } from './workspace.ts'

const trendRates = Float64Array.of(0.05, 0.1, 0.2, 0.3, 0.3, 0.5, 0.5, 0.8, 0.8)
const slopeRates = Float64Array.of(0.01, 0.02, 0.05, 0.05, 0.15, 0.05, 0.2, 0.05, 0.2)
const dampings = Float64Array.of(0.8, 0.9, 0.97)
let endLevel = 0
let endSlope = 0

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
