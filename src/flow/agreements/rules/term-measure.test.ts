import { expect, test } from 'vitest'

import { toBaseUnits } from '#kernel/quantity'

import { termMeasure, termUnitOf } from './term-measure.ts'

const item = {
  unit: 'KG',
  unitDecimals: 3,
  packs: [{ unit: 'BAG', numerator: 5n, denominator: 2n }],
}

test.each([
  ['KG', undefined, '2', 2_000n],
  ['BAG', undefined, '2', 5_000n],
  ['DRUM', { numerator: 200n, denominator: 1n }, '1', 200_000n],
  ['LB', { numerator: 1n, denominator: 2n }, '3', 1_500n],
])('%s of the supplier', (unit, said, quantity, units) => {
  const own = termUnitOf(item, unit, said)
  expect(own).toBeDefined()
  const measure = own && termMeasure(item, own)
  expect(measure && toBaseUnits(quantity, unit, measure)).toEqual({ kind: 'units', units })
})

test('a unit that nobody explains is none', () => {
  expect(termUnitOf(item, 'DRUM', undefined)).toBeUndefined()
})

test("what the item says of its own unit wins over the supplier's word", () => {
  expect(termUnitOf(item, 'BAG', { numerator: 9n, denominator: 1n })).toEqual({
    unit: 'BAG',
    unitNumerator: 5_000n,
    unitDenominator: 2n,
  })
})
