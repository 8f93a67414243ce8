/** Quantiles of drawn values, without sorting more than is asked for. */

import type { Workspace } from './workspace.ts'

/** The nine quantiles that are kept of every step and of lead-time demand. */
export const quantileLevels: readonly number[] = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99]

/**
 * Writes the quantiles of the first `count` values of `space.column` to `out`, one per level, from `outAt` on.
 *
 * Between two ranks it interpolates (type 7 of Hyndman & Fan 1996). Values are spread over as many even bins as
 * there are draws; then each bin is put in order by insertion, which is linear as long as bins hold a few.
 */
export function writeQuantiles(
  space: Workspace,
  count: number,
  levels: readonly number[],
  out: Float64Array,
  outAt: number,
): void {
  rankColumn(space, count)
  const { ranked } = space
  for (let at = 0; at < levels.length; at += 1) {
    const place = (levels[at] as number) * (count - 1)
    const below = Math.floor(place)
    const low = ranked[below] as number
    const high = ranked[Math.min(count - 1, below + 1)] as number
    out[outAt + at] = low + (place - below) * (high - low)
  }
}

/** Puts the column in ascending order into `space.ranked`. */
export function rankColumn({ column, ranked, bins }: Workspace, count: number): void {
  let least = column[0] as number
  let most = least
  for (let at = 1; at < count; at += 1) {
    const value = column[at] as number
    if (value < least) least = value
    if (value > most) most = value
  }
  if (!(most > least)) {
    ranked.fill(least, 0, count)
    return
  }
  const perUnit = (count - 1) / (most - least)
  bins.fill(0, 0, count + 1)
  for (let at = 0; at < count; at += 1) {
    const bin = (((column[at] as number) - least) * perUnit) | 0
    bins[bin + 1] = (bins[bin + 1] as number) + 1
  }
  for (let at = 1; at <= count; at += 1) {
    bins[at] = (bins[at] as number) + (bins[at - 1] as number)
  }
  for (let at = 0; at < count; at += 1) {
    const value = column[at] as number
    const bin = ((value - least) * perUnit) | 0
    const place = bins[bin] as number
    ranked[place] = value
    bins[bin] = place + 1
  }
  insertInOrder(ranked, count)
}

function insertInOrder(values: Float64Array, count: number): void {
  for (let at = 1; at < count; at += 1) {
    const value = values[at] as number
    let to = at - 1
    while (to >= 0 && (values[to] as number) > value) {
      values[to + 1] = values[to] as number
      to -= 1
    }
    values[to + 1] = value
  }
}
