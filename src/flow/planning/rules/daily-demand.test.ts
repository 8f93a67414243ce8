import { expect, test } from 'vitest'

import { dailyDemand } from './daily-demand.ts'

test('a week is spread over its days, from the day planning starts in it', () => {
  const days = dailyDemand({ firstDay: -2, periodDays: 7, units: [70, 14] }, 14)
  expect([...days]).toEqual([10, 10, 10, 10, 10, 2, 2, 2, 2, 2, 2, 2, 6, 6])
})

test('without a forecast nothing is wanted', () => {
  expect([...dailyDemand({ firstDay: 0, periodDays: 7, units: [] }, 3)]).toEqual([0, 0, 0])
})

const shares = [0.1, 0.1, 0.1, 0.1, 0.2, 0.3, 0.1]

test('a week falls on its days by their shares, and adds up', () => {
  const days = dailyDemand({ firstDay: 0, periodDays: 7, units: [70], dayShares: shares }, 14)
  expect([...days.slice(0, 7)]).toEqual(
    [7, 7, 7, 7, 14, 21, 7].map((one) => expect.closeTo(one, 9)),
  )
  expect(days.slice(7).reduce((sum, one) => sum + one, 0)).toBeCloseTo(70, 9)
})

test('nothing is wanted before the first and after the last day of sale; their weeks keep their units', () => {
  const bound = { firstDay: 0, periodDays: 7, units: [30, 70, 20], launchDay: 4, endDay: 15 }
  const days = [...dailyDemand(bound, 40)]
  expect(days.slice(0, 7)).toEqual([0, 0, 0, 0, 10, 10, 10])
  expect(days.slice(14, 17)).toEqual([10, 10, 0])
  expect(days.slice(16).every((one) => one === 0)).toBe(true)
})

test('beyond the forecast a launched item goes on as in its whole weeks', () => {
  const bound = { firstDay: 0, periodDays: 7, units: [0, 35, 70], launchDay: 10 }
  const days = dailyDemand({ ...bound, dayShares: [] }, 28)
  expect(days[27]).toBeCloseTo((35 + 70) / (4 / 7 + 1) / 7, 9)
})
