import { expect, test } from 'vitest'

import { afterAct, amountOfAct, lifecycleOf, unitsFor } from './line-life.ts'

const line = { orderedUnits: 10n, cancelledUnits: 2n, shippedUnits: 5n, returnedUnits: 1n }

test('what is open may be cancelled or leave; what has left may come back', () => {
  expect(unitsFor('cancellation', line)).toBe(3n)
  expect(unitsFor('shipment', line)).toBe(3n)
  expect(unitsFor('return', line)).toBe(4n)
})

test.each([
  ['open while a unit is', [line], 'open'],
  ['completed when all that is left has left', [afterAct('cancellation', line, 3n)], 'completed'],
  [
    'cancelled when none left',
    [{ orderedUnits: 1n, cancelledUnits: 1n, shippedUnits: 0n, returnedUnits: 0n }],
    'cancelled',
  ],
  ['completed still when it came back', [{ ...line, cancelledUnits: 5n }], 'completed'],
])('%s', (_, lines, lifecycle) => {
  expect(lifecycleOf(lines)).toBe(lifecycle)
})

test('acts that take all come to the whole amount', () => {
  const priced = { orderedUnits: 3n, amountMinor: 1_000n }
  const parts = [0n, 1n, 2n].map((from) => amountOfAct(priced, from, 1n))
  expect(parts).toEqual([333n, 334n, 333n])
})
