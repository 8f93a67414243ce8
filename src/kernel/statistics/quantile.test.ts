import { expect, test } from 'vitest'

import { lossOfDraws, quantileOfAny, quantileOfSorted } from './quantile.ts'

const draws = Float64Array.of(1, 2, 4, 8)

test.each([
  [0, 1],
  [0.5, 3],
  [0.9, 6.8],
  [1, 8],
  [7, 8],
])('quantile %d is %d', (probability, value) => {
  expect(quantileOfSorted(draws, probability)).toBeCloseTo(value, 12)
})

test('unsorted draws have the same quantiles', () => {
  const many = Float64Array.from({ length: 201 }, (_, at) => (at * 7_919) % 101)
  const sorted = many.slice().sort()
  for (const probability of [0, 0.013, 0.5, 0.9, 0.95, 0.999, 1]) {
    expect(quantileOfAny(many.slice(), probability)).toBe(quantileOfSorted(sorted, probability))
  }
  expect(quantileOfAny(new Float64Array(), 0.5)).toBeNaN()
})

test('no draw has no quantile and no loss', () => {
  expect(quantileOfSorted(new Float64Array(), 0.5)).toBeNaN()
  expect(lossOfDraws(new Float64Array(), 0.5)).toBe(0)
})

test('loss is what draws exceed a level by, on average', () => {
  expect(lossOfDraws(draws, 3)).toBe(1.5)
  expect(lossOfDraws(draws, 9)).toBe(0)
})
