/**
 * By how many days lines run longer or shorter in each twelfth of the year: the mean of what lines of a class took
 * beyond the level of their own lane, drawn towards none while few lines say so.
 */
const daysPerYear = 365.2425
const twelfths = 12

/** Lines of no season that stand behind each twelfth. */
const leaningLines = 12
/** How much of a lane's level its newest line is, once it has seen a good many: slow, so that a season shows. */
const levelGainMin = 0.02

type Twelfths = { readonly sums: Float64Array; readonly counts: Float64Array }
type Level = { days: number; lines: number }

export type Season = {
  readonly classes: Map<string, Twelfths>
  readonly levels: Map<string, Level>
}

export function newSeason(): Season {
  return { classes: new Map(), levels: new Map() }
}

/** Learns from a line that took `days` and belongs to `startDay` (days since any fixed day). */
export function learnSeason(
  season: Season,
  keys: { readonly class: string; readonly lane: string },
  startDay: number,
  days: number,
): void {
  const { classes, levels } = season
  const plainDays = days - seasonDays(season, keys.class, startDay)
  const level = levels.get(keys.lane) ?? { days: plainDays, lines: 0 }
  levels.set(keys.lane, level)
  const group = classes.get(keys.class) ?? {
    sums: new Float64Array(twelfths),
    counts: new Float64Array(twelfths),
  }
  classes.set(keys.class, group)
  const twelfth = twelfthOf(startDay)
  group.sums[twelfth] = (group.sums[twelfth] ?? 0) + days - level.days
  group.counts[twelfth] = (group.counts[twelfth] ?? 0) + 1
  level.lines += 1
  level.days += Math.max(1 / level.lines, levelGainMin) * (plainDays - level.days)
}

/** The days that the season adds on `startDay`, straight between the middles of twelfths; over a year nothing. */
export function seasonDays({ classes }: Season, classKey: string, startDay: number): number {
  const group = classes.get(classKey)
  if (group === undefined) return 0
  let mean = 0
  for (let twelfth = 0; twelfth < twelfths; twelfth += 1) mean += effect(group, twelfth) / twelfths
  const place = placeInYear(startDay) - 0.5
  const before = Math.floor(place)
  const share = place - before
  const between =
    (1 - share) * effect(group, (before + twelfths) % twelfths) +
    share * effect(group, (before + 1) % twelfths)
  return between - mean
}

function effect({ sums, counts }: Twelfths, twelfth: number): number {
  return (sums[twelfth] ?? 0) / ((counts[twelfth] ?? 0) + leaningLines)
}

function twelfthOf(day: number): number {
  return Math.floor(placeInYear(day))
}

/** From 0 at the start of the year to, but not, 12 at its end. */
function placeInYear(day: number): number {
  return ((((day % daysPerYear) + daysPerYear) % daysPerYear) / daysPerYear) * twelfths
}
