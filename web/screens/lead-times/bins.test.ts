import { expect, test } from 'vitest'

import { binsOf, binText } from './bins.ts'

test('few days stand each for itself', () => {
  const bins = binsOf(10, [0.5, 0, 0.5])
  expect(bins.map(binText)).toEqual(['10', '11', '12'])
  expect(bins.map(({ share }) => share)).toEqual([0.5, 0, 0.5])
})

test('many days are put together, and zero starts a bin', () => {
  const bins = binsOf(-50, new Array<number>(121).fill(1 / 121))
  expect(bins.length).toBeLessThanOrEqual(61)
  expect(bins.some(({ fromDays }) => fromDays === 0)).toBe(true)
  expect(bins.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
  expect(binText(bins[1] ?? { fromDays: 0, toDays: 0, share: 0 })).toMatch(/ to /)
})
