/** What a category teaches: learned by rolling origin over a sample of its series. */

import { type MemberWeights, usualWeights } from './blend.ts'
import { type Calendar, calendarViews } from './calendar.ts'
import { fitSeries, type Knowledge, usualSpread } from './fit-series.ts'
import { learnSpread, trialDraws } from './learn-spread.ts'
import { type Fitted, makeFitted, memberNames, pathPlaces, type SeriesClass } from './members.ts'
import { meanSquaredStep } from './past-accuracy.ts'
import { learnProfile } from './profile.ts'
import { ownSeasonMax } from './season.ts'
import { learnTide } from './tide.ts'
import { learnWeights, type Said, type Trial, trialOf } from './weigh-trials.ts'
import { makeWorkspace, type Workspace } from './workspace.ts'

/** A series of the category, as it is known today. */
export type KnownSeries = {
  readonly units: Float64Array
  readonly season: number
  readonly horizon: number
}

/** So many series, spread evenly over the category, are enough to learn weights and spread from. */
const sampleUsual = 1_500
/**
 * Many categories share a tenth of all series, between so many, so that learning takes less than forecasting;
 * but each has as many as it takes to learn anything.
 */
const sampleShare = 0.1
const sampleOfAllLeast = 2_000
const sampleOfAllMost = 20_000
const sampleLeast = 120
/** Profile and tide are cheaper, and better the more see them. */
const calendarSampleMax = 4_000
/** Origins, one horizon apart, and what each counts. */
const origins = Float64Array.of(1, 0.5)
/** The shortest history that a forecast is judged from. */
const historyMin = 6

/** How many series each of so many categories learns from, of so many series in all. */
export function sampleFor(categoryCount: number, seriesCount: number): number {
  const tenth = Math.max(sampleOfAllLeast, seriesCount * sampleShare)
  const ofAll = Math.min(sampleOfAllMost, tenth)
  const share = Math.floor(ofAll / Math.max(1, categoryCount))
  return Math.min(sampleUsual, Math.max(sampleLeast, share))
}

/** Learns from the series of one category, in their given order. */
export function learnCategory(series: readonly KnownSeries[], given?: Workspace): Knowledge {
  return learnFrom(series.length, (at) => series[at] as KnownSeries, given)
}

/** The same for series that are made when they are asked for. */
export function learnFrom(
  count: number,
  seriesAt: (at: number) => KnownSeries,
  given?: Workspace,
  sampleMax: number = sampleUsual,
): Knowledge {
  const many = evenSample(count, calendarSampleMax, seriesAt)
  const few = evenSample(count, sampleMax, seriesAt)
  const space = given ?? workspaceOf(few)
  const profile = profileOf(many)
  const calendar: Calendar = { profile, tide: learnTide(many, profile) }
  const seenFrom = calendarViews(calendar)
  const trials = few.flatMap((known) => trialsOf(known, space, seenFrom))
  const learn = (kind: SeriesClass): Float64Array => {
    return learnWeights(
      trials.filter((trial) => trial.kind === kind),
      usualWeights[kind],
    )
  }
  const weights: MemberWeights = {
    slow: learn('slow'),
    steady: learn('steady'),
    seasonal: learn('seasonal'),
  }
  const taught = { weights, calendar, spread: usualSpread }
  return { ...taught, spread: learnSpread(few, taught, space) }
}

function evenSample(
  count: number,
  most: number,
  seriesAt: (at: number) => KnownSeries,
): readonly KnownSeries[] {
  const stride = Math.max(1, Math.ceil(count / most))
  return Array.from({ length: Math.ceil(count / stride) }, (_, at) => seriesAt(at * stride))
}

/** The profile of the longest cycle among the series, when it is too long for indices of their own. */
function profileOf(sample: readonly KnownSeries[]): Float64Array | undefined {
  const cycle = sample.reduce((longest, { season }) => Math.max(longest, season), 0)
  if (cycle <= ownSeasonMax) return undefined
  const learner = learnProfile(cycle)
  for (const { units, season } of sample) if (season === cycle) learner.add(units)
  return learner.make()
}

function trialsOf(
  { units, season, horizon }: KnownSeries,
  space: Workspace,
  seenFrom: (periodsEarlier: number) => Calendar,
): readonly Trial[] {
  const fitted = makeFitted()
  const trials: Trial[] = []
  for (let origin = 0; origin < origins.length; origin += 1) {
    const length = units.length - (origin + 1) * horizon
    const step = length < historyMin ? 0 : Math.sqrt(meanSquaredStep(units, length))
    const seen = seenFrom((origin + 1) * horizon)
    if (!(step > 0)) continue
    if (!fitSeries(space, fitted, units, length, season, horizon, seen)) continue
    const actual = units.slice(length, length + horizon).map((value) => value / step)
    const worth = origins[origin] as number
    trials.push(trialOf({ ...pathsOf(space, fitted, horizon, step), actual, worth }))
  }
  return trials
}

/** What each member said, in steps of the series; nothing is forecast below zero. */
function pathsOf(
  { paths, season }: Workspace,
  { kind, cycle }: Fitted,
  horizon: number,
  step: number,
): Pick<Said, 'kind' | 'horizon' | 'shape' | 'levels' | 'pathPlaces' | 'paths'> {
  const unitsAt = (at: number): number => Math.max(0, paths[at] as number) / step
  const places = pathPlaces[kind]
  const hasShape = kind !== 'seasonal' && cycle > 0
  const shape = new Float64Array(horizon).map((_, at) => {
    return hasShape ? (season[at % cycle] as number) : 1
  })
  const first = shape[0] as number
  return {
    kind,
    horizon,
    shape,
    levels: new Float64Array(memberNames[kind].length).map((_, member) => {
      return places.includes(member) ? 0 : unitsAt(member * horizon) / first
    }),
    pathPlaces: places,
    paths: new Float64Array(places.length * horizon).map((_, at) => {
      const member = places[Math.floor(at / horizon)] as number
      return unitsAt(member * horizon + (at % horizon))
    }),
  }
}

function workspaceOf(series: readonly KnownSeries[]): Workspace {
  let lengthMax = 1
  let horizonMax = 1
  for (const { units, horizon } of series) {
    lengthMax = Math.max(lengthMax, units.length)
    horizonMax = Math.max(horizonMax, horizon)
  }
  return makeWorkspace(lengthMax, horizonMax, trialDraws)
}
