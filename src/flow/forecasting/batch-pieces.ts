/** What a thread does for a batch: learns from one category, or forecasts one piece of the series. */
import type { BatchForecast, SeriesBatch } from './batch.ts'
import type { Knowledge } from './rules/fit-series.ts'
import {
  type ForecastRoom,
  forecastInto,
  levelOf,
  makeForecastRoom,
  writeStepQuantiles,
} from './rules/forecast-series.ts'
import { sumLeadTimes } from './rules/lead-time.ts'
import { type KnownSeries, learnCategory, sampleMax } from './rules/learn-category.ts'
import { memberNames, type SeriesClass } from './rules/members.ts'
import { quantileLevels, writeQuantiles } from './rules/quantiles.ts'
import { makeWorkspace, seasonMax, type Workspace } from './rules/workspace.ts'

export const seriesPerPiece = 500

/** In the order of the numbers that stand for them. */
export const batchMethods: readonly (SeriesClass | 'none')[] = [
  'none',
  'slow',
  'steady',
  'seasonal',
]
const classes: readonly SeriesClass[] = ['slow', 'steady', 'seasonal']

export type BatchInput = SeriesBatch &
  BatchForecast & {
    readonly season: number
    readonly drawCount: number
    readonly lengthMax: number
  }

/** Room for what one category teaches: the weights of each class, its spread, and a profile with its length. */
const weightsSize = classes.reduce((sum, kind) => sum + memberNames[kind].length, 0)
export const knowledgeSize = weightsSize + classes.length + 1 + seasonMax

/** What category `at` taught, as it lies in a batch's `knowledge`. */
export function knowledgeOf(shared: Float64Array, at: number): Knowledge {
  let from = at * knowledgeSize
  const take = (count: number): Float64Array => {
    from += count
    return shared.slice(from - count, from)
  }
  const weights = {
    slow: take(memberNames.slow.length),
    steady: take(memberNames.steady.length),
    seasonal: take(memberNames.seasonal.length),
  }
  const [slow = 1, steady = 1, seasonal = 1, cycle = 0] = take(classes.length + 1)
  const profile = cycle > 0 ? take(cycle) : undefined
  return { weights, spread: { slow, steady, seasonal }, profile }
}

function writeKnowledge({ weights, spread, profile }: Knowledge, into: Float64Array): void {
  const { slow, steady, seasonal } = spread
  const head = [slow, steady, seasonal, profile?.length ?? 0]
  into.set([...weights.slow, ...weights.steady, ...weights.seasonal, ...head, ...(profile ?? [])])
}

/** One piece is one category. */
export function learnPieces(input: BatchInput): (category: number) => void {
  return (category) => {
    const taught = learnCategory(sampleOf(input, category))
    const from = category * knowledgeSize
    writeKnowledge(taught, input.knowledge.subarray(from, from + knowledgeSize))
  }
}

/** As many series of the category as it takes, spread evenly over it. */
function sampleOf(input: BatchInput, category: number): readonly KnownSeries[] {
  const { starts, categories, season, horizon } = input
  const members: number[] = []
  for (let at = 0; at < starts.length; at += 1) {
    if ((categories?.[at] ?? 0) === category) members.push(at)
  }
  const stride = Math.max(1, Math.ceil(members.length / sampleMax))
  return members
    .filter((_, at) => at % stride === 0)
    .map((at) => ({ units: unitsOf(input, at), season, horizon }))
}

function unitsOf({ units, starts, lengths }: BatchInput, at: number): Float64Array {
  const start = starts[at] as number
  return units.subarray(start, start + (lengths[at] as number))
}

/** One piece is `seriesPerPiece` series. */
export function forecastPieces(input: BatchInput): (piece: number) => void {
  const { starts, categories, horizon, drawCount, lengthMax } = input
  const space = makeWorkspace(lengthMax, horizon, drawCount)
  const room = makeForecastRoom(space, new Float64Array(drawCount * horizon))
  const known = new Map<number, Knowledge>()
  const knowledgeFor = (category: number): Knowledge => {
    const found = known.get(category) ?? knowledgeOf(input.knowledge, category)
    known.set(category, found)
    return found
  }
  return (piece) => {
    const end = Math.min(starts.length, (piece + 1) * seriesPerPiece)
    for (let at = piece * seriesPerPiece; at < end; at += 1) {
      forecastOne(input, room, at, knowledgeFor(categories?.[at] ?? 0))
    }
  }
}

function forecastOne(input: BatchInput, room: ForecastRoom, at: number, taught: Knowledge): void {
  const { season, horizon, drawCount, seeds } = input
  const { space, draws, past, fitted } = room
  const units = unitsOf(input, at)
  const seed = seeds[at] as number
  const { profile } = taught
  const sold = forecastInto(room, units, season, horizon, drawCount, seed, taught, profile)
  const row = at * horizon
  for (let step = 0; step < horizon; step += 1) {
    input.meanUnits[row + step] = space.path[step] as number
  }
  input.methods[at] = sold ? batchMethods.indexOf(fitted.kind) : 0
  input.levelUnits[at] = levelOf(space.path, horizon, season, fitted.kind)
  input.accuracy[3 * at] = past.wape
  input.accuracy[3 * at + 1] = past.biasShare
  input.accuracy[3 * at + 2] = past.rmsse
  const size = horizon * quantileLevels.length
  writeStepQuantiles(space, draws, horizon, drawCount, input.quantileUnits, at * size)
  writeLead(input, space, draws, at)
}

function writeLead(
  { leadPeriods, leadMeanUnits, leadQuantileUnits, horizon, drawCount }: BatchInput,
  space: Workspace,
  draws: Float64Array,
  at: number,
): void {
  const lead =
    leadPeriods === undefined
      ? horizon
      : leadPeriods.values.subarray(at * leadPeriods.perSeries, (at + 1) * leadPeriods.perSeries)
  sumLeadTimes(draws, drawCount, horizon, lead, space.column)
  let sum = 0
  for (let draw = 0; draw < drawCount; draw += 1) sum += space.column[draw] as number
  leadMeanUnits[at] = sum / drawCount
  const from = at * quantileLevels.length
  writeQuantiles(space, drawCount, quantileLevels, leadQuantileUnits, from)
}
