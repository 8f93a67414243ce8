/**
 * Goal: every entry balances, and says each account once.
 *
 * Method: the posting rows of rules.md 3 as tables of lines, then entries that fast-check makes up.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { sumOf } from '#kernel/list'
import type { AccountId, Control } from '#records/companies'

import { entryLines, isBalanced, type LedgerLine } from './entry.ts'

const accounts = new Proxy({} as Record<Control, AccountId>, {
  get: (_, control) => `account of ${String(control)}` as AccountId,
})

describe('rows of rules.md 3', () => {
  const rows: readonly [string, readonly LedgerLine[]][] = [
    [
      '4 receipt: 95.00 into inventory, accrued',
      [
        { control: 'inventory', amountMinor: 9_500n },
        { control: 'grni', amountMinor: -9_500n },
      ],
    ],
    [
      '7 and 8, with the vector of rules.md 7: accrued 1,100, owed 1,176, variance 56, FX 20',
      [
        { control: 'grni', amountMinor: 110_000n },
        { control: 'inventory', amountMinor: 5_600n },
        { control: 'fx_realised', amountMinor: 2_000n },
        { control: 'accounts_payable', amountMinor: -117_600n },
      ],
    ],
    [
      '11 return of units not yet invoiced',
      [
        { control: 'grni', amountMinor: 500n },
        { control: 'inventory', amountMinor: -500n },
      ],
    ],
    [
      '19 opening stock',
      [
        { control: 'inventory', amountMinor: 700n },
        { control: 'opening_balance', amountMinor: -700n },
      ],
    ],
    [
      '20 sale issue',
      [
        { control: 'cogs', amountMinor: 333n },
        { control: 'inventory', amountMinor: -333n },
      ],
    ],
  ]
  test.each(rows)('%s', (_, lines) => {
    expect(isBalanced(lines)).toBe(true)
    expect(entryLines(lines, accounts)).toHaveLength(lines.length)
  })
})

test('lines of one account and supplier are one, in the order first met', () => {
  const written = entryLines(
    [
      { control: 'grni', amountMinor: 1n, documentMinor: 2n },
      { control: 'inventory', amountMinor: 5n },
      { control: 'grni', amountMinor: 3n, documentMinor: 4n },
      { control: 'grni', amountMinor: -9n, supplierId: 'a supplier' },
    ],
    accounts,
  )
  expect(written.map((line) => [line.amountMinor, line.documentMinor, line.supplierId])).toEqual([
    [4n, 6n, null],
    [5n, null, null],
    [-9n, null, 'a supplier'],
  ])
})

test('a line that comes to nothing in both currencies is left out', () => {
  const lines: readonly LedgerLine[] = [
    { control: 'inventory', amountMinor: 5n },
    { control: 'inventory', amountMinor: -5n },
    { control: 'grni', amountMinor: 0n, documentMinor: 1n },
  ]
  expect(entryLines(lines, accounts).map((line) => line.documentMinor)).toEqual([1n])
})

test('merging keeps the sums', () => {
  const line = fc.record({
    accountId: fc.constantFrom('a', 'b', 'c'),
    amountMinor: fc.bigInt({ min: -1000n, max: 1000n }),
    documentMinor: fc.bigInt({ min: -1000n, max: 1000n }),
  })
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const written = entryLines(lines, accounts)
      expect(new Set(written.map((each) => each.accountId)).size).toBe(written.length)
      return (
        sumOf(written, (each) => each.amountMinor) === sumOf(lines, (each) => each.amountMinor) &&
        sumOf(written, (each) => each.documentMinor ?? 0n) ===
          sumOf(lines, (each) => each.documentMinor)
      )
    }),
  )
})
