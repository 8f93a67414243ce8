import { expect, test } from 'vitest'

import {
  gammaCdf,
  gammaLower,
  gammaLowerInverse,
  gammaQuantile,
  gammaUpper,
  logGamma,
} from './gamma.ts'

// Reference: scipy.special.gammaincinv 1.17.
test.each([
  [0.01, 0.5, 4.465535018910562e-31],
  [0.01, 0.95, 0.003362623998074687],
  [0.01, 0.999, 1.509084147694745],
  [0.05, 0.001, 5.844632057286632e-61],
  [0.05, 0.9, 0.07631711390918905],
  [0.1, 0.95, 0.5804351053231342],
  [0.3, 0.001, 6.972699096783344e-11],
  [0.3, 0.9, 0.8848107733602443],
  [0.3, 0.999, 4.618936042791333],
  [1, 0.5, 0.6931471805599455],
  [2.5, 0.001, 0.1051063013146096],
  [2.5, 0.999, 10.257502826216436],
  [30, 0.95, 39.54097224392437],
  [400, 0.001, 341.0332264935072],
  [400, 0.999, 464.6644601732239],
])('shape %d, share %d: quantile %d', (shape, probability, x) => {
  expect(gammaLowerInverse(shape, probability) / x).toBeCloseTo(1, 9)
  expect(gammaLower(shape, x)).toBeCloseTo(probability, 10)
})

test('the inverse undoes the probability over six decades of shape', () => {
  for (let shape = 0.02; shape < 20_000; shape *= 1.7) {
    for (const probability of [0.01, 0.2, 0.5, 0.8, 0.95, 0.999, 0.99999]) {
      const x = gammaLowerInverse(shape, probability)
      if (x > 0) expect(gammaLower(shape, x)).toBeCloseTo(probability, 10)
    }
  }
})

test('both tails make one, and the ends are the ends', () => {
  expect(gammaLower(3, 2) + gammaUpper(3, 2)).toBeCloseTo(1, 14)
  expect(gammaUpper(2, 200)).toBeGreaterThan(0)
  expect([gammaLower(2, 0), gammaUpper(2, 0), gammaLowerInverse(2, 0)]).toEqual([0, 1, 0])
  expect(gammaLowerInverse(2, 1)).toBe(Number.POSITIVE_INFINITY)
})

test('scale stretches', () => {
  expect(gammaQuantile(0.9, 2.5, 4)).toBeCloseTo(4 * 4.618178449890562, 9)
  expect(gammaCdf(4 * 4.618178449890562, 2.5, 4)).toBeCloseTo(0.9, 10)
})

test.each([
  [0.5, Math.log(Math.sqrt(Math.PI))],
  [1, 0],
  [5, Math.log(24)],
  [0.001, 6.907178885383853],
])('ln Γ(%d) is %d', (x, value) => {
  expect(logGamma(x)).toBeCloseTo(value, 12)
})
