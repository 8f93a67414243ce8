/** Goal: numbers are told apart as people mean them, lives only go forward, ages fall into one bucket. */
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { ageBuckets, bucketOf, fromDays, toDays } from './ageing.ts'
import { type InvoiceStatus, invoiceStatuses, mayBecome } from './invoice-life.ts'
import { normalNumber } from './normal-number.ts'
import { reversalEntry, undoMatch } from './reversal.ts'

const matchedRow = {
  invoiceLineId: 'line',
  orderLineId: 'order line',
  units: 3n,
  billedDocumentMinor: 5n,
  clearedDocumentMinor: 4n,
  clearedMinor: 6n,
  varianceStockMinor: 1n,
  varianceExpenseMinor: 2n,
  fxMinor: -1n,
}

const numbers: readonly [string, string][] = [
  ['inv-00 17', 'INV0017'],
  ['0017', '17'],
  ['00', '0'],
  ['Nº 5/2026', 'NO52026'],
  ['ＲＥ１２', 'RE12'],
  ['---', ''],
]
test.each(numbers)('%s is %s', (written, normal) => {
  expect(normalNumber(written)).toBe(normal)
})

test('a normal number stays as it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => normalNumber(normalNumber(text)) === normalNumber(text)),
  )
})

test('an invoice is owed once, and what is over stays over', () => {
  const moves = invoiceStatuses.flatMap((from) =>
    invoiceStatuses.filter((to) => mayBecome(from, to)).map((to) => `${from} ${to}`),
  )
  expect(moves).toEqual([
    'captured held',
    'captured posted',
    'captured rejected',
    'held held',
    'held posted',
    'held rejected',
    'posted reversed',
  ])
  const over: readonly InvoiceStatus[] = ['rejected', 'reversed']
  expect(over.some((from) => invoiceStatuses.some((to) => mayBecome(from, to)))).toBe(false)
})

const ages: readonly [number, string][] = [
  [-3, '0-30'],
  [0, '0-30'],
  [30, '0-30'],
  [31, '31-60'],
  [60, '31-60'],
  [61, '61-90'],
  [90, '61-90'],
  [91, '90+'],
  [5_000, '90+'],
]
test.each(ages)('%i days is %s', (days, bucket) => {
  expect(bucketOf(days)).toBe(bucket)
  const fitting = ageBuckets.filter(
    (each) => days >= fromDays(each) && days <= (toDays(each) ?? days),
  )
  expect(fitting).toEqual([bucket])
})

test('a reversal mirrors the entry, but for the variance, which goes back to what is on hand', () => {
  const line = { supplierId: null, documentMinor: null }
  const posted = [
    { ...line, accountId: 'grni', amountMinor: 1_000n, documentMinor: 900n },
    { ...line, accountId: 'inventory', amountMinor: 60n },
    { ...line, accountId: 'price_variance', amountMinor: 40n },
    { ...line, accountId: 'accounts_payable', amountMinor: -1_100n, supplierId: 'a supplier' },
  ]
  const controls = new Proxy({} as Parameters<typeof reversalEntry>[3], {
    get: (_, control) => String(control),
  })
  const stockLines = [{ control: 'inventory', amountMinor: -10n }] as const
  const rows = [{ ...matchedRow, clearedMinor: -1_000n, clearedDocumentMinor: -900n }]
  expect(reversalEntry(posted, rows, stockLines, controls)).toEqual([
    {
      control: 'grni',
      amountMinor: -1_000n,
      documentMinor: -900n,
      supplierId: 'a supplier',
    },
    { accountId: 'accounts_payable', amountMinor: 1_100n, supplierId: 'a supplier' },
    { control: 'inventory', amountMinor: -10n },
    { control: 'price_variance', amountMinor: -90n },
  ])
})

test('what was matched and what is undone come to nothing', () => {
  const accruals = new Map([['order line', { units: 2n, documentMinor: 3n, amountMinor: 4n }]])
  const taken = undoMatch([matchedRow], accruals)
  expect(taken).toMatchObject([{ units: -3n, clearedDocumentMinor: -4n, clearedMinor: -6n }])
  expect(undoMatch(taken, accruals)).toEqual([matchedRow])
})

test('an accrual left without units is left without money', () => {
  const accruals = new Map([['order line', { units: -3n, documentMinor: -9n, amountMinor: -5n }]])
  expect(undoMatch([matchedRow], accruals)).toMatchObject([
    { units: -3n, clearedDocumentMinor: -9n, clearedMinor: -5n },
  ])
})
