/**
 * Goal: small differences are let go, large ones are acted on.
 *
 * Method: the worked example of rules.md 1, then both sides of each of its limits.
 */
import { describe, expect, test } from 'vitest'

import { rateOneE10 } from '#kernel/fx'

import {
  type ComparedLine,
  type DifferenceTolerance,
  orderDifferences,
} from './order-difference.ts'

const dollars = (amount: number) => ({ amountE4: BigInt(amount) * 1_000_000n, perUnits: 1n })

const first: ComparedLine = {
  orderLineId: 'PO-1/1',
  wantedUnits: 10n,
  settledUnits: 10n,
  price: dollars(100),
}
const second: ComparedLine = {
  orderLineId: 'PO-1/2',
  wantedUnits: 20n,
  settledUnits: 20n,
  price: dollars(50),
}

/** 100 dollars on the order, ten percent on a line. */
const usual: DifferenceTolerance = {
  orderOverMinor: 10_000n,
  exchange: { rateE10: rateOneE10, fromDigits: 2, toDigits: 2 },
  lineOverBps: 1_000n,
  lineUnderBps: 1_000n,
}

test('nine of ten at 100 and 23 of 20 at 50: the first is written off, the second ordered anew', () => {
  const lines = [
    { ...first, settledUnits: 9n },
    { ...second, settledUnits: 23n },
  ]
  expect(orderDifferences(lines, usual)).toEqual([
    { orderLineId: 'PO-1/1', kind: 'under', differenceUnits: -1n, isTolerated: true },
    { orderLineId: 'PO-1/2', kind: 'over', differenceUnits: 3n, isTolerated: false },
  ])
})

describe('a difference', () => {
  const cases: readonly [string, bigint, bigint, DifferenceTolerance, readonly boolean[]][] = [
    ['of nothing is tolerated', 10n, 20n, { ...usual, orderOverMinor: 0n }, [true, true]],
    ['at the percentage is tolerated', 10n, 22n, usual, [true, true]],
    [
      'a unit over the percentage is not',
      10n,
      23n,
      { ...usual, orderOverMinor: null },
      [true, false],
    ],
    ['at the order amount is tolerated', 9n, 20n, usual, [true, true]],
    ['over the order amount is not, on any line', 9n, 19n, usual, [false, false]],
    [
      'takes the order amount in the currency of the company',
      9n,
      20n,
      { ...usual, exchange: { ...usual.exchange, rateE10: rateOneE10 + 1_000_000n } },
      [false, true],
    ],
    ['under by more than over allows', 9n, 22n, { ...usual, lineUnderBps: 999n }, [false, true]],
  ]
  test.each(cases)('%s', (_, firstUnits, secondUnits, tolerance, expected) => {
    const lines = [
      { ...first, settledUnits: firstUnits },
      { ...second, settledUnits: secondUnits },
    ]
    expect(orderDifferences(lines, tolerance).map((line) => line.isTolerated)).toEqual(expected)
  })
})
