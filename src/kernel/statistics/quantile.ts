/** Quantiles and losses of draws. */
import { selectRank } from './select.ts'

/**
 * The quantile of draws that are sorted upwards, straight between neighbours (Hyndman and Fan, type 7).
 *
 * @param probability 0 gives the least draw, 1 the greatest; NaN where there is no draw
 */
export function quantileOfSorted(sorted: Float64Array, probability: number): number {
  if (sorted.length === 0) return Number.NaN
  const place = Math.min(1, Math.max(0, probability)) * (sorted.length - 1)
  const below = Math.floor(place)
  const lower = sorted[below] ?? Number.NaN
  const upper = sorted[Math.min(below + 1, sorted.length - 1)] ?? lower
  return lower + (place - below) * (upper - lower)
}

/** The same of draws in any order, which it changes: for one quantile they need not be sorted. */
export function quantileOfAny(draws: Float64Array, probability: number): number {
  const { length } = draws
  if (length === 0) return Number.NaN
  const place = Math.min(1, Math.max(0, probability)) * (length - 1)
  const below = Math.floor(place)
  const lower = selectRank(draws, length, below)
  if (place === below) return lower
  // What lies behind the rank that was selected is no less than it.
  let upper = Number.POSITIVE_INFINITY
  for (let at = below + 1; at < length; at += 1) upper = Math.min(upper, draws[at] as number)
  return lower + (place - below) * (upper - lower)
}

/** Mean of (draw - level)+ over the draws, in any order. */
export function lossOfDraws(draws: Float64Array, level: number): number {
  let sum = 0
  for (let at = 0; at < draws.length; at += 1) {
    const excess = (draws[at] ?? 0) - level
    if (excess > 0) sum += excess
  }
  return draws.length === 0 ? 0 : sum / draws.length
}
