import { expect, test } from 'vitest'

import { recentSales } from './recent-sales.ts'

/** A Monday, counted from another. */
const endDay = 7 * 100

test('weekdays are Monday first, of whole weeks alone', () => {
  const days = [endDay - 7, endDay - 6, endDay - 14, endDay, endDay - 92]
  const { weekdayUnits, saleDays } = recentSales(days, [5, 2, 1, 9, 9], endDay, undefined, [])
  expect([...weekdayUnits]).toEqual([6, 2, 0, 0, 0, 0, 0])
  expect(saleDays).toBe(3)
})

test('a day in two channels is one day; the latest sale counts most', () => {
  const days = [endDay - 200, endDay - 56, endDay - 56, endDay + 1]
  const sold = recentSales(days, [7, 4, 8, 3], endDay, [2, 1, 2], ['a', 'b', 'c'])
  expect(sold).toMatchObject({ saleDays: 1, channelIds: ['a', 'b'] })
  expect([...sold.channelUnits]).toEqual([4, 2])
})

test('what was only given back is no day of sale', () => {
  const sold = recentSales([endDay - 1], [-2], endDay, undefined, [])
  expect(sold.saleDays).toBe(0)
  expect([...sold.weekdayUnits]).toEqual([0, 0, 0, 0, 0, 0, -2])
})
