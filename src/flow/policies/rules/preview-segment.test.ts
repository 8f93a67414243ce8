import { describe, expect, test } from 'vitest'

import { randomOf } from '#kernel/random'

import { type HistoryItem, segmentHistory } from './learn-level.ts'
import { addOutcomes, calibrateRule, replayLevels } from './preview-segment.ts'

/** Sold in fits and starts for three years, three weeks away. */
const items = Array.from({ length: 80 }, (_, no): HistoryItem => {
  const { uniform } = randomOf(no + 1)
  return {
    id: `item ${no}`,
    units: Float64Array.from({ length: 156 }, () =>
      uniform() < 0.4 ? 0 : Math.floor(uniform() * 40),
    ),
    unitCost: 100 + no,
    lane: { leadPeriods: 3, leadVariation: 0.2, reviewPeriods: 1 },
    lot: {
      orderCost: 2_000,
      holdingCostPerUnitYear: 20,
      minimumUnits: 0,
      packUnits: 1,
      yearShareMax: 0.5,
    },
  }
})
const history = segmentHistory(items)
if (history === undefined) throw new Error('three years are enough')

describe.each(['fill_rate', 'cycle_service'] as const)('a level for %s', (targetKind) => {
  test.each([0.9, 0.95, 0.98])('keeps %f within a point', (target) => {
    const found = calibrateRule(history, { targetKind, target, method: 's_S' })
    expect(found?.kind).toBe('reached')
    const kept = targetKind === 'fill_rate' ? found?.outcome.fill : found?.outcome.cycleService
    expect(Math.abs((kept ?? 0) - target)).toBeLessThanOrEqual(0.0101)
  })
})

test('a cycle without a stock-out asks for more than the same share of units', () => {
  const at = (targetKind: 'fill_rate' | 'cycle_service') =>
    calibrateRule(history, { targetKind, target: 0.95, method: 's_q' })
  expect(at('cycle_service')?.z).toBeGreaterThan(at('fill_rate')?.z ?? Number.NaN)
  expect(at('cycle_service')?.outcome.stockValue).toBeGreaterThan(
    at('fill_rate')?.outcome.stockValue ?? Number.NaN,
  )
})

test('items replayed one by one come to what the segment comes to', () => {
  const found = calibrateRule(history, { targetKind: 'fill_rate', target: 0.95, method: 'r_S' })
  const apart = replayLevels(history, 'r_S', () => found?.z ?? 0)
  expect(apart?.fill).toBeCloseTo(found?.outcome.fill ?? 0, 9)
  expect(apart?.stockValue).toBeCloseTo(found?.outcome.stockValue ?? 0, 3)
})

test('what is not stocked is not replayed, and nothing adds up to nothing missed', () => {
  expect(
    calibrateRule(history, { targetKind: 'fill_rate', target: 0.9, method: 'none' }),
  ).toBeUndefined()
  expect(replayLevels(history, 'none', () => 0)).toBeUndefined()
  expect(addOutcomes([])).toEqual({
    fill: 1,
    cycleService: 1,
    stockValue: 0,
    orderCount: 0,
    demandValue: 0,
    orderedValue: 0,
    cappedCount: 0,
  })
})
