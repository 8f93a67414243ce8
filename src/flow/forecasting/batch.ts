/** Many series at once, on all processors; the outcome does not depend on how many there are. */
import {
  runPieces,
  sharedFloats,
  sharedIntegers,
  type ThreadOptions,
  warmThreads,
} from '#platform/threads'

import { type BatchInput, knowledgeSize, seriesPerPiece } from './batch-pieces.ts'
import { sampleFor } from './rules/learn-category.ts'
import { quantileLevels } from './rules/quantiles.ts'
import { drawCountUsual } from './rules/workspace.ts'

/** Series one after the other in shared memory; all of a category end with the same period. */
export type SeriesBatch = {
  /** Demand by period, oldest first; NaN where it is not known. */
  readonly units: Float64Array<SharedArrayBuffer>
  /** Where each series begins in `units`, and its periods. */
  readonly starts: Int32Array<SharedArrayBuffer>
  readonly lengths: Int32Array<SharedArrayBuffer>
  /** `seedOf(item, place, run)` of each series. */
  readonly seeds: Int32Array<SharedArrayBuffer>
  /** The category of each series, counted from 0. All are one category without it. */
  readonly categories?: Int32Array<SharedArrayBuffer>
  /** Lead times in periods, `perSeries` drawn ones for each series; the whole horizon without them. */
  readonly leadPeriods?: {
    readonly values: Float64Array<SharedArrayBuffer>
    readonly perSeries: number
  }
}

export type BatchOptions = {
  /** Periods in a season: 12, 52, 7, or 1 for none. */
  readonly season: number
  readonly horizon: number
  readonly drawCount?: number
  readonly threadCount?: number
  /** Categories and series in all, with those of other batches; those of this one without it. */
  readonly whole?: { readonly categoryCount: number; readonly seriesCount: number }
  /** False where nobody asks for demand over the lead time. */
  readonly hasLead?: boolean
}

/** One row per series in each. */
export type BatchForecast = {
  readonly horizon: number
  /** `horizon` values a row. */
  readonly meanUnits: Float64Array
  /** `horizon x quantileLevels.length` a row, step by step. */
  readonly quantileUnits: Float64Array
  /** `quantileLevels.length` quantiles of demand over the lead time, and its mean. */
  readonly leadQuantileUnits: Float64Array
  readonly leadMeanUnits: Float64Array
  readonly levelUnits: Float64Array
  /** WAPE, bias share and RMSSE of the same engine one horizon ago; NaN where there is nothing to divide by. */
  readonly accuracy: Float64Array
  /** Place of the series' class in `batchMethods`. */
  readonly methods: Int32Array
  /** What the categories taught, for `knowledgeOf`. */
  readonly knowledge: Float64Array
}

const module = new URL('./batch-pieces.ts', import.meta.url)

/** Has the threads learn the engine while something else is done. */
export function warmForecasting(): void {
  warmThreads(module)
}

/**
 * Learns what members count in each category, then forecasts every series. `onProgress` gets series done and all of
 * them. Rejects with the signal's reason when it is stopped.
 */
export async function forecastBatch(
  batch: SeriesBatch,
  options: BatchOptions,
  onProgress?: (seriesDone: number, seriesCount: number) => void,
  signal?: AbortSignal,
): Promise<BatchForecast> {
  const { season, horizon, drawCount = drawCountUsual, threadCount, hasLead = true } = options
  const count = batch.starts.length
  const levels = quantileLevels.length
  const categoryCount = 1 + (batch.categories?.reduce((most, at) => Math.max(most, at), 0) ?? 0)
  const { whole = { categoryCount, seriesCount: count } } = options
  const input: BatchInput = {
    ...batch,
    season,
    horizon,
    drawCount,
    sampleMax: sampleFor(whole.categoryCount, whole.seriesCount),
    lengthMax: batch.lengths.reduce((most, length) => Math.max(most, length), 1),
    knowledge: sharedFloats(categoryCount * knowledgeSize),
    meanUnits: sharedFloats(count * horizon),
    quantileUnits: sharedFloats(count * horizon * levels),
    hasLead,
    leadQuantileUnits: sharedFloats(hasLead ? count * levels : 0),
    leadMeanUnits: sharedFloats(hasLead ? count : 0),
    levelUnits: sharedFloats(count),
    accuracy: sharedFloats(3 * count),
    methods: sharedIntegers(count),
  }
  const common: ThreadOptions = {
    ...(threadCount === undefined ? {} : { threadCount }),
    ...(signal === undefined ? {} : { signal }),
  }
  const learning = { module, function: 'learnPieces', input, pieceCount: categoryCount }
  await runPieces(learning, common)
  const pieceCount = Math.ceil(count / seriesPerPiece)
  const tell = (done: number): void => onProgress?.(Math.min(count, done * seriesPerPiece), count)
  const forecasting = { module, function: 'forecastPieces', input, pieceCount }
  await runPieces(forecasting, { ...common, onProgress: tell })
  return input
}
