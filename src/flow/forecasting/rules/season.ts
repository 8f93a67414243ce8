/** The season: classical indices for short cycles, shrunk by how well the series tells them from noise. */

import type { Workspace } from './workspace.ts'

/** Cycles up to so long get indices of their own; longer ones only the profile of their category. */
export const ownSeasonMax = 24

const sums = new Float64Array(ownSeasonMax)
const counts = new Float64Array(ownSeasonMax)

/**
 * Writes the seasonal indices of `x` to `space.season`: multipliers with mean 1 or addends with mean 0.
 *
 * Classical decomposition by a centred moving average. The indices are drawn towards "no season" by the share of
 * their spread that noise alone explains (James and Stein 1961), so a test for a season is not needed: without one
 * nothing is left of them. Needs two whole cycles, else there is no season.
 */
export function findSeason(
  space: Workspace,
  x: Float64Array,
  length: number,
  cycle: number,
  isMultiplicative: boolean,
): void {
  const { season } = space
  const neutral = isMultiplicative ? 1 : 0
  season.fill(neutral, 0, Math.max(1, cycle))
  if (cycle < 2 || cycle > ownSeasonMax || length < 2 * cycle) return
  sums.fill(0)
  counts.fill(0)
  const squares = sumRatios(x, length, cycle, isMultiplicative)
  let mean = 0
  for (let at = 0; at < cycle; at += 1) {
    const count = counts[at] as number
    season[at] = count > 0 ? (sums[at] as number) / count : neutral
    mean += (season[at] as number) / cycle
  }
  if (isMultiplicative && !(mean > 0)) {
    season.fill(neutral, 0, cycle)
    return
  }
  const kept = signalShare(season, squares, cycle)
  for (let at = 0; at < cycle; at += 1) {
    const index = season[at] as number
    const centred = isMultiplicative ? index / mean : index - mean
    season[at] = neutral + kept * (centred - neutral)
  }
}

/** Adds up each place's ratio (or distance) to the moving average; gives the sum of their squares. */
function sumRatios(
  x: Float64Array,
  length: number,
  cycle: number,
  isMultiplicative: boolean,
): number {
  const half = cycle >> 1
  const isEven = cycle % 2 === 0
  let inner = 0
  for (let at = 0; at < 2 * half + 1; at += 1) inner += x[at] as number
  let squares = 0
  for (let at = half; at < length - half; at += 1) {
    if (at > half) inner += (x[at + half] as number) - (x[at - half - 1] as number)
    const ends = isEven ? ((x[at - half] as number) + (x[at + half] as number)) / 2 : 0
    const average = (inner - ends) / cycle
    if (isMultiplicative && !(average > 0)) continue
    const value = isMultiplicative ? (x[at] as number) / average : (x[at] as number) - average
    const place = at % cycle
    sums[place] = (sums[place] as number) + value
    counts[place] = (counts[place] as number) + 1
    squares += value * value
  }
  return squares
}

/** The part of the indices' spread that is not noise, 0 to 1. */
function signalShare(season: Float64Array, squares: number, cycle: number): number {
  let count = 0
  let within = squares
  let mean = 0
  for (let at = 0; at < cycle; at += 1) {
    const places = counts[at] as number
    count += places
    within -= places * (season[at] as number) ** 2
    mean += (season[at] as number) / cycle
  }
  let spread = 0
  for (let at = 0; at < cycle; at += 1) spread += ((season[at] as number) - mean) ** 2
  spread /= cycle - 1
  const noise = Math.max(0, within) / Math.max(1, count - cycle) / (count / cycle)
  if (!(spread > 0)) return 0
  const share = Math.max(0, cycle - 3) / (cycle - 1)
  return Math.max(0, 1 - (noise * share) / spread)
}
