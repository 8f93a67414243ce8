/**
 * By how many days a lane's lines run longer or shorter in each twelfth of the year: the mean of what a line
 * took beyond its group's level at the time, drawn towards none while few lines say so.
 */
const daysPerYear = 365.2425
const twelfths = 12

/** Lines of no season that stand behind each twelfth. */
const leaningLines = 12
/** How much of the level a new line is. */
const levelGain = 0.03

type Group = {
  levelDays: number
  readonly sums: Float64Array
  readonly counts: Float64Array
}

export type Season = Map<string, Group>

/** Learns from a line that took `days` and belongs to `startDay` (days since any fixed day). */
export function learnSeason(season: Season, key: string, startDay: number, days: number): void {
  const twelfth = twelfthOf(startDay)
  const group = season.get(key) ?? {
    levelDays: days,
    sums: new Float64Array(twelfths),
    counts: new Float64Array(twelfths),
  }
  season.set(key, group)
  group.sums[twelfth] = (group.sums[twelfth] ?? 0) + days - group.levelDays
  group.counts[twelfth] = (group.counts[twelfth] ?? 0) + 1
  group.levelDays += levelGain * (days - group.levelDays)
}

/** The days that the season adds on `startDay`; over a year they add nothing. */
export function seasonDays(season: Season, key: string, startDay: number): number {
  const group = season.get(key)
  if (group === undefined) return 0
  let mean = 0
  for (let twelfth = 0; twelfth < twelfths; twelfth += 1) mean += effect(group, twelfth) / twelfths
  return effect(group, twelfthOf(startDay)) - mean
}

function effect({ sums, counts }: Group, twelfth: number): number {
  return (sums[twelfth] ?? 0) / ((counts[twelfth] ?? 0) + leaningLines)
}

function twelfthOf(day: number): number {
  const intoYear = ((day % daysPerYear) + daysPerYear) % daysPerYear
  return Math.floor((intoYear / daysPerYear) * twelfths)
}
