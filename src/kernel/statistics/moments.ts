/** Mean and spread of a stretch of a series: `from` is the first place, `to` the one behind the last. */

/** 0 for an empty stretch. */
export function meanOf(values: Float64Array, from = 0, to = values.length): number {
  let sum = 0
  for (let at = from; at < to; at += 1) sum += values[at] ?? 0
  return to > from ? sum / (to - from) : 0
}

/** Standard deviation with n - 1 below; 0 for fewer than two values. */
export function deviationOf(values: Float64Array, from = 0, to = values.length): number {
  if (to - from < 2) return 0
  const mean = meanOf(values, from, to)
  let sum = 0
  for (let at = from; at < to; at += 1) sum += ((values[at] ?? 0) - mean) ** 2
  return Math.sqrt(sum / (to - from - 1))
}
