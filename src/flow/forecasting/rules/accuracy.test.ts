/** Goal: the vector of rules.md 13, and what happens where there is nothing to divide by. */
import { expect, test } from 'vitest'

import { accuracyOf, forecastValueAdded, pooledWape, weightedRmsse } from './accuracy.ts'

const history = Float64Array.of(10, 0, 12, 8, 15, 0, 9, 11)
const actual = Float64Array.of(12, 7, 0, 14)
const forecast = Float64Array.of(10, 10, 5, 11)

test('the published vector', () => {
  const accuracy = accuracyOf({ history, actual, forecast })
  expect(accuracy.wape).toBeCloseTo(0.3939, 4)
  expect(accuracy.biasShare).toBeCloseTo(0.0909, 4)
  expect(accuracy.meanAbsoluteError).toBeCloseTo(3.25, 12)
  expect(accuracy.mase).toBeCloseTo(0.3856, 4)
  expect(accuracy.rmsse).toBeCloseTo(0.3645, 4)
  expect(accuracy.trackingSignal).toBeCloseTo(0.9231, 4)
})

test('a season compares with the same time before', () => {
  const yearly = accuracyOf({ history, actual, forecast, season: 4 })
  expect(yearly.mase).toBeCloseTo(3.25 / ((5 + 0 + 3 + 3) / 4), 12)
})

test('zeros before the launch are no history', () => {
  const launched = Float64Array.of(0, 0, 0, ...history)
  expect(accuracyOf({ history: launched, actual, forecast, isLaunch: true })).toEqual(
    accuracyOf({ history, actual, forecast }),
  )
})

test.each([
  ['wape', { actual: new Float64Array(4) }],
  ['biasShare', { actual: new Float64Array(4) }],
  ['mase', { history: new Float64Array(8) }],
  ['rmsse', { history: Float64Array.of(3) }],
  ['trackingSignal', { forecast: actual }],
] as const)('%s is not a number where it has nothing to divide by', (name, change) => {
  expect(accuracyOf({ history, actual, forecast, ...change })[name]).toBeNaN()
})

test('many series are pooled by their sums, or weighed by what they earn', () => {
  const none = { actual: new Float64Array(2), forecast: Float64Array.of(1, 1) }
  expect(pooledWape([{ actual, forecast }, none])).toBeCloseTo(15 / 33, 12)
  expect(
    weightedRmsse([
      { rmsse: 1, revenue: 3 },
      { rmsse: 0.5, revenue: 1 },
    ]),
  ).toBeCloseTo(0.875, 12)
  expect(forecastValueAdded(0.5, 0.4)).toBeCloseTo(0.1, 12)
})
