/** Goal: shares and points as rules.md 12 has them, both sides of each limit. */
import { describe, expect, test } from 'vitest'

import {
  customerFill,
  type DueLine,
  defectsPpm,
  judgeLine,
  leadTimeFigures,
  onTimeInFull,
  windowDefaults,
} from './delivery-metrics.ts'
import { bandPoints, defectBands, linearPoints, onTimeBands, scoreOf } from './delivery-score.ts'

const line: DueLine = {
  orderId: 'o1',
  dueDay: 20,
  orderedUnits: 100,
  deliveries: [{ day: 20, acceptedUnits: 100 }],
}
const came = (...deliveries: [number, number][]) => ({
  ...line,
  deliveries: deliveries.map(([day, acceptedUnits]) => ({ day, acceptedUnits })),
})

describe('a line', () => {
  test.each([
    ['on the day', came([20, 100]), true, true],
    ['as early as may be', came([18, 100]), true, true],
    ['too early', came([17, 100]), false, false],
    ['a day late', came([21, 100]), false, false],
    ['short', came([20, 99]), true, false],
    ['in two parts within the window', came([18, 60], [20, 40]), true, true],
    ['the rest late', came([19, 60], [22, 40]), false, false],
    ['rejected whole', came([20, 0]), false, false],
    ['never', came(), false, false],
  ])('%s', (_, some, isOnTime, isInFull) => {
    expect(judgeLine(some, windowDefaults)).toMatchObject({ isOnTime, isInFull })
  })

  test('a tolerance forgives what is short within it', () => {
    const window = { ...windowDefaults, shortShare: 0.02 }
    expect(judgeLine(came([20, 98]), window).isInFull).toBe(true)
    expect(judgeLine(came([20, 97]), window).isInFull).toBe(false)
  })
})

test('line, unit and order weighed', () => {
  const lines = [
    line,
    { ...came([25, 300]), orderedUnits: 300 },
    { ...came([20, 50], [30, 50]), orderId: 'o2' },
    { ...came([20, 120]), orderId: 'o3' },
  ]
  expect(onTimeInFull(lines)).toEqual({
    onTime: 0.5,
    inFull: 0.5,
    otif: 0.5,
    otifOrders: 1 / 3,
    otifUnits: 250 / 600,
    firstFill: 550 / 600,
    lineCount: 4,
  })
  expect(onTimeInFull([])).toBe(undefined)
})

test('customers count units, lines and whole orders', () => {
  const lines = [
    { orderId: 'a', demandedUnits: 10, shippedUnits: 10 },
    { orderId: 'a', demandedUnits: 10, shippedUnits: 5 },
    { orderId: 'b', demandedUnits: 20, shippedUnits: 20 },
  ]
  expect(customerFill(lines)).toEqual({ units: 35 / 40, lines: 2 / 3, orders: 0.5 })
  expect(customerFill([])).toBe(undefined)
})

test('lead time as figures', () => {
  const figures = leadTimeFigures([10, 12, 14, 16, 48])
  expect(figures).toMatchObject({ meanDays: 20, p50Days: 14 })
  expect(figures.deviationDays).toBeCloseTo(15.811388, 6)
  expect(figures.variation).toBeCloseTo(0.790569, 6)
  expect(figures.p80Days).toBeCloseTo(22.4, 9)
  expect(figures.p95Days).toBeCloseTo(41.6, 9)
  expect(leadTimeFigures([5]).deviationDays).toBe(0)
})

test('defects per million', () => {
  expect(defectsPpm(3, 12_000)).toBeCloseTo(250, 9)
  expect(defectsPpm(0, 0)).toBe(0)
})

test.each([
  [1, 100, 100],
  [0.95, 100, 100],
  [0.949, 85, 99.7],
  [0.9, 85, 85],
  [0.85, 70, 77.5],
  [0.7, 50, 50],
  [0.699, 25, 49.964],
  [0, 25, 25],
])('%d on time: %d points by band, %d straight', (share, band, linear) => {
  expect(bandPoints(share, onTimeBands)).toBe(band)
  expect(linearPoints(share, onTimeBands)).toBeCloseTo(linear, 2)
})

test.each([
  [0.009, 100],
  [0.01, 85],
  [0.049, 70],
  [0.05, 50],
  [0.08, 25],
])('%d defects: %d points', (share, points) => {
  expect(bandPoints(share, defectBands)).toBe(points)
})

const figures = { lineCount: 30, linesMin: 10, hasQualityEscape: false }

test('a score weighs what is known, and is no score of too few lines', () => {
  expect(scoreOf({ ...figures, points: { delivery: 100, quality: 50 } })).toEqual({
    kind: 'scored',
    points: (35 * 100 + 25 * 50) / 60,
    isCapped: false,
  })
  expect(scoreOf({ ...figures, points: { delivery: 100 }, hasQualityEscape: true })).toEqual({
    kind: 'scored',
    points: 70,
    isCapped: true,
  })
  expect(scoreOf({ ...figures, lineCount: 9, points: { delivery: 100 } }).kind).toBe(
    'not_enough_data',
  )
  expect(scoreOf({ ...figures, points: {} }).kind).toBe('not_enough_data')
})
