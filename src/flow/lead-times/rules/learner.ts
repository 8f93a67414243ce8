/**
 * Learns how long a lane takes, line by line, as a distribution. A lane's own lines are mixed with those of its
 * class and of all lanes, (n x own + k x broader) / (n + k), and older lines fade. How fast they fade, how much
 * a lane leans on its class and whether the year has a season is chosen by rolling origin: each choice forecasts
 * each line before it is known, and the one with the lowest pinball loss so far speaks.
 */
import { invariant } from '#kernel/invariant'

import type { DayDistribution } from './day-distribution.ts'
import { quantilesInto } from './day-distribution.ts'
import {
  count,
  countOf,
  type DayRange,
  type FadedCounts,
  fadedCounts,
  sharesInto,
} from './faded-counts.ts'
import { learnOutcome, noOutcomes, type Outcomes, recalibrated } from './recalibration.ts'
import { pinballDays, scoredLevels } from './score.ts'
import { learnSeason, newSeason, type Season, seasonDays } from './season.ts'
import { shiftAllButZero } from './shift.ts'

/** The groups a line belongs to, from its class to the lane itself; all lanes together need no key. */
export type Lane = readonly string[]

/** How a lane is learned. */
export type Choice = {
  readonly halfLifeDays: number
  readonly leaningLines: number
  readonly hasSeason: boolean
}

/** A line that started and is not known yet: what every choice said of it. */
export type OpenLine = {
  readonly quantiles: Float64Array
  /** What the choice that spoke said, before it was set right by past outcomes. */
  readonly plain: DayDistribution
}

type SeasonCounts = { readonly hasSeason: boolean; readonly faded: FadedCounts }

export type Learner = {
  readonly range: DayRange
  readonly choices: readonly Choice[]
  /** One for each fading, with the season left in and taken out, as far as a choice asks for it. */
  readonly counts: readonly SeasonCounts[]
  readonly season: Season
  readonly lossDays: Float64Array
  readonly scored: { lines: number }
  /** Where outcomes fell in what was said of them. */
  readonly outcomes: Outcomes
  /** Fading stands still while nothing is learned: old lines are better than none. */
  readonly last: { knownDay: number }
  readonly shares: Float64Array
}

const halfLivesDays = [30, 60, 120, 240, 480, Number.POSITIVE_INFINITY] as const
const leanings = [1, 3, 10, 30] as const

export const allChoices: readonly Choice[] = [false, true].flatMap((hasSeason) =>
  halfLivesDays.flatMap((halfLifeDays) =>
    leanings.map((leaningLines) => ({ halfLifeDays, leaningLines, hasSeason })),
  ),
)

/** Until enough lines speak: a slow fading, a middling leaning, no season. */
export const firstChoice: Choice = { halfLifeDays: 240, leaningLines: 3, hasSeason: false }
const scoredLinesMin = 30

/**
 * @param originDay a day near the first line, which keeps the weights of fading lines small
 * @param choices one alone when it was chosen before: then nothing needs to be scored
 */
export function learnerOf(
  range: DayRange,
  originDay: number,
  choices: readonly Choice[] = allChoices,
  outcomes: Outcomes = noOutcomes(),
): Learner {
  const distinct = new Map(choices.map((choice) => [countsKey(choice), choice]))
  return {
    range,
    choices,
    counts: [...distinct.values()].map(({ halfLifeDays, hasSeason }) => ({
      hasSeason,
      faded: fadedCounts(halfLifeDays, range, originDay),
    })),
    season: newSeason(),
    lossDays: new Float64Array(choices.length),
    scored: { lines: 0 },
    outcomes,
    last: { knownDay: originDay },
    shares: new Float64Array(range.maxDays - range.minDays + 1),
  }
}

function countsKey({ halfLifeDays, hasSeason }: Choice): string {
  return `${halfLifeDays} ${hasSeason}`
}

/** The choice that has lost least on the lines scored so far. */
export function choiceOf({ choices, lossDays, scored }: Learner): Choice {
  if (choices.length > 1 && scored.lines < scoredLinesMin) return firstChoice
  let best = 0
  for (let at = 1; at < choices.length; at += 1) {
    if ((lossDays[at] ?? 0) < (lossDays[best] ?? 0)) best = at
  }
  return choices[best] ?? firstChoice
}

/** Mean pinball loss of the choice that speaks, in days; undefined before anything was scored. */
export function meanLossDays(learner: Learner): number | undefined {
  const { choices, lossDays, scored } = learner
  const best = choices.indexOf(choiceOf(learner))
  return scored.lines === 0 ? undefined : (lossDays[best] ?? 0) / scored.lines
}

