/** Counts of days by group, in which each line fades with its age: drift is followed by forgetting. */

/** The range of days that is told apart; what lies outside counts at its edge. */
export type DayRange = { readonly minDays: number; readonly maxDays: number }

type Group = { readonly weights: Float64Array; total: number }

/** One fading of all groups: what was seen, by group key. `halfLifeDays` may be Infinity. */
export type FadedCounts = {
  readonly halfLifeDays: number
  readonly range: DayRange
  /** Weights are kept as of this day, so that fading all of them costs nothing. */
  readonly originDay: number
  readonly groups: Map<string, Group>
}

export function fadedCounts(halfLifeDays: number, range: DayRange, originDay: number): FadedCounts {
  return { halfLifeDays, range, originDay, groups: new Map() }
}

/** Counts one line that became known on `day`, in each of its groups. */
export function count(
  counts: FadedCounts,
  keys: readonly string[],
  day: number,
  days: number,
): void {
  const { range, groups } = counts
  const weight = growth(counts, day)
  const at = Math.min(range.maxDays, Math.max(range.minDays, Math.round(days))) - range.minDays
  for (const key of keys) {
    let group = groups.get(key)
    if (group === undefined) {
      group = { weights: new Float64Array(range.maxDays - range.minDays + 1), total: 0 }
      groups.set(key, group)
    }
    group.weights[at] = (group.weights[at] ?? 0) + weight
    group.total += weight
  }
}

/** How many lines of a group count on `day`. */
export function countOf(counts: FadedCounts, key: string, day: number): number {
  return (counts.groups.get(key)?.total ?? 0) / growth(counts, day)
}

/**
 * Writes the shares of the narrowest group into `shares`, each group leaning on the one before it:
 * (n x its own + k x the broader) / (n + k), n its faded count. Before anything is seen all stands on `fallback`.
 *
 * @param keys from the broadest group to the narrowest
 * @param leaningLines k
 */
export function sharesInto(
  counts: FadedCounts,
  keys: readonly string[],
  day: number,
  leaningLines: number,
  fallbackDays: number,
  shares: Float64Array,
): void {
  shares.fill(0)
  shares[fallbackDays - counts.range.minDays] = 1
  const scale = growth(counts, day)
  // The first group that has lines stands by itself: what is known of nothing is no reason to doubt them.
  let leaning = 0
  for (const key of keys) {
    const group = counts.groups.get(key)
    if (group === undefined) continue
    lean(shares, group, leaning)
    leaning = leaningLines * scale
  }
}

function lean(shares: Float64Array, { weights, total }: Group, leaning: number): void {
  const kept = leaning / (total + leaning)
  const own = 1 / (total + leaning)
  for (let at = 0; at < shares.length; at += 1) {
    shares[at] = (shares[at] ?? 0) * kept + (weights[at] ?? 0) * own
  }
}

function growth({ halfLifeDays, originDay }: FadedCounts, day: number): number {
  return 2 ** ((day - originDay) / halfLifeDays)
}
