import { seedOf } from '#kernel/random'
import { sharedFloats, sharedIntegers } from '#platform/threads'

import { type BatchForecast, forecastBatch, type SeriesBatch } from '../batch.ts'
import { batchMethods, knowledgeOf } from '../batch-pieces.ts'
import type { Category, SeriesToForecast } from '../queries/series-to-forecast.ts'
import { namedWeights } from '../rules/blend.ts'
import { byContent } from '../rules/learning-order.ts'
import { quantileLevels } from '../rules/quantiles.ts'

/** Weeks in a year's season. */
const season = 52

/** Weeks that are forecast; what lies beyond sells like the last of them. */
export const horizonWeeks = 13

export type MadeForecast = {
  readonly series: SeriesToForecast
  readonly method: string
  readonly weights: Readonly<Record<string, number>>
  readonly isIntermittent: boolean
  readonly baselineUnits: Float64Array
  readonly quantileUnits: Float64Array
  readonly levelUnits: number
  readonly wape: number | null
  readonly bias: number | null
  readonly rmsse: number | null
  readonly seed: number
}

/**
 * Forecasts series on all processors. Series of a category that end with the same week teach each
 * other, of so many categories and series in all; seeds are of item and place, so that a forecast can be made again to the last digit.
 */
export async function forecastSeriesBatch(
  given: readonly SeriesToForecast[],
  whole: Pick<Category, 'categoryCount' | 'seriesCount'>,
): Promise<readonly MadeForecast[]> {
  if (given.length === 0) return []
  const list = [...given].sort((one, other) => byContent(one.units, other.units))
  const batch = batchOf(list)
  const asked = { season, horizon: horizonWeeks, whole, hasLead: false }
  const made = await forecastBatch(batch, asked)
  const weightsOf = weightsSaid(made, batch)
  return list.map((series, at) => madeOf(series, made, batch, at, weightsOf(at)))
}

const nothing = {}

/** What members counted for a series, by name; the same for all of a category and class. */
function weightsSaid(made: BatchForecast, { categories }: SeriesBatch) {
  const said = new Map<string, MadeForecast['weights']>()
  return (at: number): MadeForecast['weights'] => {
    const method = methodOf(made, at)
    if (method === 'none') return nothing
    const category = categories?.[at] ?? 0
    const key = `${category} ${method}`
    const found = said.get(key)
    if (found !== undefined) return found
    const { weights } = knowledgeOf(made.knowledge, category)
    const named = Object.fromEntries(
      [...namedWeights(method, weights[method])].map(([name, weight]) => [
        name,
        inThousandths(weight),
      ]),
    )
    said.set(key, named)
    return named
  }
}

/** For people; the forecast is made with all of it. */
const inThousandths = (weight: number): number => Math.round(1_000 * weight) / 1_000

function methodOf(made: BatchForecast, at: number) {
  return batchMethods[made.methods[at] ?? 0] ?? 'none'
}

function batchOf(list: readonly SeriesToForecast[]): SeriesBatch {
  const total = list.reduce((sum, { units }) => sum + units.length, 0)
  const batch = {
    units: sharedFloats(total),
    starts: sharedIntegers(list.length),
    lengths: sharedIntegers(list.length),
    seeds: sharedIntegers(list.length),
    categories: sharedIntegers(list.length),
  }
  const categories = new Map<string, number>()
  let from = 0
  for (const [at, { units, itemId, placeId, categoryId, startsOn }] of list.entries()) {
    batch.units.set(units, from)
    batch.starts[at] = from
    batch.lengths[at] = units.length
    batch.seeds[at] = seedOf(itemId, placeId)
    const category = `${categoryId} ${startsOn}`
    const no = categories.get(category) ?? categories.size
    categories.set(category, no)
    batch.categories[at] = no
    from += units.length
  }
  return batch
}

function madeOf(
  series: SeriesToForecast,
  made: BatchForecast,
  batch: SeriesBatch,
  at: number,
  weights: MadeForecast['weights'],
): MadeForecast {
  const method = methodOf(made, at)
  const perSeries = horizonWeeks * quantileLevels.length
  return {
    series,
    method,
    weights,
    isIntermittent: method === 'none' || method === 'slow',
    baselineUnits: made.meanUnits.subarray(at * horizonWeeks, (at + 1) * horizonWeeks),
    quantileUnits: made.quantileUnits.subarray(at * perSeries, (at + 1) * perSeries),
    levelUnits: made.levelUnits[at] ?? 0,
    wape: known(made.accuracy[3 * at]),
    bias: known(made.accuracy[3 * at + 1]),
    rmsse: known(made.accuracy[3 * at + 2]),
    seed: (batch.seeds[at] ?? 0) >>> 0,
  }
}

/** NaN says that there was nothing to divide by. */
function known(figure: number | undefined): number | null {
  return figure === undefined || !Number.isFinite(figure) ? null : figure
}
