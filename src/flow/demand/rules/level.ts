/**
 * What a period would usually have shown, by the periods around it: a mean of those before and after,
 * nearer ones weighing more. Two passes of a recursive filter, so it costs the same for any reach.
 */

/** The weight of a period one further away; half the weight lies within four periods. */
const fade = 0.85

/**
 * @param units NaN where they say nothing
 * @returns NaN only where no other period is known
 */
export function usualUnits(units: Float64Array): Float64Array {
  const sums = new Float64Array(units.length)
  const weights = new Float64Array(units.length)
  pass(units, sums, weights, 0, units.length, 1)
  pass(units, sums, weights, units.length - 1, -1, -1)
  for (let period = 0; period < units.length; period += 1) {
    const weight = weights[period] ?? 0
    sums[period] = weight > 0 ? (sums[period] ?? 0) / weight : Number.NaN
  }
  return sums
}

function pass(
  units: Float64Array,
  sums: Float64Array,
  weights: Float64Array,
  from: number,
  to: number,
  step: 1 | -1,
): void {
  let [sum, weight] = [0, 0]
  for (let period = from; period !== to; period += step) {
    sums[period] = (sums[period] ?? 0) + sum
    weights[period] = (weights[period] ?? 0) + weight
    const seen = units[period] ?? Number.NaN
    sum *= fade
    weight *= fade
    if (Number.isNaN(seen)) continue
    sum += seen
    weight += 1
  }
}
