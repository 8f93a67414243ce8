import { expect, test } from 'vitest'

import { type SaleRow, saleRowJudge, setAsideReasons } from './sale-rows.ts'

const habits = {
  notStockCodes: ['POST', 'M'],
  notStockPrefixes: ['GIFT_'],
  cancellationPrefixes: ['C'],
}

let number = 0

const sale = (given: Partial<SaleRow> = {}): SaleRow => {
  number += 1
  return {
    documentNo: '536365',
    itemCode: '85123A',
    description: 'WHITE HANGING HEART',
    units: 6n,
    priceE4: 25_500n,
    customer: '17850',
    day: '2010-12-01',
    said: `row ${number}`,
    ...given,
  }
}

const judge = (...rows: readonly Partial<SaleRow>[]) => {
  const next = saleRowJudge(habits)
  return rows.map((row) => next(sale(row)))
}

const reasonsOf = (...rows: readonly Partial<SaleRow>[]) =>
  judge(...rows).map(({ verdict }) => (verdict.kind === 'demand' ? 'demand' : verdict.reason))

test('a sale of stock for a price is demand, with or without a customer', () => {
  expect(reasonsOf({}, { customer: '' }, { units: 1n, priceE4: 1n })).toEqual([
    'demand',
    'demand',
    'demand',
  ])
})

test('codes that differ in case or blanks are one item', () => {
  expect(judge({ itemCode: ' 85123a ' })[0]?.itemCode).toBe('85123A')
})

test('the same row again is a duplicate, whatever it is', () => {
  expect(reasonsOf({ said: 'x' }, { said: 'x' }, { said: 'y' })).toEqual([
    'demand',
    'exact_duplicate',
    'demand',
  ])
})

test('services, money and vouchers are not stock, cancelled or not', () => {
  expect(
    reasonsOf(
      { itemCode: 'POST' },
      { itemCode: 'm' },
      { itemCode: 'gift_0001_20' },
      { itemCode: '' },
      { itemCode: 'POST', documentNo: 'C1', units: -1n },
    ),
  ).toEqual(['not_stock', 'not_stock', 'not_stock', 'not_stock', 'not_stock'])
})

test('a cancellation on the day takes its sale with it', () => {
  const judged = judge({}, {}, { documentNo: 'C536379', units: -6n })
  expect(judged[2]).toMatchObject({
    verdict: { kind: 'set_aside', reason: 'cancellation', takesBack: 'sale_of_the_day' },
    undoesRow: 1,
  })
})

test.each([
  ['of another day', { day: '2010-12-02' }],
  ['of another customer', { customer: '1' }],
  ['of a part', { units: -5n }],
  ['of another item', { itemCode: '22' }],
  ['at another price', { priceE4: 1n }],
  ['of nobody known', { customer: '' }],
])('a cancellation %s is a return, and the sale stays demand', (_, given) => {
  const judged = judge({}, { documentNo: 'C1', units: -6n, ...given })
  expect(judged[1]?.verdict).toMatchObject({ reason: 'cancellation', takesBack: 'earlier' })
  expect(judged[1]).not.toHaveProperty('undoesRow')
})

test('one sale is taken back once', () => {
  const taken = { documentNo: 'C1', units: -6n }
  const judged = judge({}, taken, taken)
  expect(judged.map(({ undoesRow }) => undoesRow)).toEqual([undefined, 0, undefined])
})

test('units below zero: money back is a cancellation, nothing back is damage', () => {
  expect(reasonsOf({ units: -6n }, { units: -6n, priceE4: 0n })).toEqual([
    'cancellation',
    'damage_or_find',
  ])
})

test('for nothing: under a note it was found, under the name of the item it has no price', () => {
  const free = { priceE4: 0n, customer: '' }
  expect(
    reasonsOf(
      {},
      { ...free, description: 'found' },
      { ...free, description: '' },
      { ...free, description: '?' },
      free,
      { ...free, itemCode: 'NEW' },
    ),
  ).toEqual([
    'demand',
    'damage_or_find',
    'damage_or_find',
    'damage_or_find',
    'no_price',
    'no_price',
  ])
})

test('no units, and a price below zero', () => {
  expect(reasonsOf({ units: 0n }, { priceE4: -1n })).toEqual(['no_quantity', 'price_below_zero'])
})

test('the list of reasons is closed and each stands in it once', () => {
  expect(new Set(setAsideReasons).size).toBe(setAsideReasons.length)
})
