/** Quantiles of drawn values, without sorting more than is asked for. */

import type { Workspace } from './workspace.ts'

/** The nine quantiles that are kept of every step and of lead-time demand. */
export const quantileLevels: readonly number[] = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99]

/** The bin of values that need not be put in order. */
const inOrder = -1

/**
 * Writes the quantiles of the `count` values from `from` on to `out`, one per level, from `outAt` on.
 *
 * Between two ranks it interpolates (type 7 of Hyndman & Fan 1996). Values are spread over as many even bins as
 * there are draws, and only the bins that hold an asked rank are put in order.
 */
export function writeQuantiles(
  space: Workspace,
  values: Float64Array,
  from: number,
  count: number,
  levels: readonly number[],
  out: Float64Array,
  outAt: number,
): void {
  const { ranked, rankBin } = space
  const isSpread = spreadOverBins(space, values, from, count)
  let ordered = inOrder
  for (let at = 0; at < levels.length; at += 1) {
    const place = (levels[at] as number) * (count - 1)
    const below = Math.floor(place)
    const above = Math.min(count - 1, below + 1)
    for (let rank = below; isSpread && rank <= above; rank += 1) {
      const bin = rankBin[rank] as number
      if (bin !== ordered && bin !== inOrder) orderBin(space, bin)
      ordered = bin
    }
    const low = ranked[below] as number
    out[outAt + at] = low + (place - below) * ((ranked[above] as number) - low)
  }
}

/** Groups the values by bins in `space.ranked`; false when all are the same. */
function spreadOverBins(
  { ranked, bins, binOf, rankBin }: Workspace,
  values: Float64Array,
  from: number,
  count: number,
): boolean {
  const least = leastOf(values, from, count)
  const most = mostOf(values, from, count)
  if (!(most > least)) {
    ranked.fill(least, 0, count)
    return false
  }
  const perUnit = (count - 1) / (most - least)
  bins.fill(0, 0, count + 2)
  let lowest = 0
  for (let at = 0; at < count; at += 1) {
    const value = values[from + at] as number
    if (value === least) {
      // As often as not nothing is sold: all of these are in order as they are.
      binOf[at] = inOrder
      ranked[lowest] = value
      rankBin[lowest] = inOrder
      lowest += 1
      continue
    }
    const bin = ((value - least) * perUnit) | 0
    binOf[at] = bin
    bins[bin + 2] = (bins[bin + 2] as number) + 1
  }
  let sum = lowest
  bins[0] = lowest
  bins[1] = lowest
  for (let at = 2; at <= count + 1; at += 1) {
    sum += bins[at] as number
    bins[at] = sum
  }
  // Each bin's end moves up as its values come; when all are there, it begins where the one before ends.
  for (let at = 0; at < count; at += 1) {
    const bin = binOf[at] as number
    if (bin === inOrder) continue
    const place = bins[bin + 1] as number
    ranked[place] = values[from + at] as number
    rankBin[place] = bin
    bins[bin + 1] = place + 1
  }
  return true
}

function leastOf(values: Float64Array, from: number, count: number): number {
  let least = values[from] as number
  for (let at = from + 1; at < from + count; at += 1) {
    if ((values[at] as number) < least) least = values[at] as number
  }
  return least
}

function mostOf(values: Float64Array, from: number, count: number): number {
  let most = values[from] as number
  for (let at = from + 1; at < from + count; at += 1) {
    if ((values[at] as number) > most) most = values[at] as number
  }
  return most
}

/** Puts a bin in ascending order, by insertion: it holds a few values, or equal ones. */
function orderBin({ ranked, bins }: Workspace, bin: number): void {
  const start = bins[bin] as number
  const end = bins[bin + 1] as number
  for (let at = start + 1; at < end; at += 1) {
    const value = ranked[at] as number
    let to = at - 1
    while (to >= start && (ranked[to] as number) > value) {
      ranked[to + 1] = ranked[to] as number
      to -= 1
    }
    ranked[to + 1] = value
  }
}
