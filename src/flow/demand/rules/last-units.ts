/** What was wanted over the last weeks of a series, in whole base units. */
export function lastUnits(rawUnits: Float64Array, weeks: number): bigint {
  return BigInt(rawUnits.slice(-weeks).reduce((sum, units) => sum + units, 0))
}
