/** Goal: limits bound what a replay orders as planning bounds it, each by itself, and read nothing of the future. */
import { expect, test } from 'vitest'

import { replaySegment } from './closed-loop.ts'
import { type HistoryItem, type SegmentHistory, segmentHistory } from './learn-level.ts'
import { type AskedLimits, loopLimits } from './loop-limits.ts'

const free: AskedLimits = {
  method: 's_S',
  minUnits: null,
  maxUnits: null,
  coverDaysMin: 0,
  coverDaysMax: null,
  shelfLifeDays: null,
  cashMax: null,
}
/** Seven a week, one a day; ten each; three weeks away. */
const steady: HistoryItem = {
  id: 'steady',
  units: new Float64Array(156).fill(7),
  unitCost: 10,
  lane: { leadPeriods: 3, leadVariation: 0, reviewPeriods: 1 },
  lot: {
    orderCost: 200,
    holdingCostPerUnitYear: 2,
    minimumUnits: 0,
    packUnits: 1,
    yearShareMax: 0.5,
  },
}
const leadUnits = 21

test.each([
  ['cover', { coverDaysMax: 30 }, 30],
  ['shelf life', { shelfLifeDays: 12 }, 12],
  ['cash', { cashMax: 250 }, 25],
  ['units', { maxUnits: 18 }, 18],
  ['the least of them', { maxUnits: 18, shelfLifeDays: 12, cashMax: 250 }, 12],
] as const)('a cap by %s is about stock when an order comes', (_, change, capUnits) => {
  const limits = loopLimits(steady, { ...free, ...change }, [100], 52)
  expect(limits?.capUnits[0]).toBeCloseTo(leadUnits + capUnits, 9)
})

test.each([
  ['units', { minUnits: 9 }, 28 + 9, false],
  ['cover', { coverDaysMin: 5 }, 28 + 5, false],
  ['the minimum of min/max', { method: 'min_max', minUnits: 4, maxUnits: 40 }, 28 + 4, true],
] as const)('the least is told by %s', (_, change, reorderUnits, isFixed) => {
  const limits = loopLimits(steady, { ...free, ...change }, [100], 52)
  expect(limits?.reorderUnits[0]).toBeCloseTo(reorderUnits, 9)
  expect(limits).toMatchObject({ isFixed })
})

test('nothing asked limits nothing', () => {
  expect(loopLimits(steady, free, [100], 52)).toBe(undefined)
})

test('a re-plan reads only the periods before it', () => {
  const blind = { ...steady, units: steady.units.slice().fill(Number.NaN, 100) }
  const asked = { ...free, coverDaysMax: 30, minUnits: 3 }
  expect(loopLimits(blind, asked, [60, 100], 52)).toEqual(loopLimits(steady, asked, [60, 100], 52))
})

function historyWith(change: Partial<AskedLimits>): SegmentHistory {
  const history = segmentHistory([{ ...steady, limits: { ...free, ...change } }])
  if (history === undefined) throw new Error('three years are enough')
  return history
}

function replayed(change: Partial<AskedLimits>, method: 's_q' | 's_S' | 'r_S' | 'min_max' = 's_S') {
  const { items, span } = historyWith({ method, ...change })
  return replaySegment(items, span, () => 1, method)
}

test('a cap holds less and says how often; a least holds more', () => {
  const usual = replayed({})
  expect(usual.cappedCount).toBe(0)
  const capped = replayed({ cashMax: 150 })
  expect(capped.cappedCount).toBeGreaterThan(0)
  expect(capped.stockValue).toBeLessThan(usual.stockValue)
  expect(capped.orderCount).toBeGreaterThan(usual.orderCount)
  expect(replayed({ minUnits: 200 }).stockValue).toBeGreaterThan(usual.stockValue)
})

test('a tighter cap never holds more', () => {
  const values = [400, 200, 100, 50, 10].map((cashMax) => replayed({ cashMax }).stockValue)
  expect(values).toEqual(values.toSorted((a, b) => b - a))
})

test('a cap below the supplier’s minimum gives way to it', () => {
  const item = { ...steady, lot: { ...steady.lot, minimumUnits: 40, packUnits: 40 } }
  const history = segmentHistory([{ ...item, limits: { ...free, maxUnits: 5 } }])
  if (history === undefined) throw new Error('three years are enough')
  const { orderedValue, orderCount } = replaySegment(history.items, history.span, () => 1, 's_S')
  expect(orderedValue / orderCount).toBe(400)
})

test('min/max keeps stock between the two', () => {
  const { fill, stockValue } = replayed({ minUnits: 7, maxUnits: 70 }, 'min_max')
  expect(fill).toBe(1)
  // Between 70 as an order comes and what is left a review below the minimum: about the middle.
  expect(stockValue / 10).toBeGreaterThan(25)
  expect(stockValue / 10).toBeLessThan(50)
})

test('(R, S) orders at reviews only', () => {
  const { items, span } = historyWith({ method: 'r_S' })
  const each = (reviewPeriods: number) =>
    replaySegment(items, { ...span, reviewPeriods }, () => 1, 'r_S').orderCount
  expect(each(1)).toBe(span.toPeriod - span.countFromPeriod)
  expect(each(4)).toBeLessThanOrEqual(Math.ceil((span.toPeriod - span.countFromPeriod) / 4))
})
