/** The value of a rank without putting all in order. */

/** The value that would stand at `rank` of the first `count` if all were in order: Hoare's selection, in place. */
export function selectRank(values: Float64Array, count: number, rank: number): number {
  let from = 0
  let to = count - 1
  while (from < to) {
    const end = partition(values, from, to)
    if (rank <= end) to = end
    else from = end + 1
  }
  return values[rank] as number
}

/** Puts the smaller values first; gives where they end, before `to`. */
function partition(values: Float64Array, from: number, to: number): number {
  const pivot = values[(from + to) >> 1] as number
  let left = from
  let right = to
  for (;;) {
    while ((values[left] as number) < pivot) left += 1
    while ((values[right] as number) > pivot) right -= 1
    if (left >= right) return right
    const moved = values[left] as number
    values[left] = values[right] as number
    values[right] = moved
    left += 1
    right -= 1
  }
}
