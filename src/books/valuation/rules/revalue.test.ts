/**
 * Goal: a variance goes where the goods went: what is on hand bears its share, what was consumed is
 * an expense, and the parts add up to the variance (rules.md 3 row 7, 5, 6).
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { sumOf } from '#kernel/list'

import type { Layer, LayerId } from './layers.ts'
import { decideRevalue, type RevalueLine } from './revalue.ts'

/** A hundred units came, half of them are left. */
const layer: Layer = {
  id: 'layer 1' as LayerId,
  itemId: 'item',
  placeId: 'main',
  kind: 'fifo',
  status: 'available',
  lotId: null,
  orderLineId: 'order line',
  receivedOn: '2026-01-05',
  unitsLeft: 50n,
  valueLeftMinor: 500_000n,
}
const line: RevalueLine = {
  orderLineId: 'order line',
  itemId: 'item',
  placeId: 'main',
  units: 100n,
  receivedUnits: 100n,
  varianceMinor: 50_000n,
}

const splits: readonly [string, Partial<Layer>, Partial<RevalueLine>, bigint, bigint][] = [
  ['100 units, 500.00 after half is sold: 250.00 and 250.00', {}, {}, 25_000n, 25_000n],
  ['an untouched layer bears all', { unitsLeft: 100n }, {}, 50_000n, 0n],
  ['goods that are gone bear nothing', { unitsLeft: 0n, valueLeftMinor: 0n }, {}, 0n, 50_000n],
  ['a part invoice is about its share of what is left', {}, { units: 50n }, 25_000n, 25_000n],
  ['less than expected is shared alike', {}, { varianceMinor: -50_000n }, -25_000n, -25_000n],
  [
    'the moving average price covers what it holds: 100 billed, 80 left, +0.10 is 8.00 and 2.00',
    { kind: 'pool', orderLineId: null, unitsLeft: 80n },
    { varianceMinor: 1_000n },
    800n,
    200n,
  ],
  [
    'a pool that holds more than was billed bears all of it',
    { kind: 'pool', orderLineId: null, unitsLeft: 800n },
    { varianceMinor: 1_000n },
    1_000n,
    0n,
  ],
  [
    'a layer gives up no more than it has',
    { valueLeftMinor: 10_000n },
    { varianceMinor: -50_000n },
    -10_000n,
    -40_000n,
  ],
  ["another line's layer bears nothing", { orderLineId: 'another' }, {}, 0n, 50_000n],
]
test.each(splits)('%s', (_, ofLayer, ofLine, stockMinor, expenseMinor) => {
  const plan = decideRevalue('company', [{ ...layer, ...ofLayer }], [{ ...line, ...ofLine }])
  expect(plan.splits).toEqual([{ stockMinor, expenseMinor }])
  expect(sumOf(plan.changes, (change) => change.valueMinor)).toBe(stockMinor)
  expect(plan.changes.every((change) => change.units === 0n)).toBe(true)
})

test('parts sum to the variance, layers keep their units and never fall below nothing', () => {
  const value = fc.bigInt({ min: 0n, max: 10n ** 9n })
  const layers = fc.array(
    fc.record({
      kind: fc.constantFrom('fifo' as const, 'held' as const, 'pool' as const),
      unitsLeft: fc.bigInt({ min: 1n, max: 1000n }),
      valueLeftMinor: value,
    }),
    { maxLength: 6 },
  )
  const variance = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n })
  const units = fc.bigInt({ min: 1n, max: 1000n })
  fc.assert(
    fc.property(layers, variance, units, units, (made, varianceMinor, billed, more) => {
      const all = made.map((each, index) => ({
        ...layer,
        ...each,
        id: `layer ${index}` as LayerId,
      }))
      const plan = decideRevalue('company', all, [
        { ...line, varianceMinor, units: billed, receivedUnits: billed + more },
      ])
      const [split = { stockMinor: 0n, expenseMinor: 0n }] = plan.splits
      const stays = plan.changes.every((change) => {
        const before = all.find((each) => each.id === change.layerId)
        return change.units === 0n && (before?.valueLeftMinor ?? 0n) + change.valueMinor >= 0n
      })
      return (
        stays &&
        split.stockMinor + split.expenseMinor === varianceMinor &&
        sumOf(plan.changes, (change) => change.valueMinor) === split.stockMinor
      )
    }),
  )
})
