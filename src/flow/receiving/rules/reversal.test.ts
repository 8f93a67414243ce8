/** Goal: a receipt is taken back only while nothing was done with what it brought. */
import { expect, test } from 'vitest'

import { type Brought, reversalRefusals, type Standing, takeBack } from './reversal.ts'

/** Ten came, seven of them good, two to judge, one bad. */
const brought: Brought = {
  orderLineId: 'PO-1/1',
  acceptedUnits: 7n,
  quarantinedUnits: 2n,
  rejectedUnits: 1n,
}

const untouched: Standing = {
  acceptedUnits: 7n,
  returnedAcceptedUnits: 0n,
  rejectedUnits: 1n,
  returnedRejectedUnits: 0n,
  accruedUnits: 10n,
  unitsLeft: 10n,
}

const cases: readonly [string, Partial<Standing>, readonly object[]][] = [
  ['untouched', {}, []],
  ['beside others', { acceptedUnits: 20n, accruedUnits: 23n, unitsLeft: 10n }, []],
  ['in a pool', { unitsLeft: null }, []],
  ['one sold', { unitsLeft: 9n }, [{ code: 'units_used', units: 1n }]],
  ['two invoiced', { accruedUnits: 8n }, [{ code: 'units_invoiced', units: 2n }]],
  ['invoiced ahead', { accruedUnits: -3n }, [{ code: 'units_invoiced', units: 10n }]],
  [
    'reject sent back',
    { returnedRejectedUnits: 1n, accruedUnits: 9n, unitsLeft: 9n },
    [{ code: 'units_returned', units: 1n }],
  ],
  [
    'all at once',
    { returnedAcceptedUnits: 3n, accruedUnits: 5n, unitsLeft: 6n },
    [
      { code: 'units_returned', units: 3n },
      { code: 'units_invoiced', units: 2n },
      { code: 'units_used', units: 1n },
    ],
  ],
]

test.each(cases)('%s', (_, difference, refusals) => {
  const told = reversalRefusals(brought, { ...untouched, ...difference })
  expect(told).toMatchObject(refusals)
  expect(told.length).toBe(refusals.length)
})

test('the last units take all that is left in the accrual', () => {
  const line = {
    orderLineId: 'PO-1/1',
    acceptedUnits: 3n,
    quarantinedUnits: 0n,
    rejectedUnits: 0n,
    documentMinor: 1_000n,
    amountMinor: 1_100n,
  }
  const accrued = (units: bigint) =>
    new Map([['PO-1/1', { units, documentMinor: 2_001n, amountMinor: 2_202n }]])
  expect(takeBack([line, line], accrued(6n))).toMatchObject([
    { documentMinor: 1_000n, amountMinor: 1_100n },
    { documentMinor: 1_001n, amountMinor: 1_102n },
  ])
  expect(takeBack([line, line], accrued(7n))).toEqual([line, line])
})
