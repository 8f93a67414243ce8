import { expect, test } from 'vitest'

import { recentSales } from './recent-sales.ts'

const sold = (days: readonly number[], units: readonly number[]) => ({
  days: Int32Array.from(days),
  units: Float64Array.from(units),
})

/** A Monday, counted from another. */
const endDay = 7 * 100

test('weekdays are Monday first, of whole weeks alone', () => {
  const days = [endDay - 7, endDay - 6, endDay - 14, endDay, endDay - 92]
  const { weekdayUnits, saleDays } = recentSales(sold(days, [5, 2, 1, 9, 9]), endDay, undefined, [])
  expect([...weekdayUnits]).toEqual([6, 2, 0, 0, 0, 0, 0])
  expect(saleDays).toBe(3)
})

test('a day in two channels is one day; the latest sale counts most', () => {
  const days = [endDay - 200, endDay - 56, endDay - 56, endDay + 1]
  const recent = recentSales(sold(days, [7, 4, 8, 3]), endDay, [2, 1, 2], ['a', 'b', 'c'])
  expect(recent).toMatchObject({ saleDays: 1, channelIds: ['a', 'b'] })
  expect([...recent.channelUnits]).toEqual([4, 2])
})

test('what was only given back is no day of sale', () => {
  const recent = recentSales(sold([endDay - 1], [-2]), endDay, undefined, [])
  expect(recent.saleDays).toBe(0)
  expect([...recent.weekdayUnits]).toEqual([0, 0, 0, 0, 0, 0, -2])
})
