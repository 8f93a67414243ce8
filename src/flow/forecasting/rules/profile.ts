/**
 * The profile of a long cycle (52 weeks): learned over a category, given to each of its series as far as it helps.
 *
 * A profile has one multiplier per place of the cycle, mean 1. Place 0 is the first period after the series ends, so
 * series of one category end with the same period.
 */

import type { Workspace } from './workspace.ts'

/** One period of one series may count so many times its level. */
const ratioMax = 5
const cyclesMin = 2
const shares = Float64Array.of(0, 0.5, 1)
const judgedRate = 0.15
const leastIndex = 0.1

/** Adds series up until `make` is called. */
export type ProfileLearner = {
  readonly add: (units: Float64Array) => void
  readonly make: () => Float64Array | undefined
}

export function learnProfile(cycle: number): ProfileLearner {
  const sums = new Float64Array(cycle)
  const squares = new Float64Array(cycle)
  const counts = new Float64Array(cycle)
  const add = (units: Float64Array): void => {
    const cycles = Math.floor(units.length / cycle)
    if (cycles < cyclesMin) return
    const start = units.length - cycles * cycle
    const first = meanOf(units, start, start + cycle)
    const last = meanOf(units, units.length - cycle, units.length)
    if (!(first > 0 && last > 0)) return
    const middle = (first + last) / 2
    const slope = (last - first) / ((cycles - 1) * cycle)
    const centre = (start + units.length - 1) / 2
    for (let at = start; at < units.length; at += 1) {
      const value = units[at] as number
      if (Number.isNaN(value)) continue
      const level = Math.max(middle + slope * (at - centre), middle / ratioMax)
      const ratio = Math.min(ratioMax, value / level)
      const place = (at - start) % cycle
      sums[place] = (sums[place] as number) + ratio
      squares[place] = (squares[place] as number) + ratio * ratio
      counts[place] = (counts[place] as number) + 1
    }
  }
  return { add, make: () => profileOf(sums, squares, counts) }
}

/** Means by place, drawn towards 1 by the part of their spread that noise explains. */
function profileOf(
  sums: Float64Array,
  squares: Float64Array,
  counts: Float64Array,
): Float64Array | undefined {
  const cycle = sums.length
  if (counts.some((count) => count < 2)) return undefined
  const means = sums.map((sum, at) => sum / (counts[at] as number))
  const mean = means.reduce((total, value) => total + value, 0) / cycle
  if (!(mean > 0)) return undefined
  let noise = 0
  let spread = 0
  for (let at = 0; at < cycle; at += 1) {
    const count = counts[at] as number
    const value = means[at] as number
    noise += Math.max(0, (squares[at] as number) / count - value * value) / (count - 1) / cycle
    spread += (value - mean) ** 2 / (cycle - 1)
  }
  const kept = spread > noise ? 1 - noise / spread : 0
  return means.map((value) => 1 + kept * (value / mean - 1))
}

function meanOf(units: Float64Array, from: number, to: number): number {
  let sum = 0
  let known = 0
  for (let at = from; at < to; at += 1) {
    const value = units[at] as number
    if (!Number.isNaN(value)) {
      sum += value
      known += 1
    }
  }
  return known > 0 ? sum / known : 0
}

const errors = new Float64Array(shares.length)

/**
 * Writes to `space.season` as much of the profile as would have helped this series: each share of it is judged by
 * forecasts made `lag` periods ahead from every period, shares count err^-8. `length` periods of `space.whole`.
 */
export function shareProfile(
  space: Workspace,
  length: number,
  profile: Float64Array,
  lag: number,
): void {
  const { whole, residuals, season } = space
  const cycle = profile.length
  const warm = Math.min(length >> 1, cycle) + lag
  for (let option = 0; option < shares.length; option += 1) {
    const share = shares[option] as number
    let place = placeOf(0, length, cycle)
    let level = 0
    let error = 0
    for (let at = 0; at < length; at += 1) {
      const index = Math.max(leastIndex, 1 + share * ((profile[place] as number) - 1))
      const value = whole[at] as number
      if (at >= warm) error += ((residuals[at - lag] as number) * index - value) ** 2
      level += Math.max(judgedRate, 1 / (at + 1)) * (value / index - level)
      residuals[at] = level
      place = place + 1 === cycle ? 0 : place + 1
    }
    errors[option] = error
  }
  const share = bestShare()
  for (let at = 0; at < cycle; at += 1) {
    season[at] = Math.max(leastIndex, 1 + share * ((profile[at] as number) - 1))
  }
}

function bestShare(): number {
  const least = Math.min(errors[0] as number, errors[1] as number, errors[2] as number)
  if (!(least > 0)) return 0
  let total = 0
  let share = 0
  for (let option = 0; option < shares.length; option += 1) {
    const weight = (least / (errors[option] as number)) ** 8
    total += weight
    share += weight * (shares[option] as number)
  }
  return share / total
}

/** The place in the cycle of period `at` of a series of `length` periods. */
export function placeOf(at: number, length: number, cycle: number): number {
  return (((at - length) % cycle) + cycle) % cycle
}

/** The same profile for a series that ends so many periods earlier: its first step is an earlier place. */
export function turnProfile(profile: Float64Array, periodsEarlier: number): Float64Array {
  const cycle = profile.length
  return profile.map((_, at) => profile[placeOf(at, periodsEarlier, cycle)] as number)
}
