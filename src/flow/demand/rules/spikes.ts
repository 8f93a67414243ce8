/**
 * Periods that stand out. A spike is beyond three deviations, by the median of absolute deviations
 * (Huber's rule), of what the periods around say; and it does not come back a year later, as a season does.
 * Where nothing is sold in many periods, sizes are compared with sizes.
 */
import { selectRank } from '#kernel/statistics/select'

import { usualUnits } from './level.ts'
import { makeRoom } from './room.ts'

/** Deviations beyond which a period stands out, and what makes a MAD a deviation of a normal. */
const deviations = 3
const madToDeviation = 1.4826
/** With fewer known periods nothing is said. */
const knownMin = 8
/** A share of zeros above this is intermittent demand. */
const zeroShareMax = 0.3
/** A period that is not twice the usual is no spike, however quiet the series. */
const timesMin = 2

const roomForLimits = makeRoom()
const roomForSeen = makeRoom()
const roomForErrors = makeRoom()

/** Holds until the next series. */
export type Spikes = {
  /** What periods may show at most; infinity where nothing stands out. */
  readonly limitUnits: Float64Array
  readonly isSpike: (period: number) => boolean
}

/**
 * @param units NaN where unknown or explained otherwise (promotion, event)
 * @param periodsPerYear to see whether a peak comes back
 */
export function findSpikes(units: Float64Array, periodsPerYear: number): Spikes {
  const limitUnits = roomForLimits(units.length).fill(Number.POSITIVE_INFINITY)
  let known = 0
  let sold = 0
  for (let period = 0; period < units.length; period += 1) {
    const seen = units[period] as number
    known += Number.isNaN(seen) ? 0 : 1
    sold += seen > 0 ? 1 : 0
  }
  if (known >= knownMin) {
    const zeroShare = 1 - sold / known
    if (zeroShare > zeroShareMax) limitSizes(units, limitUnits)
    else limitLevels(units, limitUnits)
  }
  const stands = (period: number): boolean =>
    (units[period] ?? Number.NaN) > (limitUnits[period] ?? Number.POSITIVE_INFINITY)
  return {
    limitUnits,
    isSpike: (period) => stands(period) && !comesBack(units, limitUnits, period, periodsPerYear),
  }
}

function limitSizes(units: Float64Array, limitUnits: Float64Array): void {
  const sizes = units.filter((seen) => seen > 0)
  if (sizes.length < 4) return
  const middle = medianOf(sizes, sizes.length)
  const spread = madToDeviation * medianDistance(sizes, sizes.length, middle)
  limitUnits.fill(middle + deviations * Math.max(spread, middle))
}

/** A first round finds what stands out; the second asks what is usual without it. */
function limitLevels(units: Float64Array, limitUnits: Float64Array): void {
  const seen = roomForSeen(units.length)
  seen.set(units)
  const errors = roomForErrors(units.length)
  for (let round = 0; round < 2; round += 1) {
    const usual = usualUnits(seen)
    let count = 0
    for (let period = 0; period < units.length; period += 1) {
      const error = (units[period] as number) - (usual[period] as number)
      if (Number.isNaN(error)) continue
      errors[count] = error
      count += 1
    }
    const middle = medianOf(errors, count)
    const spread = madToDeviation * medianDistance(errors, count, middle)
    for (let period = 0; period < units.length; period += 1) {
      const level = Math.max(0, usual[period] as number)
      // A count scatters by at least the root of its mean.
      const reach = deviations * Math.max(spread, Math.sqrt(Math.max(level, 1)))
      const limit = Math.max(level + reach, timesMin * level)
      limitUnits[period] = limit
      seen[period] = Math.min(units[period] as number, limit)
    }
  }
}

/** True when a year before or after, a period to either side, was about as high. */
function comesBack(
  units: Float64Array,
  limitUnits: Float64Array,
  period: number,
  periodsPerYear: number,
): boolean {
  const half = (units[period] ?? 0) / 2
  for (const year of [-periodsPerYear, periodsPerYear]) {
    for (let near = -1; near <= 1; near += 1) {
      const at = period + year + near
      const then = units[at] ?? Number.NaN
      if (then >= half && then > (limitUnits[at] ?? 0) * 0.8) return true
    }
  }
  return false
}

/** Leaves the first `count` values as their distances from the middle. */
function medianDistance(values: Float64Array, count: number, middle: number): number {
  for (let at = 0; at < count; at += 1) values[at] = Math.abs((values[at] as number) - middle)
  return medianOf(values, count)
}

/** The median of the first `count` values, which it puts in another order. */
function medianOf(values: Float64Array, count: number): number {
  if (count === 0) return 0
  const middle = count >> 1
  const upper = selectRank(values, count, middle)
  if (count % 2 === 1) return upper
  // What lies before the rank that was selected is no greater than it.
  let lower = values[0] as number
  for (let at = 1; at < middle; at += 1) lower = Math.max(lower, values[at] as number)
  return (upper + lower) / 2
}
