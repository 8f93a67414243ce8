/** Goal: small systems are solved, and the diagonal of an inverse is that of the inverse. */
import { expect, test } from 'vitest'

import { factor, inverseDiagonal, solveFactored } from './promotion-linear.ts'

test('a system of three', () => {
  const matrix = Float64Array.of(4, 0, 0, 2, 5, 0, 1, 3, 6)
  const right = Float64Array.of(4 + 2 * 2 + 3, 2 + 5 * 2 + 3 * 3, 1 + 3 * 2 + 6 * 3)
  factor(matrix, 3)
  solveFactored(matrix, 3, right)
  for (const [index, value] of [1, 2, 3].entries()) expect(right[index]).toBeCloseTo(value, 12)
})

test('the diagonal of the inverse', () => {
  const matrix = Float64Array.of(4, 0, 2, 5)
  const diagonal = new Float64Array(2)
  factor(matrix, 2)
  inverseDiagonal(matrix, 2, diagonal, new Float64Array(2))
  expect(diagonal[0]).toBeCloseTo(5 / 16, 12)
  expect(diagonal[1]).toBeCloseTo(4 / 16, 12)
})

test('a system without a solution still gives numbers', () => {
  const matrix = Float64Array.of(1, 0, 1, 1)
  const right = Float64Array.of(1, 1)
  factor(matrix, 2)
  solveFactored(matrix, 2, right)
  expect([...right].every(Number.isFinite)).toBe(true)
})
