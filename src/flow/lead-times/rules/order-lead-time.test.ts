import { expect, test } from 'vitest'

import { empiricalDays, quantileDays } from './day-distribution.ts'
import { orderLeadTime } from './order-lead-time.ts'

const beyondTerms = empiricalDays([-5, 0, 0, 3])
const whole = empiricalDays([20, 30])

test('terms are taken as they are kept', () => {
  const lane = { whole, beyondTerms, wholeLineCount: 9, beyondTermsLineCount: 3 }
  const { basis, distribution, lineCount } = orderLeadTime(lane, 40)
  expect(basis).toBe('terms_as_kept')
  expect(lineCount).toBe(3)
  expect(quantileDays(distribution, 0.5)).toBe(40)
  expect(quantileDays(distribution, 1)).toBe(43)
})

test('nothing arrives before it is ordered', () => {
  const { distribution } = orderLeadTime({ beyondTerms }, 2)
  expect(distribution.firstDays).toBe(0)
  expect([...distribution.probabilities]).toEqual([0.25, 0, 0.5, 0, 0, 0.25])
})

test('without terms the lane speaks; without a lane the terms', () => {
  expect(orderLeadTime({ whole, beyondTerms }, null).basis).toBe('lane')
  const { basis, distribution } = orderLeadTime({}, 14)
  expect(basis).toBe('terms')
  expect(quantileDays(distribution, 0.05)).toBe(14)
})
