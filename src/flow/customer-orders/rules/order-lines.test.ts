import { expect, test } from 'vitest'

import { stockLines } from './order-lines.ts'

const requestedOn = '2026-01-05'
const price = { amountE4: 10_010_000n, perUnits: 1n }

test('an item is its own line, and a bundle is one for each part', () => {
  const parts = [
    { partItemId: 'cup', units: 4n, priceShare: 2 },
    { partItemId: 'clay', units: 500n, priceShare: 1 },
  ]
  const lines = stockLines([
    { itemId: 'mug', units: 3n, price, requestedOn, parts: undefined },
    { itemId: 'set', units: 2n, price, requestedOn, parts },
  ])
  expect(
    lines.map((line) => [line.lineNo, line.itemId, line.orderedUnits, line.bundleUnits]),
  ).toEqual([
    [1, 'mug', 3n, null],
    [2, 'cup', 4n, 2n],
    [3, 'clay', 500n, 2n],
  ])
  expect(lines.map(({ amountMinor }) => amountMinor)).toEqual([3_003n, 1_335n, 667n])
})
