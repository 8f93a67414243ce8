import { expect, test } from 'vitest'

import { saidUnits, signedUnits } from './signed-units.ts'

test('what was returned or cancelled is written as a count and kept below zero', () => {
  expect(signedUnits('sale', 3n)).toBe(3n)
  expect(signedUnits('return', 3n)).toBe(-3n)
  expect(signedUnits('cancellation', 3n)).toBe(-3n)
  expect(saidUnits('return', -3n)).toBe(3n)
  expect(saidUnits('sale', 3n)).toBe(3n)
})

test('only a correction has a sign of its own', () => {
  expect(signedUnits('correction', -3n)).toBe(-3n)
  expect(signedUnits('sale', -1n)).toBeUndefined()
  expect(signedUnits('sale', 0n)).toBe(0n)
})
