/** Tells a learner past lines in the order in which they became known. */
import type { DayDistribution } from './day-distribution.ts'
import {
  type Choice,
  type Lane,
  type Learner,
  learnerOf,
  type OpenLine,
  observeLine,
  openLine,
  scoreLine,
} from './learner.ts'
import { noOutcomes, type Outcomes } from './recalibration.ts'

/** A line of the past. Days are counted from any fixed day, such as 1970. */
export type PastLine = {
  readonly lane: Lane
  /** The day it was asked about: ordered, or scheduled. */
  readonly startDay: number
  /** The day its outcome was known: delivered. */
  readonly knownDay: number
  /** The outcome: days it took, or days it came after its promise. */
  readonly days: number
}

/** The widest range that is told apart: a year early to two years. */
const rangeMax = { minDays: -366, maxDays: 732 } as const

/**
 * Learns from all lines. Each line is forecast on its `startDay` from lines known before that day alone.
 *
 * @param onForecast hears what was expected of each line that is forecast, by its place in `lines`
 * @param forecastMax how many lines are forecast and scored, the latest; older ones are only learned from
 * Outcomes beyond a year early or two years late count at that edge.
 */
export function learnLines(
  lines: readonly PastLine[],
  onForecast: (at: number, distribution: DayDistribution) => void = () => undefined,
  forecastMax = Number.POSITIVE_INFINITY,
): Learner {
  const starting = placesBy(lines, ({ startDay }) => startDay).slice(-forecastMax)
  const knowing = placesBy(lines, ({ knownDay }) => knownDay)
  const learner = learnerOf(rangeOf(lines), lines[knowing[0] ?? 0]?.knownDay ?? 0)
  const open = new Map<number, OpenLine>()
  let next = 0
  const learnUntil = (day: number): void => {
    for (; next < knowing.length; next += 1) {
      const at = knowing[next] ?? 0
      const line = lines[at]
      if (line === undefined || line.knownDay >= day) return
      observeLine(learner, line, line.knownDay)
      const opened = open.get(at)
      if (opened === undefined) continue
      open.delete(at)
      scoreLine(learner, opened, line.days)
    }
  }
  for (const at of starting) {
    const line = lines[at]
    if (line === undefined) continue
    learnUntil(line.startDay)
    const opened = openLine(learner, line.lane, line.startDay)
    onForecast(at, opened.distribution)
    if (line.knownDay < line.startDay) scoreLine(learner, opened, line.days)
    else open.set(at, opened)
  }
  learnUntil(Number.POSITIVE_INFINITY)
  return learner
}

/**
 * Learns from all lines in a way that was chosen before, and forecasts nothing meanwhile.
 *
 * @param outcomes where outcomes fell in what was said when it was chosen
 */
export function learnLinesBy(
  lines: readonly PastLine[],
  choice: Choice,
  outcomes: Outcomes = noOutcomes(),
): Learner {
  const knowing = placesBy(lines, ({ knownDay }) => knownDay)
  const learner = learnerOf(
    rangeOf(lines),
    lines[knowing[0] ?? 0]?.knownDay ?? 0,
    [choice],
    outcomes,
  )
  for (const at of knowing) {
    const line = lines[at]
    if (line !== undefined) observeLine(learner, line, line.knownDay)
  }
  return learner
}

function placesBy(
  lines: readonly PastLine[],
  dayOf: (line: PastLine) => number,
): readonly number[] {
  const days = lines.map(dayOf)
  return days.map((_, at) => at).sort((a, b) => (days[a] ?? 0) - (days[b] ?? 0) || a - b)
}

/** Wider than what was seen on either side, so that a season has room. */
function rangeOf(lines: readonly PastLine[]) {
  let minDays = 0
  let maxDays = 0
  for (const { days } of lines) {
    minDays = Math.min(minDays, days)
    maxDays = Math.max(maxDays, days)
  }
  return {
    minDays: Math.max(rangeMax.minDays, minDays - seasonRoomDays),
    maxDays: Math.min(rangeMax.maxDays, maxDays + seasonRoomDays),
  }
}

const seasonRoomDays = 30
