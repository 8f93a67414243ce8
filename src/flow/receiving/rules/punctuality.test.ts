/** Goal: a delivery is early or late from the first day outside its window on. */
import { expect, test } from 'vitest'

import { exactDay, punctualityOf } from './punctuality.ts'

const window = { earlyDaysMax: 2, lateDaysMax: 1 }

test.each([
  ['2026-03-01', window, { kind: 'on_time' }],
  ['2026-02-27', window, { kind: 'on_time' }],
  ['2026-02-26', window, { kind: 'early', days: 3 }],
  ['2026-03-02', window, { kind: 'on_time' }],
  ['2026-03-03', window, { kind: 'late', days: 2 }],
  ['2026-03-02', exactDay, { kind: 'late', days: 1 }],
  ['2026-02-28', exactDay, { kind: 'early', days: 1 }],
])('due on 2026-03-01, received on %s', (receivedOn, days, expected) => {
  expect(punctualityOf('2026-03-01', receivedOn, days)).toEqual(expected)
})
