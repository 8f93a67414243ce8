/** How wide the draws of a category must be spread: learned from where came what was forecast earlier. */

import { type Calendar, calendarViews } from './calendar.ts'
import { makeChance, nextUniform, seedChance } from './chance.ts'
import { drawFutures } from './draws.ts'
import { blendFitted, fitSeries, type Knowledge } from './fit-series.ts'
import { makeFitted, type SeriesClass } from './members.ts'
import type { Workspace } from './workspace.ts'

export const trialDraws = 200
/** Spreads that are tried, as multiples of what each series' own errors say. */
const spreads = Float64Array.of(0.7, 0.85, 1, 1.2, 1.45, 1.75, 2.1)
/** Origins, in horizons before the end. */
const origins = Float64Array.of(1, 2)
const levels = Float64Array.of(0.8, 0.9, 0.95, 0.99)
const summedStepsMax = 6
const historyMin = 6
/** What was found is taken to this power: one stretch of time tells less than it seems to. */
const trust = 0.7
/** Every so many-th series of the sample is enough. */
const thinning = 3
/** So many trials the usual spread is worth. */
const usualWorth = 30

type Series = {
  readonly units: Float64Array
  readonly season: number
  readonly horizon: number
}

const random = makeChance()

type Tally = { count: number; readonly covered: Float64Array }

export function learnSpread(
  sample: readonly Series[],
  knowledge: Knowledge,
  space: Workspace,
): Knowledge['spread'] {
  const tallies = { slow: makeTally(), steady: makeTally(), seasonal: makeTally() }
  const seenFrom = calendarViews(knowledge.calendar)
  for (const [at, series] of sample.entries()) {
    if (at % thinning !== 0) continue
    for (const origin of origins) tryOrigin(series, origin, knowledge, seenFrom, space, tallies)
  }
  return {
    slow: bestSpread(tallies.slow),
    steady: bestSpread(tallies.steady),
    seasonal: bestSpread(tallies.seasonal),
  }
}

function makeTally(): Tally {
  return { count: 0, covered: new Float64Array(spreads.length * levels.length) }
}

function tryOrigin(
  { units, season, horizon }: Series,
  origin: number,
  { weights }: Knowledge,
  seenFrom: (periodsEarlier: number) => Calendar,
  space: Workspace,
  tallies: Record<SeriesClass, Tally>,
): void {
  const length = units.length - origin * horizon
  const steps = Math.min(horizon, summedStepsMax)
  let came = 0
  for (let at = length; at < length + steps; at += 1) came += units[at] ?? Number.NaN
  if (length < historyMin || Number.isNaN(came)) return
  const fitted = makeFitted()
  const seen = seenFrom(origin * horizon)
  if (!fitSeries(space, fitted, units, length, season, horizon, seen)) return
  blendFitted(space, fitted, weights, horizon)
  const tally = tallies[fitted.kind]
  tally.count += 1
  const draws = space.trialDraws
  for (let at = 0; at < spreads.length; at += 1) {
    seedChance(random, tally.count)
    const spread = spreads[at] as number
    drawFutures(space, fitted, units, length, steps, trialDraws, random, draws, spread)
    const place = placeAmong(draws, steps, came, nextUniform(random))
    for (let level = 0; level < levels.length; level += 1) {
      const cell = at * levels.length + level
      if (place <= (levels[level] as number)) {
        tally.covered[cell] = (tally.covered[cell] as number) + 1
      }
    }
  }
}

/** The share of the drawn sums below what came, at random between those below and those equal. */
function placeAmong(draws: Float64Array, steps: number, came: number, part: number): number {
  let below = 0
  let equal = 0
  for (let draw = 0; draw < trialDraws; draw += 1) {
    let sum = 0
    for (let step = 0; step < steps; step += 1) sum += draws[step * trialDraws + draw] as number
    if (sum < came) below += 1
    else if (sum === came) equal += 1
  }
  return (below + part * (equal + 1)) / (trialDraws + 1)
}

/** The spread whose quantiles were passed as often as they should be, drawn towards 1 when there was little to see. */
function bestSpread({ count, covered }: Tally): number {
  let best = 1
  let least = Number.POSITIVE_INFINITY
  for (let at = 0; at < spreads.length; at += 1) {
    let distance = 0
    for (let level = 0; level < levels.length; level += 1) {
      const wanted = levels[level] as number
      const reached = (covered[at * levels.length + level] as number) / Math.max(1, count)
      distance += Math.abs(reached - wanted) / Math.sqrt(wanted * (1 - wanted))
    }
    if (distance < least) {
      least = distance
      best = spreads[at] as number
    }
  }
  return best ** ((trust * count) / (count + usualWorth))
}
