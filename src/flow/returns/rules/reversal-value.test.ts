/**
 * Goal: a return taken back leaves the accrual as it was, and never money without units.
 *
 * Method: worked examples; then returns of any accrual, taken back at once.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { returnWorth } from './return-value.ts'
import { valueReversal } from './reversal-value.ts'

/** Three units at $3.3333 went back; one of them was invoiced before. */
const sent = {
  orderLineId: 'line',
  units: 3n,
  invoicedUnits: 1n,
  costMinor: 1_000n,
  accruedDocumentMinor: 667n,
  accruedMinor: 734n,
}

const takenBack = (units: bigint, documentMinor: bigint, amountMinor: bigint, line = sent) =>
  valueReversal([line], new Map([['line', { units, documentMinor, amountMinor }]]))[0]

describe('a return taken back', () => {
  test('accrues again what it took, and clears what waited for a credit', () => {
    expect(takenBack(7n, 2_333n, 2_333n)).toMatchObject({
      accrued: { units: 2n, documentMinor: 667n, amountMinor: 734n },
      clearingMinor: 333n,
    })
  })

  test('fills what was invoiced meanwhile at its own worth, to the last cent', () => {
    expect(takenBack(-2n, -700n, -720n)).toMatchObject({
      accrued: { units: 2n, documentMinor: 700n, amountMinor: 720n },
    })
  })

  test('fills a part of it by share, or all of it and the rest as it fell', () => {
    expect(takenBack(-4n, -1_400n, -1_440n)).toMatchObject({
      accrued: { units: 2n, documentMinor: 700n, amountMinor: 720n },
    })
    expect(takenBack(-1n, -400n, -410n)).toMatchObject({
      accrued: { units: 2n, documentMinor: 733n, amountMinor: 777n },
    })
  })
})

test('sent and taken back at once, the accrual is as it was', () => {
  const minor = fc.bigInt({ min: 0n, max: 10n ** 9n })
  const count = fc.bigInt({ min: 1n, max: 5_000n })
  fc.assert(
    fc.property(count, count, minor, minor, minor, (units, accruedUnits, cost, d, a) => {
      const accrual = { units: accruedUnits, documentMinor: d, amountMinor: a }
      const worth = returnWorth({ units, costMinor: cost, accrual, own: undefined })
      const { accrued } = worth
      const line = {
        orderLineId: 'line',
        units,
        invoicedUnits: worth.invoicedUnits,
        costMinor: cost,
        accruedDocumentMinor: accrued.documentMinor,
        accruedMinor: accrued.amountMinor,
      }
      const back = takenBack(
        accrual.units - accrued.units,
        d - accrued.documentMinor,
        a - accrued.amountMinor,
        line,
      )
      expect(back).toMatchObject({ accrued, clearingMinor: worth.clearingMinor })
    }),
  )
})
