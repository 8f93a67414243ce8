/**
 * Goal: nothing is received beyond the ceiling.
 *
 * Method: tables on both sides of each limit; then any split of deliveries, each as large as may
 * be, ends at the ceiling exactly.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { lesser } from '#kernel/value'

import {
  type CountedLine,
  ceilingUnits,
  type ReceivingTolerance,
  remainingUnits,
  settledUnits,
} from './tolerance.ts'

/** A hundred ordered, nothing came yet. */
const freshLine: CountedLine = {
  orderedUnits: 100n,
  cancelledUnits: 0n,
  acceptedUnits: 0n,
  quarantinedUnits: 0n,
  rejectedUnits: 0n,
  returnedAcceptedUnits: 0n,
  replacesRejects: false,
}

const none: ReceivingTolerance = { overBps: 0n, overUnitsMax: null }
/** Five percent over, at most three units. */
const usual: ReceivingTolerance = { overBps: 500n, overUnitsMax: 3n }

describe('the ceiling', () => {
  const ceilings: readonly [string, Partial<CountedLine>, ReceivingTolerance, bigint][] = [
    ['is the order without a tolerance', {}, none, 100n],
    ['rises by the percentage', {}, { ...usual, overUnitsMax: 5n }, 105n],
    [
      'rises by the percentage where no number limits it',
      {},
      { ...usual, overUnitsMax: null },
      105n,
    ],
    ['rises by no more than the number', {}, usual, 103n],
    ['stays where the number is zero', {}, { ...usual, overUnitsMax: 0n }, 100n],
    ['rounds the percentage down', { orderedUnits: 19n }, usual, 19n],
    ['reaches a whole unit at twenty', { orderedUnits: 20n }, usual, 21n],
    ['leaves out what is cancelled', { cancelledUnits: 40n }, usual, 63n],
  ]
  test.each(ceilings)('%s', (_, difference, tolerance, units) => {
    expect(ceilingUnits({ ...freshLine, ...difference }, tolerance)).toBe(units)
  })
})

describe('remaining and settled units', () => {
  const lines: readonly [string, Partial<CountedLine>, bigint, bigint][] = [
    ['of a fresh line', {}, 103n, 0n],
    ['after a part delivery', { acceptedUnits: 40n }, 63n, 40n],
    ['of a line that came in full', { acceptedUnits: 100n }, 3n, 100n],
    ['of a line at its ceiling', { acceptedUnits: 103n }, 0n, 103n],
    ['of a line beyond its ceiling', { acceptedUnits: 104n }, 0n, 104n],
    ['with units in quarantine', { acceptedUnits: 40n, quarantinedUnits: 60n }, 3n, 40n],
    ['with rejects', { acceptedUnits: 90n, rejectedUnits: 10n }, 3n, 100n],
    [
      'with rejects that are replaced',
      { acceptedUnits: 90n, rejectedUnits: 10n, replacesRejects: true },
      13n,
      90n,
    ],
    ['with goods sent back', { acceptedUnits: 100n, returnedAcceptedUnits: 7n }, 10n, 93n],
  ]
  test.each(lines)('%s', (_, difference, remaining, settled) => {
    const line = { ...freshLine, ...difference }
    expect([remainingUnits(line, usual), settledUnits(line)]).toEqual([remaining, settled])
  })
})

test('deliveries as large as may be end at the ceiling exactly', () => {
  const units = fc.bigInt({ min: 1n, max: 10n ** 12n })
  const tolerance = fc.record({
    overBps: fc.bigInt({ min: 0n, max: 10_000n }),
    overUnitsMax: fc.option(fc.bigInt({ min: 0n, max: 10n ** 6n })),
  })
  fc.assert(
    fc.property(units, tolerance, fc.array(units, { maxLength: 8 }), (ordered, limit, parts) => {
      let line = { ...freshLine, orderedUnits: ordered }
      for (const part of [...parts, ordered * 2n]) {
        const remaining = remainingUnits(line, limit)
        const taken = lesser(part, remaining)
        line = { ...line, acceptedUnits: line.acceptedUnits + taken }
      }
      return line.acceptedUnits === ceilingUnits(line, limit)
    }),
  )
})
