/** Learns the lanes that saw something new, each part by itself. */
import { dayAt, daysBetween } from '#kernel/day'
import type { JobContext } from '#platform/jobs'
import { requirePermission, type Tx } from '#platform/work'

import {
  type KeptChoice,
  type LaneToLearn,
  type LineToLearn,
  lockLanesToLearn,
  readChoices,
  readLinesToLearn,
} from '../queries/lines-to-learn.ts'
import {
  type DayDistribution,
  quantilesDays,
  shareWithin,
  summaryOf,
} from '../rules/day-distribution.ts'
import { type LeadTimePart, leadTimeParts } from '../rules/lead-time-parts.ts'
import { learnLines, learnLinesBy, type PastLine } from '../rules/learn-lines.ts'
import {
  type Choice,
  choiceOf,
  distributionOf,
  type Lane,
  type Learner,
  meanLossDays,
} from '../rules/learner.ts'
import {
  forgetLearned,
  keepChoice,
  keepLearned,
  type LearnedLane,
  type LearnedPart,
} from '../store.ts'
import { learnSoon } from './observe-goods.ts'

/** How many lines are forecast to choose fading, leaning and season; the latest, each from all before it. */
const choiceLinesMax = 2_000
/** It is made again when so many more lines are known, so that it costs little however often lanes are learned. */
const choiceGrowth = 1.2

/** The job `lead-times.learn`: a hundred lanes or so in each transaction, until none is left. */
export async function learnLeadTimes({ work }: JobContext): Promise<void> {
  let learned = Number.POSITIVE_INFINITY
  while (learned > 0) learned = await work.transact(learnLanes)
}

/** @returns how many lanes were learned; 0 when there was nothing new */
export async function learnLanes(tx: Tx): Promise<number> {
  requirePermission(tx, 'plans.write')

  const lanes = await lockLanesToLearn(tx)
  if (lanes.length === 0) return 0
  const lines = await readLinesToLearn(tx)
  const today = dayAt(tx.now.getTime(), 'UTC')
  const learners = await learnParts(tx, lines)
  const parts = lanes.flatMap((lane) =>
    learners.map((learner) => learnedPart(lane, learner, today)),
  )
  const byLane = Map.groupBy(parts, ({ laneId }) => laneId)
  await keepLearned(
    tx,
    lanes.map((lane) => learnedLane(lane, lines, byLane.get(lane.id) ?? [])),
    parts,
  )
  return lanes.length
}

/** Everything is learned anew, such as after a change of how it is learned. */
export async function relearnAll(tx: Tx): Promise<void> {
  requirePermission(tx, 'plans.write')

  await forgetLearned(tx)
  learnSoon(tx)
}

type PartLearner = {
  readonly part: LeadTimePart
  readonly learner: Learner
  readonly choice: Choice
  /** Lines of each lane, by the key of the lane. */
  readonly lineCounts: ReadonlyMap<string, number>
}

/** Parts that nobody stamped are left out. */
async function learnParts(tx: Tx, lines: readonly LineToLearn[]): Promise<readonly PartLearner[]> {
  const kept = new Map((await readChoices(tx)).map((choice) => [choice.part, choice]))
  const learners: PartLearner[] = []
  for (const part of leadTimeParts) {
    const past = lines.flatMap((line) => pastLine(line, line[part]))
    if (past.length === 0) continue
    const before = kept.get(part)
    const isKept = before !== undefined && past.length < Number(before.lineCount) * choiceGrowth
    const { choice, outcomes } = isKept ? asChosen(before) : await chooseAnew(tx, part, past)
    const learner = learnLinesBy(past, choice, outcomes)
    learners.push({ part, learner, choice, lineCounts: countLines(past) })
  }
  return learners
}

type Chosen = { readonly choice: Choice; readonly outcomes: Float64Array }

