/**
 * The tide of a category: how all its series together stood in each past period, such as a holiday week or a campaign.
 *
 * Part of it is taken out of each history before members learn from it, so that a low that all share is not taken for
 * the series' own. It is not forecast: after the last period it stands where it has lately been.
 */

import { placeOf } from './profile.ts'

/** How much of the tide is taken out: halfway, as no series moves wholly with the others. */
const tideShare = 0.5
/** A period that fewer series have seen has no tide. */
const seenMin = 30
const periodsMin = 6
/** One period of one series may count so many times its level. */
const ratioMax = 5
const leastTide = 0.2
/** The rate at which "lately" forgets. */
const latelyRate = 0.3

/** The tide goes back so many periods. */
export const tideMax = 160

type Series = { readonly units: Float64Array }

/**
 * Learns the tide, latest period first, from series that end together; what the profile explains is the season's.
 * Undefined when too few series tell.
 */
export function learnTide(
  series: readonly Series[],
  profile: Float64Array | undefined,
): Float64Array | undefined {
  const sums = new Float64Array(tideMax)
  const counts = new Float64Array(tideMax)
  for (const { units } of series) addSeries(units, profile, sums, counts)
  let periods = 0
  while (periods < tideMax && (counts[periods] as number) >= seenMin) periods += 1
  if (periods < periodsMin) return undefined
  const means = sums.subarray(0, periods).map((sum, back) => sum / (counts[back] as number))
  const mean = means.reduce((total, value) => total + value, 0) / periods
  if (!(mean > 0)) return undefined
  return means.map((value) => Math.max(leastTide, 1 + tideShare * (value / mean - 1)))
}

/** Adds one series, each period as a part of its mean since launch; the first sale is no chance and left out. */
function addSeries(
  units: Float64Array,
  profile: Float64Array | undefined,
  sums: Float64Array,
  counts: Float64Array,
): void {
  const length = units.length
  const first = units.findIndex((value) => value > 0)
  if (first < 0 || length - first < periodsMin) return
  let sum = 0
  let known = 0
  for (let at = first; at < length; at += 1) {
    const value = units[at] as number
    if (Number.isNaN(value)) continue
    sum += value
    known += 1
  }
  const mean = sum / known
  for (let at = Math.max(first + 1, length - tideMax); at < length; at += 1) {
    const value = units[at] as number
    if (Number.isNaN(value)) continue
    const index = profile === undefined ? 1 : profile[placeOf(at, length, profile.length)]
    const back = length - 1 - at
    sums[back] =
      (sums[back] as number) + Math.min(ratioMax, value / mean / Math.max(0.1, index ?? 1))
    counts[back] = (counts[back] as number) + 1
  }
}

/** The tide as it was so many periods ago, as multiples of where it had then lately been; latest period first. */
export function turnTide(tide: Float64Array, periodsEarlier: number): Float64Array {
  const seen = tide.slice(Math.min(periodsEarlier, tide.length))
  let lately = 0
  for (let back = seen.length - 1; back >= 0; back -= 1) {
    const gain = Math.max(latelyRate, 1 / (seen.length - back))
    lately += gain * ((seen[back] as number) - lately)
  }
  return seen.map((value) => value / lately)
}

/** Takes the tide out of the first `length` periods of `units`; older ones than it knows are left alone. */
export function takeTideOut(units: Float64Array, length: number, tide: Float64Array): void {
  const oldest = Math.max(0, length - tide.length)
  for (let at = oldest; at < length; at += 1) {
    units[at] = (units[at] as number) / (tide[length - 1 - at] as number)
  }
}
