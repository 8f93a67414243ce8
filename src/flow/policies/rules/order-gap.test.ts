import { expect, test } from 'vitest'

import { orderGapDays, reviewDaysOf } from './order-gap.ts'

test.each([
  ['any day', undefined, 1],
  ['every day', 127, 1],
  ['Mondays', 1, 7],
  ['Wednesdays and Fridays', 4 + 16, 5],
  ['Mondays and Sundays', 1 + 64, 6],
] as const)('orders on %s leave at most so many days between two', (_, weekdays, days) => {
  expect(orderGapDays(weekdays)).toBe(days)
})

test.each([
  ['daily, ordered on any day', 1, undefined, 1],
  ['daily, ordered on Mondays', 1, 1, 7],
  ['weekly, ordered on Wednesdays and Fridays', 7, 4 + 16, 7],
  ['every four days, ordered on Wednesdays and Fridays', 4, 4 + 16, 5],
  ['every two weeks, ordered on Mondays', 14, 1, 14],
] as const)('a rule %s is looked at by the longer of both', (_, ruleDays, weekdays, days) => {
  expect(reviewDaysOf(ruleDays, weekdays)).toBe(days)
})
