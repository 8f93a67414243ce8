import { expect, test } from 'vitest'

import { empiricalDays } from './day-distribution.ts'
import { calibrationGap, pinballDays, randomisedPit, scoredLevels } from './score.ts'

test('levels are .1, .15 to .95', () => {
  expect(scoredLevels).toHaveLength(18)
  expect(scoredLevels[0]).toBe(0.1)
  expect(scoredLevels.at(-1)).toBe(0.95)
})

test('pinball loss weighs late and early by the level', () => {
  expect(pinballDays(Float64Array.of(10), 14, [0.9])).toBeCloseTo(3.6, 12)
  expect(pinballDays(Float64Array.of(10), 6, [0.9])).toBeCloseTo(0.4, 12)
  expect(pinballDays(Float64Array.of(10), 10, [0.9])).toBe(0)
})

test('an outcome on a day with a share of its own is spread over that share', () => {
  const distribution = empiricalDays([0, 0, 0, 5])
  expect(randomisedPit(distribution, 0, 0)).toBe(0)
  expect(randomisedPit(distribution, 0, 1)).toBe(0.75)
  expect(randomisedPit(distribution, 5, 0.5)).toBe(0.875)
  expect(randomisedPit(distribution, 9, 0.5)).toBe(1)
})

test('the gap is the largest over the deciles', () => {
  const even = Array.from({ length: 100 }, (_, at) => (at + 0.5) / 100)
  expect(calibrationGap(even)).toBeCloseTo(0, 12)
  expect(calibrationGap(even.map((pit) => pit / 2))).toBeCloseTo(0.5, 12)
})
