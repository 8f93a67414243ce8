import { expect, test } from 'vitest'

import {
  coverDays,
  coverUnits,
  plannerNeed,
  positionOf,
  type SellingDay,
  sellOutOf,
  velocityOf,
} from './cover.ts'

const day: SellingDay = { soldUnits: 4, isInStock: true, isExcluded: false }

test.each<[string, readonly Partial<SellingDay>[], number | undefined]>([
  ['each day counts, sold or not', [{}, { soldUnits: 0 }], 2],
  ['days out of stock say nothing', [{}, { soldUnits: 0, isInStock: false }], 4],
  ['promotions and spikes are left out', [{}, { soldUnits: 90, isExcluded: true }], 4],
  ['more came back than went', [{ soldUnits: -1 }, {}], 1.5],
  ['nothing is known', [{ isInStock: false }], undefined],
])('velocity: %s', (_, days, velocity) => {
  expect(velocityOf(days.map((change) => ({ ...day, ...change })))).toBe(velocity)
})

const forecast = Float64Array.of(3, 3, 10, 1)

test.each([
  [0, 0],
  [2.9, 0],
  [3, 1],
  [15.9, 2],
  [16, 3],
  [17, 4],
  [900, 4],
])('%d units cover %d days of what is to come', (stockUnits, days) => {
  expect(coverDays(stockUnits, forecast)).toBe(days)
})

test('a day without demand needs no stock', () => {
  expect(coverDays(0, Float64Array.of(0, 0, 1))).toBe(2)
})

test.each([
  [0, 0],
  [3, 16],
  [4, 17],
  [6, 19],
])('%d days take %d units', (days, units) => {
  expect(coverUnits(days, forecast)).toBe(units)
})

test.each([
  [100, 10, 7, 10, 3],
  [59, 10, 7, 5, -2],
  [-5, 10, 7, 0, -7],
])('%d on hand at %d a day, lead %d: out on day %d, order by %d', (hand, pace, lead, out, by) => {
  expect(sellOutOf(hand, pace, lead)).toEqual({ sellsOutDay: out, orderByDay: by })
})

test('what does not sell does not sell out', () => {
  expect(sellOutOf(5, 0, 7)).toEqual({ sellsOutDay: undefined, orderByDay: undefined })
})

test('the planner orders what demand and safety exceed the position by', () => {
  const facts = { velocityUnitsPerDay: 5, leadTimeDays: 10, stockDays: 7, safetyUnits: 20 }
  expect(plannerNeed({ ...facts, positionUnits: 60 })).toBe(45)
  expect(plannerNeed({ ...facts, positionUnits: 106 })).toBe(0)
})

test('the position has what surely comes and not what is owed', () => {
  const facts = { usableUnits: 10, onOrderUnits: 20, inTransitUnits: 5 }
  expect(positionOf({ ...facts, backorderUnits: 3, committedUnits: 4 })).toBe(28)
})
