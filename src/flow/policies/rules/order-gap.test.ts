import { expect, test } from 'vitest'

import { orderGapDays } from './order-gap.ts'

test.each([
  ['any day', undefined, 1],
  ['every day', 127, 1],
  ['Mondays', 1, 7],
  ['Wednesdays and Fridays', 4 + 16, 5],
  ['Mondays and Sundays', 1 + 64, 6],
] as const)('orders on %s leave at most so many days between two', (_, weekdays, days) => {
  expect(orderGapDays(weekdays)).toBe(days)
})
