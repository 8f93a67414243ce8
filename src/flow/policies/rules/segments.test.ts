/** Goal: segments by settings, lots within their limits, and a tournament that doesn't flutter. */
import { expect, test } from 'vitest'

import { capPolicy, lotOf, stockCaps } from './order-lot.ts'
import { segmentDefaults, segmentsOf, targetDefaults } from './segments.ts'
import { type Entrant, judge, leadAfter } from './tournament.ts'

const item = (id: string, yearValue: number, variation: number) => ({ id, yearValue, variation })

test('ABC by value, XYZ by variation: both sides of each cut-off', () => {
  const items = [
    item('small', 4, 0.5),
    item('large', 70, 0.51),
    item('tail', 1, 0.2),
    item('middle', 15, 1),
    item('next', 10, 1.01),
    item('unsold', 0, Number.NaN),
  ]
  expect(segmentsOf(items)).toEqual(['CX', 'AY', 'CX', 'AY', 'BZ', 'CZ'])
})

test('cut-offs are settings', () => {
  const items = [item('a', 50, 0.2), item('b', 50, 0.2)]
  expect(segmentsOf(items, { ...segmentDefaults, valueShareA: 0.4, variationX: 0.1 })).toEqual([
    'AY',
    'BY',
  ])
  expect(segmentsOf([item('x', 0, 0.1)])).toEqual(['CX'])
})

test('each segment starts with a named target', () => {
  expect(targetDefaults.AX.target).toEqual({ kind: 'cycle_service', share: 0.98 })
  expect(targetDefaults.AZ.needsReview).toBe(true)
  expect(targetDefaults.CZ.target).toEqual({ kind: 'none' })
})

const lot = {
  orderCost: 8,
  holdingCostPerUnitYear: 0.225,
  yearUnits: 1300,
  minimumUnits: 10,
  packUnits: 12,
  yearShareMax: 0.5,
}

test.each([
  [{}, 312, 'economic'],
  [{ packUnits: 0 }, 304.0467800264368, 'economic'],
  [{ minimumUnits: 500 }, 504, 'minimum'],
  [{ yearUnits: 100 }, 60, 'capped'],
  [{ yearUnits: 0, minimumUnits: 0 }, 12, 'minimum'],
  [{ yearUnits: 0, minimumUnits: 0, packUnits: 0 }, 1, 'minimum'],
] as const)('lot with %o: %d, %s', (change, lotUnits, because) => {
  const found = lotOf({ ...lot, ...change })
  expect(found.lotUnits).toBeCloseTo(lotUnits, 9)
  expect(found.because).toBe(because)
})

test('the least cap holds, and the reorder point gives way', () => {
  const caps = stockCaps({
    dayUnits: 2,
    unitCost: 5,
    shelfLifeDays: 40,
    coverDaysMax: undefined,
    cashMax: 300,
  })
  expect(caps).toEqual([
    { code: 'cash', units: 60 },
    { code: 'shelf_life', units: 80 },
  ])
  const policy = { reorderUnits: 50, lotUnits: 30 }
  expect(capPolicy(policy, caps)).toMatchObject({ reorderUnits: 30, lotUnits: 30 })
  expect(capPolicy({ reorderUnits: 30, lotUnits: 30 }, caps).cappedBy).toBe(undefined)
  expect(capPolicy({ reorderUnits: 10, lotUnits: 90 }, caps).reorderUnits).toBe(0)
  expect(capPolicy(policy, []).cappedBy).toBe(undefined)
})

const rules = { marginShare: 0.03, fillShortMax: 0.01, holdingRate: 0.2, orderCost: 10, years: 1 }
const entrant = (name: string, stockValue: number, achievedFill = 0.95): Entrant => ({
  name,
  stockValue,
  achievedFill,
  orderCount: 0,
})

test.each([
  ['nobody holds the place', [entrant('a', 100), entrant('b', 99)], undefined, 'b', 'first'],
  ['a little better is not enough', [entrant('a', 100), entrant('b', 97.1)], 'a', 'a', 'stays'],
  ['better by the margin', [entrant('a', 100), entrant('b', 96.9)], 'a', 'b', 'displaced'],
  ['cheap but short', [entrant('a', 100), entrant('b', 50, 0.93)], 'a', 'a', 'stays'],
  ['present falls short', [entrant('a', 90, 0.93), entrant('b', 100)], 'a', 'b', 'displaced'],
  ['all fall short', [entrant('a', 90, 0.8), entrant('b', 99, 0.9)], 'a', 'b', 'nobody_reaches'],
] as const)('tournament: %s', (_, [one, other], present, winner, kind) => {
  expect(judge([one, other], 0.95, present, rules)).toMatchObject({ winner, kind })
})

test.each([
  ['nothing was played before', undefined, 'displaced', 'b', 1],
  ['it won before', { present: 'a', winner: 'b', leadRounds: 2 }, 'displaced', 'b', 3],
  ['another won before', { present: 'a', winner: 'c', leadRounds: 2 }, 'displaced', 'b', 1],
  [
    'the present one was another',
    { present: 'c', winner: 'b', leadRounds: 2 },
    'displaced',
    'b',
    1,
  ],
  ['the present one stays', { present: 'a', winner: 'b', leadRounds: 2 }, 'stays', 'a', 0],
  [
    'nobody reaches the target',
    { present: 'a', winner: 'b', leadRounds: 2 },
    'nobody_reaches',
    'b',
    0,
  ],
] as const)('rounds in a row: %s', (_, last, kind, winner, rounds) => {
  expect(leadAfter(last, { winner, kind, yearCosts: {} }, 'a')).toBe(rounds)
})

test('orders cost, too', () => {
  const busy = { ...entrant('a', 100), orderCount: 5 }
  expect(judge([busy, entrant('b', 300)], 0.95, undefined, rules)).toMatchObject({
    winner: 'b',
    yearCosts: { a: 70, b: 60 },
  })
})
