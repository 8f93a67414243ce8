/** Goal: what a supplier says goes out and comes back in the unit it was said in, at its value. */
import { describe, expect, test } from 'vitest'

import {
  bodyLineOf,
  isOtherPrice,
  isOtherQuantity,
  type PageLine,
  type Said,
  saidValue,
} from './said.ts'

/** 10 cases of 10, priced per piece. */
const line: PageLine = {
  id: 'line',
  lineNo: 1,
  sku: 'GLS',
  supplierSku: '',
  description: 'Glass',
  quantity: { quantity: '10', unit: 'CASE' },
  stocked: { quantity: '100', unit: 'EA' },
  price: { amount: '11.9040', currency: 'USD', per: '1', unit: 'EA' },
  value: { amount: '1190.40', currency: 'USD' },
  requestedOn: '2026-02-01',
  promisedOn: null,
  received: { quantity: '0', unit: 'EA' },
  state: 'open',
  answer: 'none',
  canChange: true,
  waiting: null,
}

describe('a line ordered in cases', () => {
  test.each([
    ['fewer cases', { quantity: '8' }, '952.32', { quantity: '8', unit: 'CASE' }],
    ['pieces', { quantity: '85', unit: 'EA' }, '1011.84', { quantity: '85', unit: 'EA' }],
    ['another price', { price: '12' }, '1200.00', { quantity: '10', unit: 'CASE' }],
    [
      'a price per two cases',
      { quantity: '8', price: '250', priced: { per: '2', unit: 'CASE' } },
      '1000.00',
      { quantity: '8', unit: 'CASE' },
    ],
  ])('is answered with %s', (_name, change, amount, quantity) => {
    const said: Said = { kind: 'change', ...change }
    expect(saidValue(line, said)).toEqual({ amount, currency: 'USD' })
    expect(bodyLineOf(line, said)).toMatchObject({
      quantity,
      price: { per: '1', unit: 'EA', currency: 'USD', ...said.priced },
    })
  })

  test('is worth what it was worth while nothing else is said', () => {
    const said = { kind: 'change', quantity: '10.0', price: '11.904' } as const
    expect(isOtherQuantity(line, said) || isOtherPrice(line, said)).toBe(false)
    expect(saidValue(line, said)).toBe(line.value)
  })
})
