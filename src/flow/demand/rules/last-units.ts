/** What was wanted over the last weeks of a series, in whole base units. */
export function lastUnits(rawUnits: Float64Array, weeks: number): bigint {
  let sum = 0
  for (let at = Math.max(0, rawUnits.length - weeks); at < rawUnits.length; at += 1) {
    sum += rawUnits[at] as number
  }
  return BigInt(sum)
}
