/** What a forecast of a whole file is worth, by the definitions of the marks. */
import {
  judgePast,
  leadTimeQuantiles,
  makeWorkspace,
  meanAbsoluteStep,
  type SeriesForecast,
} from '#flow/forecasting'

import { randomOf, seedOf } from '#kernel/random'

import type { FileSeries } from './series-file.ts'

export const coverageLevels: readonly number[] = [0.5, 0.8, 0.9, 0.95, 0.99]
const summedStepsMax = 6

export type SeriesScore = {
  readonly rmsse: number
  readonly mase: number
  readonly smape: number
  readonly absoluteError: number
  readonly error: number
  readonly sold: number
  /** For each level 1 when the sum came at or below its quantile, else 0. */
  readonly covered: readonly number[]
  readonly pinball: number
  readonly summed: number
}

export type FileScore = {
  readonly series: number
  readonly scored: number
  readonly rmsse: number
  readonly mase: number
  readonly smape: number
  readonly wape: number
  readonly bias: number
  readonly coverage: Readonly<Record<string, number>>
  readonly pinball: number
}

/** Undefined for a series whose history never changes: nothing can be scaled by it. */
export function scoreSeries(series: FileSeries, forecast: SeriesForecast): SeriesScore | undefined {
  const { history, actual, season, id } = series
  const units = Float64Array.from([...history, ...actual])
  const past = { wape: 0, biasShare: 0, rmsse: 0 }
  judgePast(units, history.length, forecast.meanUnits, actual.length, past)
  const { rmsse } = past
  if (!Number.isFinite(rmsse)) return undefined
  const errors = Array.from(actual, (value, step) => (forecast.meanUnits[step] ?? 0) - value)
  const absoluteError = sumOf(errors.map(Math.abs))
  const lag = season === 12 ? 12 : 1
  const scale = meanAbsoluteStep(history, history.length, lag)
  const steps = Math.min(actual.length, summedStepsMax)
  const summed = sumOf(actual.subarray(0, steps))
  const space = makeWorkspace(1, 1, forecast.drawCount)
  const quantiles = leadTimeQuantiles(forecast, steps, coverageLevels, space)
  const place = placeAmong(space.column.subarray(0, forecast.drawCount), summed, id)
  return {
    rmsse,
    mase: absoluteError / actual.length / scale,
    smape: smapeOf(actual, forecast.meanUnits),
    absoluteError,
    error: sumOf(errors),
    sold: sumOf(actual),
    covered: coverageLevels.map((level) => (place <= level ? 1 : 0)),
    pinball: sumOf(
      coverageLevels.map((level, at) => {
        const miss = summed - (quantiles[at] ?? 0)
        return (miss >= 0 ? level * miss : (level - 1) * miss) / coverageLevels.length
      }),
    ),
    summed,
  }
}

/**
 * The share of the drawn sums that lie below what came, at random between those below and those equal: P(y < q) <=
 * level <= P(y <= q), randomised between the two.
 */
function placeAmong(drawn: Float64Array, came: number, id: string): number {
  let below = 0
  let equal = 0
  for (const sum of drawn) {
    if (sum < came) below += 1
    else if (sum === came) equal += 1
  }
  const part = randomOf(seedOf(id, 'coverage')).uniform()
  return (below + part * (equal + 1)) / (drawn.length + 1)
}

/** Symmetric absolute percentage error, 0 to 200; a period with nothing forecast and nothing sold counts 0. */
function smapeOf(actual: Float64Array, forecast: Float64Array): number {
  const parts = Array.from(actual, (value, step) => {
    const said = forecast[step] ?? 0
    const size = Math.abs(value) + Math.abs(said)
    return size === 0 ? 0 : (200 * Math.abs(value - said)) / size
  })
  return sumOf(parts) / parts.length
}

/** The figures of a file: means over its series; WAPE, bias and pinball over all their units together. */
export function scoreFile(
  all: readonly FileSeries[],
  forecastOf: (series: FileSeries, at: number) => SeriesForecast,
): FileScore {
  const scores = all.flatMap((series, at) => scoreSeries(series, forecastOf(series, at)) ?? [])
  const mean = (pick: (score: SeriesScore) => number): number => {
    const values = scores.map(pick).filter(Number.isFinite)
    return sumOf(values) / values.length
  }
  const total = (pick: (score: SeriesScore) => number): number => sumOf(scores.map(pick))
  const sold = total(({ sold }) => sold)
  return {
    series: all.length,
    scored: scores.length,
    rmsse: mean(({ rmsse }) => rmsse),
    mase: mean(({ mase }) => mase),
    smape: mean(({ smape }) => smape),
    wape: total(({ absoluteError }) => absoluteError) / sold,
    bias: total(({ error }) => error) / sold,
    coverage: Object.fromEntries(
      coverageLevels.map((level, at) => [level, mean(({ covered }) => covered[at] ?? 0)]),
    ),
    pinball: total(({ pinball }) => pinball) / total(({ summed }) => summed),
  }
}

function sumOf(values: Iterable<number>): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