function asChosen({ outcomes, ...before }: KeptChoice): Chosen {
  const halfLifeDays = before.halfLifeDays ?? Number.POSITIVE_INFINITY
  return { choice: { ...before, halfLifeDays }, outcomes: Float64Array.from(outcomes) }
}

async function chooseAnew(tx: Tx, part: LeadTimePart, past: readonly PastLine[]): Promise<Chosen> {
  const learner = learnLines(past, undefined, choiceLinesMax)
  const choice = choiceOf(learner)
  const { outcomes } = learner
  await keepChoice(tx, part, choice, {
    lines: learner.scored.lines,
    lossDays: meanLossDays(learner) ?? 0,
    lineCount: past.length,
    outcomes,
  })
  return { choice, outcomes }
}

function pastLine(line: LineToLearn, days: number | null): readonly PastLine[] {
  if (days === null) return []
  const knownDay = daysBetween('1970-01-01', line.knownOn)
  const startDay = line.startedOn === null ? knownDay : daysBetween('1970-01-01', line.startedOn)
  return [{ lane: laneOf(line), startDay, knownDay, days }]
}

/** The supplier is the class of its lanes. */
function laneOf(lane: {
  readonly supplierId: string | null
  readonly placeId: string | null
}): Lane {
  const { supplierId, placeId } = lane
  if (supplierId === null) return []
  return placeId === null ? [supplierId] : [supplierId, `${supplierId} ${placeId}`]
}

function countLines(past: readonly PastLine[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { lane } of past) {
    for (const key of ['', ...lane]) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

const keptLevels = Array.from({ length: 19 }, (_, at) => (at + 1) / 20)

function learnedPart(
  { id, supplierId, placeId }: LaneToLearn,
  { part, learner, choice, lineCounts }: PartLearner,
  today: string,
): LearnedPart {
  const lane = laneOf({ supplierId, placeId })
  const startDay = daysBetween('1970-01-01', today)
  const distribution = distributionOf(learner, lane, startDay, choice)
  const { meanDays, sdDays } = summaryOf(distribution)
  return {
    laneId: id,
    part,
    lineCount: lineCounts.get(lane.at(-1) ?? '') ?? 0,
    fadedCount: distribution.laneCount,
    firstDays: distribution.firstDays,
    shares: [...distribution.probabilities],
    quantilesDays: [...quantilesDays(distribution, keptLevels)],
    meanDays,
    sdDays,
    halfLifeDays: Number.isFinite(choice.halfLifeDays) ? choice.halfLifeDays : null,
    leaningLines: choice.leaningLines,
    hasSeason: choice.hasSeason,
    asOf: today,
  }
}

function learnedLane(
  lane: LaneToLearn,
  lines: readonly LineToLearn[],
  parts: readonly LearnedPart[],
): LearnedLane {
  const whole = parts.find(({ part }) => part === 'whole')
  const late = parts.find(({ part }) => part === 'late')
  const summary = whole && summaryOf(asDistribution(whole))
  const last = lines.find(
    (line) =>
      (lane.supplierId === null || line.supplierId === lane.supplierId) &&
      (lane.placeId === null || line.placeId === lane.placeId),
  )
  return {
    id: lane.id,
    version: String(lane.version),
    lineCount: whole?.lineCount ?? 0,
    lastKnownOn: last?.knownOn ?? null,
    meanDays: summary?.meanDays ?? null,
    sdDays: summary?.sdDays ?? null,
    p50Days: summary?.p50Days ?? null,
    p80Days: summary?.p80Days ?? null,
    p95Days: summary?.p95Days ?? null,
    lateDays: late?.meanDays ?? null,
    onTimeBps:
      late === undefined ? null : Math.round(shareWithin(asDistribution(late), 0) * 10_000),
  }
}

function asDistribution(part: LearnedPart): DayDistribution {
  return {
    firstDays: part.firstDays,
    probabilities: Float64Array.from(part.shares),
    laneCount: part.fadedCount,
  }
}