/** A line starts: what is expected of it, and what every choice says, to be scored when it is known. */
export function openLine(
  learner: Learner,
  lane: Lane,
  startDay: number,
): OpenLine & { readonly distribution: DayDistribution } {
  const { choices, range, shares } = learner
  const quantiles = new Float64Array(choices.length * scoredLevels.length)
  for (const [at, choice] of choices.entries()) {
    expectInto(learner, choice, lane, startDay)
    const said = { firstDays: range.minDays, probabilities: shares, laneCount: 0 }
    quantilesInto(said, scoredLevels, quantiles, at * scoredLevels.length)
  }
  const plain = plainDistribution(learner, lane, startDay, choiceOf(learner))
  return { quantiles, plain, distribution: recalibrated(plain, learner.outcomes) }
}

/** What a lane takes when it starts on `startDay`, by the best choice so far or a given one. */
export function distributionOf(
  learner: Learner,
  lane: Lane,
  startDay: number,
  choice: Choice = choiceOf(learner),
): DayDistribution {
  return recalibrated(plainDistribution(learner, lane, startDay, choice), learner.outcomes)
}

function plainDistribution(
  learner: Learner,
  lane: Lane,
  startDay: number,
  choice: Choice,
): DayDistribution {
  expectInto(learner, choice, lane, startDay)
  return kept(learner, choice, lane, startDay)
}

/** A line became known on `knownDay`; lines are told in that order. */
export function observeLine(
  learner: Learner,
  line: { readonly lane: Lane; readonly startDay: number; readonly days: number },
  knownDay: number,
): void {
  const keys = keysOf(line.lane)
  learner.last.knownDay = Math.max(learner.last.knownDay, knownDay)
  const seasonKey = line.lane[0] ?? ''
  const shift = Math.round(seasonDays(learner.season, seasonKey, line.startDay))
  const plainDays = line.days === 0 ? 0 : line.days - shift
  for (const { hasSeason, faded } of learner.counts) {
    count(faded, keys, knownDay, hasSeason ? plainDays : line.days)
  }
  const seasonKeys = { class: seasonKey, lane: line.lane.at(-1) ?? '' }
  if (line.days !== 0) learnSeason(learner.season, seasonKeys, line.startDay, line.days)
}

/** Scores what every choice said of a line, once both its start and its days are known. */
export function scoreLine(
  { choices, lossDays, scored, outcomes }: Learner,
  { quantiles, plain }: OpenLine,
  days: number,
): void {
  learnOutcome(outcomes, plain, days)
  for (let at = 0; at < choices.length; at += 1) {
    const loss = pinballDays(quantiles, days, scoredLevels, at * scoredLevels.length)
    lossDays[at] = (lossDays[at] ?? 0) + loss
  }
  scored.lines += 1
}

/** Groups of different breadth never share a key. */
function keysOf(lane: Lane): readonly string[] {
  return ['all', ...lane.map((key, at) => `${at} ${key}`)]
}

function countsOf({ counts }: Learner, { halfLifeDays, hasSeason }: Choice): FadedCounts {
  const found = counts.find(
    (each) => each.hasSeason === hasSeason && each.faded.halfLifeDays === halfLifeDays,
  )
  invariant(found !== undefined, 'every choice has its counts')
  return found.faded
}

function expectInto(learner: Learner, choice: Choice, lane: Lane, startDay: number): void {
  const { range, shares } = learner
  const fallbackDays = Math.min(range.maxDays, Math.max(range.minDays, 0))
  const keys = keysOf(lane)
  const counts = countsOf(learner, choice)
  const day = Math.min(startDay, learner.last.knownDay)
  sharesInto(counts, keys, day, choice.leaningLines, fallbackDays, shares)
  if (!choice.hasSeason) return
  const days = Math.round(seasonDays(learner.season, lane[0] ?? '', startDay))
  shiftAllButZero(shares, -range.minDays, days)
}

/** A copy without the empty ends. */
function kept(learner: Learner, choice: Choice, lane: Lane, startDay: number): DayDistribution {
  const { range, shares } = learner
  const day = Math.min(startDay, learner.last.knownDay)
  let first = 0
  let last = shares.length - 1
  while (first < last && shares[first] === 0) first += 1
  while (last > first && shares[last] === 0) last -= 1
  return {
    firstDays: range.minDays + first,
    probabilities: shares.slice(first, last + 1),
    laneCount: countOf(countsOf(learner, choice), keysOf(lane).at(-1) ?? '', day),
  }
}
