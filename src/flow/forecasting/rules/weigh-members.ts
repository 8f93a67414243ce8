/** What each member counts in a category: learned by rolling origin over a sample of its series. */

import { type MemberWeights, usualWeights } from './blend.ts'
import { fitSeries, type Knowledge } from './fit-series.ts'
import { makeFitted, memberNames, type SeriesClass } from './members.ts'
import { learnProfile, turnProfile } from './profile.ts'
import { ownSeasonMax } from './season.ts'
import { makeWorkspace, type Workspace } from './workspace.ts'

/** A series of the category, as it is known today. */
export type KnownSeries = {
  readonly units: Float64Array
  readonly season: number
  readonly horizon: number
}

/** So many series, spread evenly over the category, are enough to learn from. */
export const sampleMax = 600
/** Origins, one horizon apart, and what each counts. */
const origins = Float64Array.of(1, 0.5)
/** The shortest history that a forecast is judged from. */
const historyMin = 6
/** How many judged series the usual weights are worth. */
const usualWorth = 3
const rounds = 150
const leastShare = 1e-4

/** A judged origin: what each member said, and what came, both in the series' own usual step. */
type Trial = {
  readonly kind: SeriesClass
  readonly horizon: number
  readonly paths: Float64Array
  readonly actual: Float64Array
  readonly worth: number
}

export function learnCategory(series: readonly KnownSeries[], given?: Workspace): Knowledge {
  const space = given ?? workspaceOf(series)
  const sample = evenSample(series)
  const profile = profileOf(sample)
  const trials = sample.flatMap((known) => trialsOf(known, space, profile))
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
  return { weights, profile }
}

function evenSample(series: readonly KnownSeries[]): readonly KnownSeries[] {
  const stride = Math.ceil(series.length / sampleMax)
  return stride <= 1 ? series : series.filter((_, at) => at % stride === 0)
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
  profile: Float64Array | undefined,
): readonly Trial[] {
  const fitted = makeFitted()
  const trials: Trial[] = []
  for (let origin = 0; origin < origins.length; origin += 1) {
    const length = units.length - (origin + 1) * horizon
    const step = length < historyMin ? 0 : usualStep(units, length)
    const turned = profile && turnProfile(profile, (origin + 1) * horizon)
    if (!(step > 0)) continue
    if (!fitSeries(space, fitted, units, length, season, horizon, turned)) continue
    const size = fitted.memberCount * horizon
    trials.push({
      kind: fitted.kind,
      horizon,
      paths: space.paths.slice(0, size).map((value) => Math.max(0, value) / step),
      actual: units.slice(length, length + horizon).map((value) => value / step),
      worth: origins[origin] as number,
    })
  }
  return trials
}

/** Root mean square of the steps from one period to the next, by which errors of all series compare. */
function usualStep(units: Float64Array, length: number): number {
  let sum = 0
  let count = 0
  for (let at = 1; at < length; at += 1) {
    const step = (units[at] as number) - (units[at - 1] as number)
    if (step === step) {
      sum += step * step
      count += 1
    }
  }
  return count > 0 ? Math.sqrt(sum / count) : 0
}

/**
 * The weights, adding up to 1, with the smallest mean scaled error over the trials: mirror descent from the usual
 * ones, which stay worth a few trials, so that a small category is not led astray.
 */
function learnWeights(trials: readonly Trial[], usual: Float64Array): Float64Array {
  const start = usual.map((weight) => Math.max(weight, leastShare))
  const weights = start.slice()
  const total = trials.reduce((sum, { worth }) => sum + worth, 0)
  if (total === 0) return usual
  const gradient = new Float64Array(weights.length)
  for (let round = 0; round < rounds; round += 1) {
    gradient.fill(0)
    for (const trial of trials) addGradient(trial, weights, gradient)
    let mean = 0
    for (let at = 0; at < weights.length; at += 1) {
      const weight = Math.max(weights[at] as number, 1e-12)
      const pull = usualWorth * Math.log(weight / (start[at] as number))
      gradient[at] = ((gradient[at] as number) + pull) / total
      mean += weight * (gradient[at] as number)
    }
    const steepest = gradient.reduce((most, slope) => Math.max(most, Math.abs(slope - mean)), 1e-9)
    const rate = Math.min(30, 1.5 / steepest) / (1 + round / 25)
    let sum = 0
    for (let at = 0; at < weights.length; at += 1) {
      weights[at] = (weights[at] as number) * Math.exp(-rate * ((gradient[at] as number) - mean))
      sum += weights[at] as number
    }
    for (let at = 0; at < weights.length; at += 1) weights[at] = (weights[at] as number) / sum
  }
  return weights
}

const misses = new Float64Array(512)

/** Adds how a trial's root mean squared error changes with each weight. */
function addGradient(trial: Trial, weights: Float64Array, gradient: Float64Array): void {
  const { horizon, paths, actual, worth } = trial
  misses.fill(0, 0, horizon)
  for (let member = 0; member < weights.length; member += 1) {
    const weight = weights[member] as number
    const from = member * horizon
    for (let step = 0; step < horizon; step += 1) {
      misses[step] = (misses[step] as number) + weight * (paths[from + step] as number)
    }
  }
  let known = 0
  let square = 0
  for (let step = 0; step < horizon; step += 1) {
    const miss = (misses[step] as number) - (actual[step] as number)
    misses[step] = miss === miss ? miss : 0
    known += miss === miss ? 1 : 0
    square += (misses[step] as number) ** 2
  }
  if (!(square > 0)) return
  const factor = worth / (Math.sqrt(square / known) * known)
  for (let member = 0; member < weights.length; member += 1) {
    const from = member * horizon
    let slope = 0
    for (let step = 0; step < horizon; step += 1) {
      slope += (misses[step] as number) * (paths[from + step] as number)
    }
    gradient[member] = (gradient[member] as number) + factor * slope
  }
}

/** The members of a class that count, largest first. */
export function namedWeights(
  kind: SeriesClass,
  weights: Float64Array,
): ReadonlyMap<string, number> {
  const named = memberNames[kind].map((name, at) => [name, weights[at] as number] as const)
  return new Map(named.filter(([, weight]) => weight >= 0.005).sort((a, b) => b[1] - a[1]))
}

function workspaceOf(series: readonly KnownSeries[]): Workspace {
  let lengthMax = 1
  let horizonMax = 1
  for (const { units, horizon } of series) {
    lengthMax = Math.max(lengthMax, units.length)
    horizonMax = Math.max(horizonMax, horizon)
  }
  return makeWorkspace(lengthMax, horizonMax, 1)
}
