/** Goal: the vector of rules.md 11, and both sides of the limit. */
import { expect, test } from 'vitest'

import { delayTolerance, isWorthWaiting } from './delay-tolerance.ts'

test.each([
  [0, 10, 2, 12, true],
  [0, 10, 0, 12, false],
  [0, 10, 0, 10, true],
  [5, 10, 2, 12, true],
  [5, 10, 2, 13, false],
  [20, 10, 2, 22, true],
  [20, 10, 2, 23, false],
  [20, 10, 0, 3, true],
])('needed on day %d, lead %d, negative %d, supply on day %d: wait %s', (...row) => {
  const [needDay, leadTimeDays, negativeDays, supplyDay, waits] = row
  expect(isWorthWaiting(supplyDay, { needDay, leadTimeDays, negativeDays })).toBe(waits)
})

test('tolerance shrinks as the need moves out, down to the negative days', () => {
  const facts = { leadTimeDays: 10, negativeDays: 2 }
  expect([0, 4, 10, 30].map((needDay) => delayTolerance({ ...facts, needDay }))).toEqual([
    12, 8, 2, 2,
  ])
})
