/** What a series is before anything is fitted to it: no launch zeros, no unknown periods. */

/** How a gap is filled: the running level, learned at this rate, stands in for the model's expectation. */
const gapRate = 0.3

/** Copies `units` from the first known period on into `into`; says how many periods that is. */
export function copyKnown(units: Float64Array, length: number, into: Float64Array): number {
  let first = 0
  while (first < length && Number.isNaN(units[first])) first += 1
  for (let at = first; at < length; at += 1) into[at - first] = units[at] as number
  return length - first
}

/**
 * The place where selling began. As many of the zeros before the first sale are kept as usually lie between two
 * sales: a series that began with its first sale would start from too high a level.
 */
export function launchOf(units: Float64Array, length: number): number {
  let first = 0
  while (first < length && !((units[first] as number) > 0)) first += 1
  if (first === length) return 0
  let sold = 0
  for (let at = first; at < length; at += 1) if ((units[at] as number) > 0) sold += 1
  return Math.max(0, first - Math.max(0, Math.round((length - first) / sold) - 1))
}

/**
 * Gives each unknown period (NaN: it was out of stock) what could be expected then: the running level times the
 * season at its place. Says how many periods were known.
 */
export function fillUnknown(
  units: Float64Array,
  length: number,
  season: Float64Array,
  cycle: number,
): number {
  let known = 0
  let level = 0
  for (let at = 0; at < length; at += 1) {
    const value = units[at] as number
    const index = cycle > 1 ? Math.max(0.05, season[at % cycle] as number) : 1
    if (!Number.isNaN(value)) {
      known += 1
      level += Math.max(gapRate, 1 / known) * (value / index - level)
    } else {
      units[at] = level * index
    }
  }
  return known
}
