/**
 * Choices by rolling origin: the known past is cut off at a few origins, the periods after each are
 * foreseen with their promotions known, and the choice that foresaw best stands.
 */
import type { GroupFit } from './promotion-fit.ts'
import { type LayerLogs, type Learned, logsOf } from './promotion-layers.ts'
import { at } from './promotion-linear.ts'
import type { IsolationInput, PromotionSeries, Tuning } from './promotion-types.ts'

export type Learn = (input: IsolationInput, options: LearnOptions) => Learned[]

export type LearnOptions = {
  readonly seasonPairs: number
  /** At most so many series of a group are fitted. */
  readonly membersMax: number
  readonly rounds: number
}

const seasons = [0, 2] as const
const meanShares = [0.6, 0, 0.3, 0.9] as const
const origins = 3
const membersMax = 20
/** Fewer than for good: choices do not need the last digit. */
const rounds = 6
/** A season needs this many years of history before the first origin. */
const seasonYearsMin = 1
const horizonUsual = 8
/** A choice further down the list must be better by this share. */
const margin = 0.01
/** One series that nothing could foresee must not decide for all. */
const errorMax = 1

const cautious: Tuning = { seasonPairs: 0, meanShare: meanShares[0] }

export function chooseTuning(input: IsolationInput, learn: Learn): Tuning {
  const horizon = input.horizonPeriods ?? horizonUsual
  const end = lastKnown(input.series) + 1
  const cuts = Array.from({ length: origins }, (_, index) => end - (index + 1) * horizon)
  const first = cuts.at(-1) ?? 0
  if (first < 2 * horizon) return cautious
  const mayBeSeasonal = first >= seasonYearsMin * input.periodsPerYear
  const tried = seasons
    .filter((seasonPairs) => seasonPairs === 0 || mayBeSeasonal)
    .map((seasonPairs) => ({
      seasonPairs,
      errors: errorsAt(input, cuts, horizon, (past) =>
        learn(past, { seasonPairs, membersMax, rounds }),
      ),
    }))
  const season = firstGood(tried, ({ errors }) => errors[0] ?? 0)
  if (season === undefined) return cautious
  const share = firstGood([...meanShares.keys()], (index) => season.errors[index] ?? 0) ?? 0
  return { seasonPairs: season.seasonPairs, meanShare: meanShares[share] ?? cautious.meanShare }
}

/** Per mean share: the sum of errors over all cuts and series. */
function errorsAt(
  input: IsolationInput,
  cuts: readonly number[],
  horizon: number,
  learnPast: (past: IsolationInput) => Learned[],
): number[] {
  const unitsById = new Map(input.series.map(({ id, units }) => [id, units]))
  const sums = meanShares.map(() => 0)
  for (const cut of cuts) {
    const past = { ...input, series: input.series.map((series) => before(series, cut)) }
    for (const learned of learnPast(past)) {
      for (const [index, share] of meanShares.entries()) {
        sums[index] = (sums[index] ?? 0) + errorOf(learned, share, unitsById, cut, cut + horizon)
      }
    }
  }
  return sums
}

/** The first of the list, unless a later one is better by the margin. */
function firstGood<T>(choices: readonly T[], errorOfChoice: (choice: T) => number): T | undefined {
  return choices.reduce<T | undefined>((best, choice) => {
    if (best === undefined) return choice
    return errorOfChoice(choice) < errorOfChoice(best) * (1 - margin) ? choice : best
  }, undefined)
}

function before(series: PromotionSeries, cut: number): PromotionSeries {
  return {
    ...series,
    units: series.units.map((units, period) => (period < cut ? units : Number.NaN)),
  }
}

function lastKnown(series: readonly PromotionSeries[]): number {
  return series.reduce(
    (last, { units }) => Math.max(last, units.findLastIndex(Number.isFinite)),
    -1,
  )
}

/** Sum over the series of the root of the mean square error over the mean square step before. */
function errorOf(
  { fit, drift }: Learned,
  meanShare: number,
  unitsById: ReadonlyMap<string, Float64Array>,
  cut: number,
  end: number,
): number {
  const logs = logsOf(fit, drift, meanShare)
  return fit.design.members.reduce((sum, { id }, series) => {
    const units = unitsById.get(id)
    return units === undefined ? sum : sum + seriesError(fit, logs, series, units, cut, end)
  }, 0)
}

function seriesError(
  fit: GroupFit,
  logs: LayerLogs,
  series: number,
  units: Float64Array,
  cut: number,
  end: number,
): number {
  const { periods } = fit.design
  let [squares, count] = [0, 0]
  for (let period = cut; period < end; period += 1) {
    const seen = at(units, period)
    if (!Number.isFinite(seen)) continue
    squares += (seen - expectedOf(logs, series * periods + period)) ** 2
    count += 1
  }
  const scale = meanSquareStep(units, cut)
  return count === 0 || scale === 0 ? 0 : Math.min(errorMax, Math.sqrt(squares / count / scale))
}

function expectedOf(logs: LayerLogs, cell: number): number {
  return Math.exp(
    at(logs.baseline, cell) +
      at(logs.promotion, cell) +
      at(logs.dip, cell) +
      at(logs.rivals, cell) +
      at(logs.event, cell) +
      at(logs.alike, cell),
  )
}

function meanSquareStep(units: Float64Array, end: number): number {
  let [sum, count, last] = [0, 0, Number.NaN]
  for (let period = 0; period < end; period += 1) {
    const seen = at(units, period)
    if (!Number.isFinite(seen)) continue
    if (Number.isFinite(last)) {
      sum += (seen - last) ** 2
      count += 1
    }
    last = seen
  }
  return count === 0 ? 0 : sum / count
}
