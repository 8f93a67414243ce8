/**
 * Lines of lanes that drift and have a season, made up from a seed. What each line was drawn from is told too,
 * so that the least possible loss is known.
 */
import { type Random, randomOf } from '#kernel/random'

import type { ScheduledLine } from './score-lines.ts'

export const generator = {
  days: 1_461,
  classes: 5,
  lanes: 80,
  /** Lines a year of the busiest and the rarest lane; between them by equal ratios. */
  linesPerYear: [120, 3],
  /** Mean lateness of a class and how far its lanes stand apart, in days. */
  classMeanDays: [-3, 8],
  laneSpreadDays: 4,
  /** Drift: a straight part and a random walk, in days a year (one deviation). */
  slopeDaysPerYear: 3,
  walkDaysPerYear: 4,
  /** Half the swing of the yearly season of a class, in days; its phase is drawn. */
  seasonDays: [2, 8],
  /** Deviation of a line, skewed to the late side (gamma of shape 2), in days. */
  noiseDays: [2, 7],
  /** Share of a lane's lines that come exactly on the scheduled day. */
  onTheDayShare: [0.05, 0.5],
} as const

/** A generated line, with the distribution it was drawn from as sorted draws. */
export type GeneratedLine = ScheduledLine & { readonly truth: () => readonly number[] }

const truthDraws = 400

export function generatedLines(seed: number, lanes: number = generator.lanes) {
  const random = randomOf(seed)
  const classes = Array.from({ length: generator.classes }, () => ({
    meanDays: between(random, generator.classMeanDays),
    seasonDays: between(random, generator.seasonDays),
    phase: random.uniform(),
    noiseDays: between(random, generator.noiseDays),
  }))
  const lines: GeneratedLine[] = []
  for (let lane = 0; lane < lanes; lane += 1) {
    const of = classes[lane % classes.length]
    if (of !== undefined) lines.push(...laneLines(random, lane, lanes, of))
  }
  return lines.sort((a, b) => a.scheduledDay - b.scheduledDay || a.id - b.id)
}

type LaneClass = {
  readonly meanDays: number
  readonly seasonDays: number
  readonly phase: number
  readonly noiseDays: number
}

function laneLines(
  random: Random,
  lane: number,
  lanes: number,
  of: LaneClass,
): readonly GeneratedLine[] {
  const [busiest, rarest] = generator.linesPerYear
  const perDay = (busiest * (rarest / busiest) ** (lane / Math.max(1, lanes - 1))) / 365.25
  const onTheDayShare = between(random, generator.onTheDayShare)
  const slope = (random.normal() * generator.slopeDaysPerYear) / 365.25
  let level = of.meanDays + random.normal() * generator.laneSpreadDays
  const lines: GeneratedLine[] = []
  for (let day = 0; day < generator.days; day += 1) {
    level += slope + (random.normal() * generator.walkDaysPerYear) / Math.sqrt(365.25)
    if (random.uniform() >= perDay) continue
    const season = of.seasonDays * Math.sin(2 * Math.PI * (day / 365.25 + of.phase))
    const draw = drawer(level + season, of.noiseDays, onTheDayShare)
    const truthSeed = random.below(2 ** 31)
    lines.push({
      id: lane * 10_000 + lines.length,
      class: `class ${lane % generator.classes}`,
      lane: `lane ${lane}`,
      scheduledDay: day,
      deliveredDay: day + draw(random),
      truth: () => {
        const again = randomOf(truthSeed)
        return Array.from({ length: truthDraws }, () => draw(again))
      },
    })
  }
  return lines
}

function drawer(meanDays: number, noiseDays: number, onTheDayShare: number) {
  return ({ uniform }: Random): number => {
    if (uniform() < onTheDayShare) return 0
    const gamma = -Math.log(1 - uniform()) - Math.log(1 - uniform())
    return Math.round(meanDays + ((gamma - 2) / Math.SQRT2) * noiseDays)
  }
}

function between({ uniform }: Random, [low, high]: readonly [number, number]): number {
  return low + (high - low) * uniform()
}
