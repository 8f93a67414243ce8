/** Forecasts a whole file with the engine of the product: the file is one category. */
import {
  byContent,
  forecastSeries,
  type Knowledge,
  learnCategory,
  makeWorkspace,
  type SeriesForecast,
} from '#flow/forecasting'

import { seedOf } from '#kernel/random'

import type { FileSeries } from './series-file.ts'

export type FileForecaster = {
  readonly knowledge: Knowledge
  readonly forecastOf: (series: FileSeries) => SeriesForecast
}

/** The run that seeds the draws of a measure. */
export const measureRun = 'measure'

export function forecasterOf(all: readonly FileSeries[], drawCount: number): FileForecaster {
  const lengthMax = all.reduce((most, { history }) => Math.max(most, history.length), 1)
  const horizonMax = all.reduce((most, { horizon }) => Math.max(most, horizon), 1)
  const space = makeWorkspace(lengthMax, horizonMax, drawCount)
  const inOrder = [...all].sort((one, other) => byContent(one.history, other.history))
  const knowledge = learnCategory(
    inOrder.map(({ history, season, horizon }) => ({ units: history, season, horizon })),
  )
  const forecastOf = ({ id, history, season, horizon }: FileSeries): SeriesForecast => {
    const seed = seedOf(id, '', measureRun)
    return forecastSeries({ units: history, season, horizon, seed, drawCount, knowledge }, space)
  }
  return { knowledge, forecastOf }
}
