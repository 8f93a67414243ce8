import { expect, test } from 'vitest'

import { empiricalDays, quantileDays, shareWithin } from './day-distribution.ts'
import { openArrival } from './open-arrival.ts'

const late = empiricalDays([-2, 0, 0, 0, 5])

test('before its promise a line comes as the lane keeps promises', () => {
  const arrival = openArrival(10, late)
  expect(shareWithin(arrival, 8)).toBeCloseTo(0.2, 12)
  expect(quantileDays(arrival, 0.5)).toBe(10)
  expect(quantileDays(arrival, 0.95)).toBe(15)
})

test('what passed without it is out of the question', () => {
  expect(shareWithin(openArrival(1, late), 0)).toBe(0)
  const arrival = openArrival(-1, late)
  expect(quantileDays(arrival, 0.05)).toBe(4)
})

test('later than the lane ever was: tomorrow', () => {
  expect(quantileDays(openArrival(-30, late), 0.5)).toBe(1)
})

test('nothing learned: on its promise, or tomorrow', () => {
  expect(quantileDays(openArrival(6, undefined), 0.5)).toBe(6)
  expect(quantileDays(openArrival(-2, undefined), 0.5)).toBe(1)
})
