/** How far a forecast spreads, from its quantiles to a variance and back, for parts and sums of it. */
import { gammaQuantile } from '#kernel/statistics/gamma'
import { normalQuantile } from '#kernel/statistics/normal'

import { quantileLevels } from './quantiles.ts'

/** The mean square distance from `meanUnits`, with quantiles read as a line from level to level. */
export function varianceFrom(quantileUnits: ArrayLike<number>, meanUnits: number): number {
  let sum = 0
  for (let at = 0; at <= quantileLevels.length; at += 1) {
    const [low, high] = [Math.max(0, at - 1), Math.min(quantileLevels.length - 1, at)]
    const from = at === 0 ? 0 : (quantileLevels[low] as number)
    const to = at === quantileLevels.length ? 1 : (quantileLevels[high] as number)
    const a = (quantileUnits[low] as number) - meanUnits
    const b = (quantileUnits[high] as number) - meanUnits
    sum += ((to - from) * (a * a + a * b + b * b)) / 3
  }
  return sum
}

/** The nine quantiles of units that are never negative, by their mean and variance (gamma). */
export function quantilesOf(meanUnits: number, variance: number): Float64Array {
  if (!(meanUnits > 0)) return new Float64Array(quantileLevels.length)
  if (!(variance > 0)) return new Float64Array(quantileLevels.length).fill(meanUnits)
  const shape = (meanUnits * meanUnits) / variance
  return Float64Array.from(quantileLevels, (level) =>
    gammaQuantile(level, shape, variance / meanUnits),
  )
}

/** Sums of what each member may deviate by in a week. */
export type SummedSpread = {
  /** Sum of variances, and of standard deviations. */
  readonly variance: number
  readonly deviation: number
}

/**
 * How much members move together, 0 to 1: by how far their sum moved from week to week, against what it
 * would if each moved by itself (0), or all as one (1). Half the mean square of a step is the variance.
 */
export function pooledCorrelation(
  history: ArrayLike<number>,
  { variance, deviation }: SummedSpread,
): number {
  let squares = 0
  for (let at = 1; at < history.length; at += 1) {
    squares += ((history[at] as number) - (history[at - 1] as number)) ** 2
  }
  const moved = squares / (2 * Math.max(1, history.length - 1))
  const together = deviation * deviation - variance
  return together > 0 ? Math.min(1, Math.max(0, (moved - variance) / together)) : 0
}

/** What nine of ten such sums lie within, never below zero. */
export function sumRange(
  meanUnits: number,
  { variance, deviation }: SummedSpread,
  correlation: number,
): { readonly lowUnits: number; readonly highUnits: number } {
  const whole = (1 - correlation) * variance + correlation * deviation * deviation
  const reach = normalQuantile(0.95) * Math.sqrt(Math.max(0, whole))
  return { lowUnits: Math.max(0, meanUnits - reach), highUnits: meanUnits + reach }
}
