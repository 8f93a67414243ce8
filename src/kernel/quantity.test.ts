/** Goal: a quantity is counted in base units exactly, or refused with what would fit. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  fromBaseUnits,
  type Measure,
  pricePerUnits,
  toBaseUnits,
  unitsIn,
  unitsMax,
} from './quantity.ts'

const pieces: Measure = {
  unit: 'EA',
  unitDecimals: 0,
  packs: [
    { unit: 'CASE', numerator: 144n, denominator: 1n },
    { unit: 'HALF', numerator: 1n, denominator: 2n },
  ],
}

const kilograms: Measure = {
  unit: 'KG',
  unitDecimals: 3,
  packs: [{ unit: 'LB', numerator: 45_359_237n, denominator: 100_000_000n }],
}

describe('a quantity', () => {
  const counted: readonly [string, string, Measure, bigint][] = [
    ['12', 'EA', pieces, 12n],
    ['2', 'CASE', pieces, 288n],
    ['0.5', 'CASE', pieces, 72n],
    ['-3', 'EA', pieces, -3n],
    ['4', 'HALF', pieces, 2n],
    ['1.5', 'KG', kilograms, 1_500n],
    ['100000', 'LB', kilograms, 45_359_237n],
  ]
  test.each(counted)('of %s %s is counted', (quantity, unit, measure, units) => {
    expect(toBaseUnits(quantity, unit, measure)).toEqual({ kind: 'units', units })
  })

  const refused: readonly [string, string, Measure, string][] = [
    ['0.5', 'EA', pieces, 'quantity_not_whole'],
    ['0.01', 'CASE', pieces, 'quantity_not_whole'],
    ['1', 'HALF', pieces, 'quantity_not_whole'],
    ['0.0005', 'KG', kilograms, 'quantity_not_whole'],
    ['1', 'LB', kilograms, 'quantity_not_whole'],
    ['1', 'BOX', pieces, 'unit_unknown'],
    ['many', 'EA', pieces, 'quantity_malformed'],
    [`${unitsMax + 1n}`, 'EA', pieces, 'quantity_too_large'],
  ]
  test.each(refused)('of %s %s is refused', (quantity, unit, measure, code) => {
    expect(toBaseUnits(quantity, unit, measure)).toMatchObject({
      kind: 'refused',
      refusal: { code },
    })
  })

  test('as large as may be is counted', () => {
    expect(toBaseUnits(`${unitsMax}`, 'EA', pieces)).toEqual({ kind: 'units', units: unitsMax })
  })

  test('in its stocking unit comes back as it was', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -unitsMax, max: unitsMax }), (units) => {
        const counted = toBaseUnits(fromBaseUnits(units, 3), 'KG', kilograms)
        expect(counted).toEqual({ kind: 'units', units })
      }),
    )
  })

  test('in another unit is told where it has a finite decimal', () => {
    expect(unitsIn(288n, 'CASE', pieces)).toBe('2')
    expect(unitsIn(72n, 'CASE', pieces)).toBe('0.5')
    expect(unitsIn(1n, 'CASE', pieces)).toBeUndefined()
    expect(unitsIn(1n, 'BOX', pieces)).toBeUndefined()
  })
})

describe('a price', () => {
  test('per case is kept per 144 pieces', () => {
    const price = pricePerUnits(10_000_000n, '1', 'CASE', pieces)
    expect(price).toEqual({ amountE4: 10_000_000n, perUnits: 144n })
  })

  test('per pound is multiplied until its grams are whole', () => {
    const price = pricePerUnits(1_000n, '1', 'LB', kilograms)
    expect(price).toEqual({ amountE4: 100_000_000n, perUnits: 45_359_237n })
  })

  test.each(['0', '-1', 'x'])('per %s is none', (per) => {
    expect(pricePerUnits(1_000n, per, 'EA', pieces)).toBeUndefined()
  })
})
