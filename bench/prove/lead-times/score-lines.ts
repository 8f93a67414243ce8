/** Forecasts the later third of scheduled lines, each from what was delivered before it was scheduled. */
import {
  calibrationGap,
  choiceOf,
  type DayDistribution,
  empiricalDays,
  learnLines,
  pinballDays,
  quantilesDays,
  randomisedPit,
  scoredLevels,
} from '#flow/lead-times'
import { randomOf } from '#kernel/random'

export type ScheduledLine = {
  readonly id: number
  readonly class: string
  readonly lane: string
  /** Days since any fixed day. */
  readonly scheduledDay: number
  readonly deliveredDay: number
}

/** What lines due later, but delivered early, may teach: all of it, or nothing before their own due day. */
export type Knowing = 'delivered' | 'delivered and due'

/**
 * @param lines sorted by scheduled day
 */
export function scoreLines(lines: readonly ScheduledLine[], knowing: Knowing, seed: number) {
  const from = Math.floor((lines.length * 2) / 3)
  const { uniform } = randomOf(seed)
  const pits: number[] = []
  let lossDays = 0
  const past = lines.map((line) => ({
    lane: [line.class, line.lane],
    startDay: line.scheduledDay,
    knownDay: knownDay(line, knowing),
    days: lateDays(line),
  }))
  const learner = learnLines(past, (at, distribution) => {
    const line = lines[at]
    if (line === undefined || at < from) return
    lossDays += pinballDays(quantilesDays(distribution, scoredLevels), lateDays(line))
    pits.push(randomisedPit(distribution, lateDays(line), uniform()))
  })
  const scored = lines.length - from
  const plain = lanesAlone(lines, from, knowing)
  return {
    lines: lines.length,
    scored,
    pinballDays: {
      ours: rounded(lossDays / scored),
      scheduledDate: rounded(meanLoss(lines.slice(from), () => onTheDay)),
      laneElseScheduledDate: rounded(plain.elseScheduledDays),
      laneElseClass: rounded(plain.elseClassDays),
    },
    calibrationGapPoints: rounded(100 * calibrationGap(pits)),
    choice: choiceOf(learner),
  }
}

export type LineScores = ReturnType<typeof scoreLines>

/** The largest gap that still is "within 5 points". */
const gapPointsMax = 5

export function scoresHold({ pinballDays: loss, calibrationGapPoints }: LineScores): boolean {
  const others = [loss.scheduledDate, loss.laneElseScheduledDate, loss.laneElseClass]
  return loss.ours < Math.min(...others) && calibrationGapPoints <= gapPointsMax
}

export function lateDays({ scheduledDay, deliveredDay }: ScheduledLine): number {
  return deliveredDay - scheduledDay
}

export function rounded(figure: number): number {
  return Number(figure.toFixed(4))
}

export function meanLoss(
  lines: readonly ScheduledLine[],
  distributionOf: (line: ScheduledLine, at: number) => DayDistribution,
): number {
  const losses = lines.map((line, at) =>
    pinballDays(quantilesDays(distributionOf(line, at), scoredLevels), lateDays(line)),
  )
  return losses.reduce((sum, loss) => sum + loss, 0) / lines.length
}

const onTheDay = empiricalDays([0])

/** The lane's own empirical quantiles; a lane not seen yet takes the scheduled date, or its class. */
function lanesAlone(lines: readonly ScheduledLine[], from: number, knowing: Knowing) {
  const byKnownDay = lines.toSorted((a, b) => knownDay(a, knowing) - knownDay(b, knowing))
  const seen = new Map<string, number[]>()
  const learn = (line: ScheduledLine): void => {
    for (const key of [line.class, laneOf(line)]) {
      const days = seen.get(key) ?? []
      days.push(lateDays(line))
      seen.set(key, days)
    }
  }
  let next = 0
  const both = lines.slice(from).map((line) => {
    let past = byKnownDay[next]
    while (past !== undefined && knownDay(past, knowing) < line.scheduledDay) {
      learn(past)
      next += 1
      past = byKnownDay[next]
    }
    return {
      elseScheduled: empiricalDays(seen.get(laneOf(line)) ?? [0]),
      elseClass: empiricalDays(seen.get(laneOf(line)) ?? seen.get(line.class) ?? [0]),
    }
  })
  const scored = lines.slice(from)
  return {
    elseScheduledDays: meanLoss(scored, (_, at) => both[at]?.elseScheduled ?? onTheDay),
    elseClassDays: meanLoss(scored, (_, at) => both[at]?.elseClass ?? onTheDay),
  }
}

function laneOf(line: ScheduledLine): string {
  return `${line.class}: ${line.lane}`
}

function knownDay({ scheduledDay, deliveredDay }: ScheduledLine, knowing: Knowing): number {
  return knowing === 'delivered' ? deliveredDay : Math.max(deliveredDay, scheduledDay)
}
