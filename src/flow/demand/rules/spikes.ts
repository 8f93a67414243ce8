/**
 * Periods that stand out. A spike is beyond three deviations, by the median of absolute deviations
 * (Huber's rule), of what the periods around say; and it does not come back a year later, as a season does.
 * Where nothing is sold in many periods, sizes are compared with sizes.
 */
import { usualUnits } from './level.ts'

/** Deviations beyond which a period stands out, and what makes a MAD a deviation of a normal. */
const deviations = 3
const madToDeviation = 1.4826
/** With fewer known periods nothing is said. */
const knownMin = 8
/** A share of zeros above this is intermittent demand. */
const zeroShareMax = 0.3
/** A period that is not twice the usual is no spike, however quiet the series. */
const timesMin = 2

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
  const limitUnits = new Float64Array(units.length).fill(Number.POSITIVE_INFINITY)
  const known = units.filter((seen) => !Number.isNaN(seen))
  if (known.length >= knownMin) {
    const sizes = known.filter((seen) => seen > 0)
    const zeroShare = 1 - sizes.length / known.length
    if (zeroShare > zeroShareMax) limitSizes(sizes, limitUnits)
    else limitLevels(units, limitUnits)
  }
  const stands = (period: number): boolean =>
    (units[period] ?? Number.NaN) > (limitUnits[period] ?? Number.POSITIVE_INFINITY)
  return {
    limitUnits,
    isSpike: (period) => stands(period) && !comesBack(units, limitUnits, period, periodsPerYear),
  }
}

function limitSizes(sizes: Float64Array, limitUnits: Float64Array): void {
  if (sizes.length < 4) return
  const middle = median(sizes)
  const spread = madToDeviation * median(sizes.map((size) => Math.abs(size - middle)))
  limitUnits.fill(middle + deviations * Math.max(spread, middle))
}

/** A first round finds what stands out; the second asks what is usual without it. */
function limitLevels(units: Float64Array, limitUnits: Float64Array): void {
  let seen = units
  for (let round = 0; round < 2; round += 1) {
    const usual = usualUnits(seen)
    const errors = units
      .map((value, period) => value - (usual[period] ?? 0))
      .filter((error) => !Number.isNaN(error))
    const middle = median(errors)
    const spread = madToDeviation * median(errors.map((error) => Math.abs(error - middle)))
    for (let period = 0; period < units.length; period += 1) {
      const level = Math.max(0, usual[period] ?? 0)
      // A count scatters by at least the root of its mean.
      const reach = deviations * Math.max(spread, Math.sqrt(Math.max(level, 1)))
      limitUnits[period] = Math.max(level + reach, timesMin * level)
    }
    seen = units.map((value, period) => Math.min(value, limitUnits[period] ?? value))
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

export function median(values: Float64Array): number {
  if (values.length === 0) return 0
  const sorted = values.slice().sort()
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2
}
