import { expect, test } from 'vitest'

import { poissonCdf, poissonLoss, poissonProbability, poissonQuantile } from './poisson.ts'

test('probabilities add up to the cumulative ones', () => {
  for (const mean of [0, 0.2, 3, 50]) {
    let sum = 0
    for (let units = 0; units < 120; units += 1) {
      sum += poissonProbability(units, mean)
      expect(poissonCdf(units, mean)).toBeCloseTo(sum, 11)
    }
  }
})

test.each([
  [0.5, 3, 3],
  [0.95, 3, 6],
  [0.7954545, 50, 56],
  [0.9999, 0, 0],
  [0, 4, 0],
])('quantile %d of mean %d is %d units', (probability, mean, units) => {
  expect(poissonQuantile(probability, mean)).toBe(units)
})

test('loss is the tail summed', () => {
  const tail = (units: number, mean: number) => {
    let sum = 0
    for (let at = units; at < units + 200; at += 1) sum += 1 - poissonCdf(at, mean)
    return sum
  }
  for (const units of [0, 2, 6, 40]) expect(poissonLoss(units, 6)).toBeCloseTo(tail(units, 6), 9)
  expect(poissonLoss(-2, 6)).toBe(8)
})
