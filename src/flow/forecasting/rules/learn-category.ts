/** What a category teaches: learned by rolling origin over a sample of its series. */

import { type MemberWeights, usualWeights } from './blend.ts'
import { fitSeries, type Knowledge, usualSpread } from './fit-series.ts'
import { learnSpread, trialDraws } from './learn-spread.ts'
import { makeFitted, type SeriesClass } from './members.ts'
import { meanSquaredStep } from './past-accuracy.ts'
import { learnProfile, turnProfile } from './profile.ts'
import { ownSeasonMax } from './season.ts'
import { learnWeights, type Trial } from './weigh-trials.ts'
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
  const taught = { weights, profile, spread: usualSpread }
  return { ...taught, spread: learnSpread(sample, taught, space) }
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
    const step = length < historyMin ? 0 : Math.sqrt(meanSquaredStep(units, length))
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

function workspaceOf(series: readonly KnownSeries[]): Workspace {
  let lengthMax = 1
  let horizonMax = 1
  for (const { units, horizon } of series) {
    lengthMax = Math.max(lengthMax, units.length)
    horizonMax = Math.max(horizonMax, horizon)
  }
  return makeWorkspace(lengthMax, horizonMax, trialDraws)
}
