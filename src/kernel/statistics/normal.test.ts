import { expect, test } from 'vitest'

import {
  normalCdf,
  normalDensity,
  normalLoss,
  normalLossInverse,
  normalQuantile,
} from './normal.ts'

test.each([
  [-9, 1.1285884059538324e-19],
  [-3, 0.0013498980316300933],
  [-0.5, 0.3085375387259869],
  [0, 0.5],
  [1.1075, 0.8659610938527884],
  [2.3263, 0.9899987239832014],
  [5, 0.9999997133484281],
  [40, 1],
])('P(Z <= %d) is %d', (z, probability) => {
  expect(normalCdf(z) / probability).toBeCloseTo(1, 7)
})

test.each([
  [1e-10, -6.361340902404056],
  [0.08, -1.4050715603096329],
  [0.5, 0],
  [0.9, 1.2815515655446004],
  [0.95, 1.6448536269514722],
  [0.975, 1.959963984540054],
  [0.98, 2.0537489106318225],
  [0.99, 2.3263478740408408],
  [0.995, 2.5758293035489004],
  [0.9999999, 5.199337582290661],
])('the quantile of %d is %d', (probability, z) => {
  expect(normalQuantile(probability)).toBeCloseTo(z, 9)
})

test('nothing is below the quantile of 0 and nothing above that of 1', () => {
  expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY)
  expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY)
})

test.each([-6, -1, -0.2, 0, 0.3, 1.1075, 3, 6])('loss at %d is undone by its inverse', (k) => {
  expect(normalLossInverse(normalLoss(k))).toBeCloseTo(k, 7)
})

test('loss is the density less k times the tail', () => {
  expect(normalLoss(0)).toBeCloseTo(normalDensity(0), 15)
  expect(normalLoss(1.1075)).toBeCloseTo(0.0676, 4)
  expect(normalLoss(-2) - normalLoss(2)).toBeCloseTo(2, 12)
  expect(normalLossInverse(0)).toBe(Number.POSITIVE_INFINITY)
})
