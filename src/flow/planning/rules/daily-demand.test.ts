import { expect, test } from 'vitest'

import { dailyDemand } from './daily-demand.ts'

test('a week is spread over its days, from the day planning starts in it', () => {
  const days = dailyDemand({ firstDay: -2, periodDays: 7, units: [70, 14] }, 14)
  expect([...days]).toEqual([10, 10, 10, 10, 10, 2, 2, 2, 2, 2, 2, 2, 6, 6])
})

test('without a forecast nothing is wanted', () => {
  expect([...dailyDemand({ firstDay: 0, periodDays: 7, units: [] }, 3)]).toEqual([0, 0, 0])
})
