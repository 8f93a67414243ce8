/** Goal: what goes out comes in again as the same whole numbers; what can't be kept is told why. */
import { describe, expect, test } from 'vitest'

import {
  moneyFromWire,
  moneyToWire,
  priceFromWire,
  priceToWire,
  quantityFromWire,
  quantityToWire,
  textWire,
} from './wire.ts'

const item = {
  unit: 'EA',
  unitDecimals: 0,
  packs: [{ unit: 'CASE', numerator: 144n, denominator: 1n }],
}

describe('money', () => {
  test.each([
    [1_234n, 'EUR', '12.34'],
    [-5n, 'USD', '-0.05'],
    [500n, 'JPY', '500'],
    [1_500n, 'KWD', '1.500'],
  ] as const)('%i %s is %s', (amountMinor, currency, amount) => {
    expect(moneyToWire(amountMinor, currency)).toEqual({ amount, currency })
    expect(moneyFromWire({ amount, currency })).toEqual({ kind: 'read', value: amountMinor })
  })

  test('with more decimals than the currency has is refused where it stands', () => {
    const read = moneyFromWire({ amount: '5.5', currency: 'JPY' }, '/lines/0/charge')
    expect(read).toMatchObject({
      kind: 'refused',
      errors: [{ code: 'amount_malformed', pointer: '/lines/0/charge/amount' }],
    })
  })

  test('is kept up to ten thousand billion', () => {
    expect(moneyFromWire({ amount: '10000000000000.00', currency: 'EUR' }).kind).toBe('read')
    expect(moneyFromWire({ amount: '10000000000000.01', currency: 'EUR' }).kind).toBe('refused')
  })
})

describe('a quantity', () => {
  test('goes out in its stocking unit', () => {
    expect(quantityToWire(1_500n, { unit: 'KG', unitDecimals: 3 })).toEqual({
      quantity: '1.5',
      unit: 'KG',
    })
  })

  test('that is not whole is refused with what it would need', () => {
    expect(quantityFromWire({ quantity: '0.5', unit: 'EA' }, item, '/lines/1')).toMatchObject({
      kind: 'refused',
      errors: [{ code: 'quantity_not_whole', pointer: '/lines/1/quantity', unitDecimals: 0 }],
    })
    const detailOf = (quantity: string, unit: string, unitDecimals = 0) => {
      const read = quantityFromWire({ quantity, unit }, { ...item, unitDecimals })
      return read.kind === 'refused' ? read.errors[0]?.detail : undefined
    }
    expect(detailOf('7.5', 'EA')).toBe('EA is counted whole: write 7 or 8.')
    expect(detailOf('0.5', 'EA')).toBe('EA is counted whole: write 1.')
    expect(detailOf('7.56', 'EA', 1)).toBe('EA is counted to one decimal: write 7.5 or 7.6.')
    expect(detailOf('0.01', 'CASE')).toBe(
      'EA is counted whole: 0.01 CASE does not come out as that.',
    )
  })

  test('in an unknown unit is refused with those it has', () => {
    expect(quantityFromWire({ quantity: '1', unit: 'BOX' }, item)).toMatchObject({
      kind: 'refused',
      errors: [{ code: 'unit_unknown', knownUnits: ['EA', 'CASE'], pointer: '/unit' }],
    })
  })
})

describe('a price', () => {
  test('goes out with the decimals of prices', () => {
    const price = { amountE4: 50_260_000n, perUnits: 1n }
    expect(priceToWire(price, { ...item, currency: 'USD' })).toEqual({
      amount: '50.2600',
      currency: 'USD',
      per: '1',
      unit: 'EA',
    })
  })

  test('per case comes in per 144 and goes out per case', () => {
    const wire = { amount: '10.0000', currency: 'USD', per: '1', unit: 'CASE' }
    const price = { amountE4: 10_000_000n, perUnits: 144n }
    expect(priceFromWire(wire, item)).toEqual({ kind: 'read', value: price })
    expect(priceToWire(price, { ...item, currency: 'USD', quotedUnit: 'CASE' })).toEqual(wire)
    expect(priceToWire(price, { ...item, currency: 'USD' })).toMatchObject({
      per: '144',
      unit: 'EA',
    })
  })

  test('per piece is never a price of a part of a case', () => {
    const ten = { ...item, packs: [{ unit: 'CASE', numerator: 10n, denominator: 1n }] }
    const price = { amountE4: 11_904_000n, perUnits: 1n }
    expect(priceToWire(price, { ...ten, currency: 'USD', quotedUnit: 'CASE' })).toEqual({
      amount: '11.9040',
      currency: 'USD',
      per: '1',
      unit: 'EA',
    })
    expect(
      priceToWire({ ...price, perUnits: 20n }, { ...ten, currency: 'USD', quotedUnit: 'CASE' }),
    ).toMatchObject({ per: '2', unit: 'CASE' })
  })

  test.each([
    [{ amount: '1.0000001' }, 'price_malformed', '/price/amount'],
    [{ per: '0' }, 'price_per_malformed', '/price/per'],
    [{ unit: 'BOX' }, 'unit_unknown', '/price/unit'],
  ])('with %o is refused', (difference, code, pointer) => {
    const wire = { amount: '1', currency: 'USD', per: '1', unit: 'EA', ...difference }
    expect(priceFromWire(wire, item, '/price')).toMatchObject({
      kind: 'refused',
      errors: [{ code, pointer }],
    })
  })
})

test.each([
  ['x', true],
  ['', false],
  [' \n', false],
  ['a\0b', false],
  ['\ud800', false],
  ['😀', true],
  ['xxx', true],
  ['xxxx', false],
])('text %j of at most three: %s', (text, isText) => {
  expect(textWire(3).safeParse(text).success).toBe(isText)
})
