/** What anybody could forecast with: the last value, and exponential smoothing with the best rate of each series. */
import { judgePast } from '#flow/forecasting'

import type { FileSeries } from './series-file.ts'

const rates = Array.from({ length: 20 }, (_, at) => 0.05 * (at + 1))

/** Mean RMSSE over the series of the better of the two. */
export function plainRmsse(all: readonly FileSeries[]): number {
  return Math.min(meanRmsse(all, lastOf), meanRmsse(all, smoothedOf))
}

function meanRmsse(all: readonly FileSeries[], levelOf: (history: Float64Array) => number): number {
  const values = all.flatMap(({ history, actual }) => {
    const units = Float64Array.from([...history, ...actual])
    const forecast = new Float64Array(actual.length).fill(levelOf(history))
    const past = { wape: 0, biasShare: 0, rmsse: 0 }
    judgePast(units, history.length, forecast, actual.length, past)
    return Number.isFinite(past.rmsse) ? [past.rmsse] : []
  })
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function lastOf(history: Float64Array): number {
  return history.at(-1) ?? 0
}

function smoothedOf(history: Float64Array): number {
  const tried = rates.map((rate) => smooth(history, rate))
  const first = tried[0] ?? { level: 0, error: 0 }
  return tried.reduce((best, one) => (one.error < best.error ? one : best), first).level
}

function smooth(history: Float64Array, rate: number): { level: number; error: number } {
  let level = history[0] ?? 0
  let error = 0
  for (const units of history.subarray(1)) {
    error += (units - level) ** 2
    level += rate * (units - level)
  }
  return { level, error }
}
