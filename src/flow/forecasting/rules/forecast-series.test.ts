/** Goal: the engine keeps its promises on any series: never below zero, same seed same draws, no look ahead. */
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { randomOf } from '#kernel/random'
import { forecastSeries, type SeriesForecast, type SeriesInput } from './forecast-series.ts'
import { quantileLevels } from './quantiles.ts'

const horizon = 6

function forecast(units: readonly number[], given: Partial<SeriesInput> = {}): SeriesForecast {
  const series = { units: Float64Array.from(units), season: 1, horizon, seed: 7, drawCount: 100 }
  return forecastSeries({ ...series, ...given })
}

const anySeries = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 6, arbitrary: fc.double({ min: 0, max: 1e5, noNaN: true }) },
    { weight: 1, arbitrary: fc.constant(Number.NaN) },
  ),
  { maxLength: 60 },
)

test('whatever the series, nothing is below zero or unknown, and quantiles ascend', () => {
  fc.assert(
    fc.property(anySeries, fc.constantFrom(1, 7, 12, 52), (units, season) => {
      const { meanUnits, draws, quantileUnits } = forecast(units, { season })
      for (const value of [...meanUnits, ...draws, ...quantileUnits]) {
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThan(Number.POSITIVE_INFINITY)
      }
      for (let at = 1; at < quantileUnits.length; at += 1) {
        if (at % quantileLevels.length === 0) continue
        expect(quantileUnits[at]).toBeGreaterThanOrEqual(quantileUnits[at - 1] ?? 0)
      }
    }),
    { numRuns: 60 },
  )
})

test('the same seed draws the same; another seed changes the draws and not the mean', () => {
  const first = forecast(shop(60))
  expect(forecast(shop(60))).toEqual(first)
  const other = forecast(shop(60), { seed: 8 })
  expect(other.meanUnits).toEqual(first.meanUnits)
  expect(other.draws).not.toEqual(first.draws)
})

test.each([
  ['a seller', shop(60), 1],
  ['a seasonal seller', yearly(60), 12],
  ['a slow mover', slow(60), 1],
] as const)('in packs of eight %s is forecast in packs of eight', (_, units, season) => {
  const pieces = forecast(units, { season })
  const packs = forecast(
    units.map((value) => value / 8),
    { season },
  )
  for (const [at, mean] of pieces.meanUnits.entries()) {
    expect((packs.meanUnits[at] ?? 0) * 8).toBeCloseTo(mean, 6)
  }
  for (const [at, quantile] of pieces.quantileUnits.entries()) {
    expect((packs.quantileUnits[at] ?? 0) * 8).toBeCloseTo(quantile, 6)
  }
})

test('what lies behind the series in memory is never read', () => {
  const memory = Float64Array.from([...yearly(48), ...new Array<number>(12).fill(1e9)])
  const series = { units: memory.subarray(0, 48), season: 12, horizon, seed: 7, drawCount: 100 }
  expect(forecastSeries(series)).toEqual(forecast(yearly(48), { season: 12 }))
})

test.each([
  ['nothing', []],
  ['nothing known', [Number.NaN, Number.NaN]],
  ['only zeros', [0, 0, 0, 0]],
])('%s sells nothing', (_, units) => {
  const made = forecast(units)
  expect(made.method).toBe('none')
  expect([...made.meanUnits]).toEqual(new Array(horizon).fill(0))
  expect(Math.max(...made.draws)).toBe(0)
})

test('a constant series goes on, without spread', () => {
  const { meanUnits, quantileUnits } = forecast(new Array<number>(30).fill(5))
  for (const value of [...meanUnits, ...quantileUnits]) expect(value).toBeCloseTo(5, 9)
})

test('out of stock is not zero demand', () => {
  const sold = shop(60)
  const known = mean(forecast(sold).meanUnits)
  const out = sold.map((units, at) => (at >= 50 ? Number.NaN : units))
  const zero = sold.map((units, at) => (at >= 50 ? 0 : units))
  expect(Math.abs(mean(forecast(out).meanUnits) - known)).toBeLessThan(0.1 * known)
  expect(mean(forecast(zero).meanUnits)).toBeLessThan(0.9 * known)
})

test('a clear year comes again', () => {
  const units = yearly(60)
  const { meanUnits, method } = forecast(units, { season: 12 })
  expect(method).toBe('seasonal')
  for (const [step, value] of meanUnits.entries()) {
    expect(Math.abs(value - (units[48 + step] ?? 0))).toBeLessThan(15)
  }
})

test('the mean of the draws is the mean', () => {
  const made = forecast(shop(60), { drawCount: 2_000 })
  expect(mean(made.draws) / mean(made.meanUnits)).toBeCloseTo(1, 1)
  const slowly = forecast(slow(80), { drawCount: 4_000 })
  expect(slowly.isIntermittent).toBe(true)
  expect(mean(slowly.draws) / mean(slowly.meanUnits)).toBeCloseTo(1, 1)
})

test('past accuracy is that of the forecast one horizon ago', () => {
  const units = shop(60)
  const before = forecast(units.slice(0, 54)).meanUnits
  const absolute = before.reduce((sum, said, at) => sum + Math.abs(said - (units[54 + at] ?? 0)), 0)
  const sold = units.slice(54).reduce((sum, value) => sum + value, 0)
  expect(forecast(units).accuracy.wape).toBeCloseTo(absolute / sold, 9)
})

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Sells about 50 a period, give or take. */
function shop(periods: number): number[] {
  const random = randomOf(3)
  return Array.from({ length: periods }, () => Math.round(Math.max(1, 50 + 8 * random.normal())))
}

/** A year of 12 periods between 60 and 140. */
function yearly(periods: number): number[] {
  return Array.from({ length: periods }, (_, at) => 100 + 40 * Math.sin((2 * Math.PI * at) / 12))
}

/** Sells four pieces or so in one of five periods. */
function slow(periods: number): number[] {
  const random = randomOf(5)
  return Array.from({ length: periods }, () => {
    return random.uniform() < 0.2 ? 1 + Math.floor(6 * random.uniform()) : 0
  })
}
