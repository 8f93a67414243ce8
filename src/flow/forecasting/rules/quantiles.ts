/** Quantiles of drawn values, without sorting more than is asked for. */

import type { Workspace } from './workspace.ts'

/** The nine quantiles that are kept of every step and of lead-time demand. */
export const quantileLevels: readonly number[] = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99]

const binCount = 256
const levelsMax = 64
const notAsked = -1
/** How many values each bin has, and where those of a bin that is asked for are kept. */
const counts = new Int32Array(binCount)
const slots = new Int32Array(binCount)
/** Where asked bins begin and end in what is kept. */
const starts = new Int32Array(2 * levelsMax)
const ends = new Int32Array(2 * levelsMax)
/** Where the values on both sides of each level will be when their bins are in order. */
const belowAt = new Int32Array(levelsMax)
const aboveAt = new Int32Array(levelsMax)
let askedBins = 0
let keptCount = 0
/** The least and the greatest of the values. */
let least = 0
let most = 0

/**
 * Writes the quantiles of the `count` values from `from` on to `out`, one per level, from `outAt` on; levels
 * ascend.
 *
 * Between two ranks it interpolates (type 7 of Hyndman & Fan 1996). Values are counted over even bins, and only
 * those of bins that hold an asked rank are kept and put in order.
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
  findEnds(values, from, count)
  if (!(most > least)) {
    out.fill(least, outAt, outAt + levels.length)
    return
  }
  countBins(space, values, from, count)
  askBins(count, levels)
  keepAsked(space, values, from, count)
  const { kept } = space
  for (let bin = 0; bin < askedBins; bin += 1) {
    order(kept, starts[bin] as number, ends[bin] as number)
  }
  for (let at = 0; at < levels.length; at += 1) {
    const place = (levels[at] as number) * (count - 1)
    const low = kept[belowAt[at] as number] as number
    const high = kept[aboveAt[at] as number] as number
    out[outAt + at] = low + (place - Math.floor(place)) * (high - low)
  }
}

function findEnds(values: Float64Array, from: number, count: number): void {
  least = values[from] as number
  most = least
  for (let at = from + 1; at < from + count; at += 1) {
    const value = values[at] as number
    if (value < least) least = value
    else if (value > most) most = value
  }
}

function countBins({ binOf }: Workspace, values: Float64Array, from: number, count: number): void {
  const perUnit = (binCount - 1) / (most - least)
  const first = least
  counts.fill(0)
  for (let at = 0; at < count; at += 1) {
    const bin = (((values[from + at] as number) - first) * perUnit) | 0
    binOf[at] = bin
    counts[bin] = (counts[bin] as number) + 1
  }
}

/** Finds the bins of the ranks on both sides of each level, and gives each a place. */
function askBins(count: number, levels: readonly number[]): void {
  slots.fill(notAsked)
  askedBins = 0
  keptCount = 0
  let bin = 0
  let first = 0
  for (let at = 0; at < levels.length; at += 1) {
    const below = Math.floor((levels[at] as number) * (count - 1))
    while (first + (counts[bin] as number) <= below) {
      first += counts[bin] as number
      bin += 1
    }
    belowAt[at] = slotOf(bin) + below - first
    const above = Math.min(count - 1, below + 1)
    let next = bin
    let nextFirst = first
    while (nextFirst + (counts[next] as number) <= above) {
      nextFirst += counts[next] as number
      next += 1
    }
    aboveAt[at] = slotOf(next) + above - nextFirst
  }
}

function slotOf(bin: number): number {
  if (slots[bin] === notAsked) {
    slots[bin] = keptCount
    starts[askedBins] = keptCount
    keptCount += counts[bin] as number
    ends[askedBins] = keptCount
    askedBins += 1
  }
  return slots[bin] as number
}

function keepAsked(
  { binOf, kept }: Workspace,
  values: Float64Array,
  from: number,
  count: number,
): void {
  for (let at = 0; at < count; at += 1) {
    const bin = binOf[at] as number
    const slot = slots[bin] as number
    if (slot === notAsked) continue
    kept[slot] = values[from + at] as number
    slots[bin] = slot + 1
  }
}

/** Ascending, by insertion: a bin holds a few values, or equal ones. */
function order(values: Float64Array, start: number, end: number): void {
  for (let at = start + 1; at < end; at += 1) {
    const value = values[at] as number
    let to = at - 1
    while (to >= start && (values[to] as number) > value) {
      values[to + 1] = values[to] as number
      to -= 1
    }
    values[to + 1] = value
  }
}
