/**
 * What a period would usually have shown, by the periods around it: a mean of those before and after,
 * nearer ones weighing more. Two passes of a recursive filter, so it costs the same for any reach.
 */

import { makeRoom } from './room.ts'

/** The weight of a period one further away; half the weight lies within four periods. */
const fade = 0.85

const roomForSums = makeRoom()
const roomForWeights = makeRoom()

/**
 * @param units NaN where they say nothing
 * @returns NaN only where no other period is known; it holds until the next call
 */
export function usualUnits(units: Float64Array): Float64Array {
  const { length } = units
  const sums = roomForSums(length)
  const weights = roomForWeights(length)
  let sum = 0
  let weight = 0
  for (let period = 0; period < length; period += 1) {
    sums[period] = sum
    weights[period] = weight
    const seen = units[period] as number
    const isKnown = !Number.isNaN(seen)
    sum = sum * fade + (isKnown ? seen : 0)
    weight = weight * fade + (isKnown ? 1 : 0)
  }
  sum = 0
  weight = 0
  for (let period = length - 1; period >= 0; period -= 1) {
    const both = (weights[period] as number) + weight
    sums[period] = both > 0 ? ((sums[period] as number) + sum) / both : Number.NaN
    const seen = units[period] as number
    const isKnown = !Number.isNaN(seen)
    sum = sum * fade + (isKnown ? seen : 0)
    weight = weight * fade + (isKnown ? 1 : 0)
  }
  return sums
}
