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
import { learnFrom } from './rules/learn-category.ts'
import { memberNames, type SeriesClass } from './rules/members.ts'
import { quantileLevels, writeQuantiles } from './rules/quantiles.ts'
import { tideMax } from './rules/tide.ts'
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
    readonly hasLead: boolean
    /** Series that each category learns from. */
    readonly sampleMax: number
    readonly lengthMax: number
  }

/** Room for what one category teaches: the weights of each class, its spread, profile and tide, with their lengths. */
const weightsSize = classes.reduce((sum, kind) => sum + memberNames[kind].length, 0)
export const knowledgeSize = weightsSize + classes.length + 2 + seasonMax + tideMax

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
  const [slow = 1, steady = 1, seasonal = 1, cycle = 0, tides = 0] = take(classes.length + 2)
  const profile = cycle > 0 ? take(cycle) : undefined
  const tide = tides > 0 ? take(tides) : undefined
  return { weights, spread: { slow, steady, seasonal }, calendar: { profile, tide } }
}

function writeKnowledge({ weights, spread, calendar }: Knowledge, into: Float64Array): void {
  const { profile = new Float64Array(0), tide = new Float64Array(0) } = calendar
  const head = [spread.slow, spread.steady, spread.seasonal, profile.length, tide.length]
  const { slow, steady, seasonal } = weights
  into.set([...slow, ...steady, ...seasonal, ...head, ...profile, ...tide])
}

/** One piece is one category. */
export function learnPieces(input: BatchInput): (category: number) => void {
  const { season, horizon, sampleMax } = input
  const members = membersOf(input)
  return (category) => {
    const own = members.get(category) ?? []
    const seriesAt = (place: number) => {
      return { units: unitsOf(input, own[place] as number), season, horizon }
    }
    const taught = learnFrom(own.length, seriesAt, undefined, sampleMax)
    const from = category * knowledgeSize
    writeKnowledge(taught, input.knowledge.subarray(from, from + knowledgeSize))
  }
}

/** The series of each category, in their order. */
function membersOf({ starts, categories }: BatchInput): ReadonlyMap<number, readonly number[]> {
  const members = new Map<number, number[]>()
  for (let at = 0; at < starts.length; at += 1) {
    const category = categories?.[at] ?? 0
    const own = members.get(category)
    if (own === undefined) members.set(category, [at])
    else own.push(at)
  }
  return members
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
  const { space, draws, accuracy, fitted } = room
  const units = unitsOf(input, at)
  const seed = seeds[at] as number
  const sold = forecastInto(room, units, season, horizon, drawCount, seed, taught)
  const row = at * horizon
  for (let step = 0; step < horizon; step += 1) {
    input.meanUnits[row + step] = space.path[step] as number
  }
  input.methods[at] = sold ? batchMethods.indexOf(fitted.kind) : 0
  input.levelUnits[at] = levelOf(space.path, horizon, season, fitted.kind)
  input.accuracy[3 * at] = accuracy.wape
  input.accuracy[3 * at + 1] = accuracy.biasShare
  input.accuracy[3 * at + 2] = accuracy.rmsse
  const size = horizon * quantileLevels.length
  writeStepQuantiles(space, draws, horizon, drawCount, input.quantileUnits, at * size)
  if (input.hasLead) writeLead(input, space, draws, at)
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
  writeQuantiles(space, space.column, 0, drawCount, quantileLevels, leadQuantileUnits, from)
}
