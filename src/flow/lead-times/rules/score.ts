/** How good a distribution was, once the days are known. */
import { type DayDistribution, shareWithin } from './day-distribution.ts'

/** The levels at which a distribution is scored: .1, .15 to .95. */
export const scoredLevels: readonly number[] = Array.from({ length: 18 }, (_, at) => (at + 2) / 20)

/**
 * Pinball loss in days, averaged over `levels`; the lower the better.
 *
 * @param quantiles the quantiles at `levels` stand in it from `offset` on
 */
export function pinballDays(
  quantiles: Float64Array,
  days: number,
  levels: readonly number[] = scoredLevels,
  offset = 0,
): number {
  let loss = 0
  for (let at = 0; at < levels.length; at += 1) {
    const error = days - (quantiles[offset + at] ?? 0)
    const level = levels[at] ?? 0
    loss += error >= 0 ? level * error : (level - 1) * error
  }
  return loss / levels.length
}

/**
 * Where the outcome fell in its distribution, from 0 to 1; on a day that has a share of its own, `uniform`
 * spreads it over that share. Even over many lines when the distributions are right. Source: Czado, Gneiting,
 * Held, "Predictive model assessment for count data" (2009).
 */
export function randomisedPit(
  distribution: DayDistribution,
  days: number,
  uniform: number,
): number {
  const below = shareWithin(distribution, days - 1)
  return below + uniform * (shareWithin(distribution, days) - below)
}

/** The largest gap, over the nine deciles p, between the share of `pits` at or below p and p itself. */
export function calibrationGap(pits: readonly number[]): number {
  const gaps = Array.from({ length: 9 }, (_, at) => {
    const decile = (at + 1) / 10
    return Math.abs(pits.filter((pit) => pit <= decile).length / pits.length - decile)
  })
  return Math.max(...gaps)
}
