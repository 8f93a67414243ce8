import { expect, test } from 'vitest'

import { deviationOf, meanOf } from './moments.ts'

const values = Float64Array.of(2, 4, 4, 6, 100)

test.each([
  [0, 4, 4, Math.sqrt(8 / 3)],
  [1, 3, 4, 0],
  [2, 3, 4, 0],
  [3, 3, 0, 0],
])('from %d to %d: mean %d, deviation %d', (from, to, mean, deviation) => {
  expect(meanOf(values, from, to)).toBe(mean)
  expect(deviationOf(values, from, to)).toBeCloseTo(deviation, 12)
})
