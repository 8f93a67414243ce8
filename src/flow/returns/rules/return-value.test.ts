/**
 * Goal: what goes back takes its accrual back, to the last cent, and what was invoiced waits for a
 * credit.
 *
 * Method: worked examples; then goods sent back in any parts.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { lesser } from '#kernel/value'

import { type Accrual, returnWorth } from './return-value.ts'

/** Ten units at $3.3333 came; nothing is invoiced. Three of them are rejects, worth $10.00. */
const usual = {
  units: 3n,
  costMinor: 1_000n,
  accrual: { units: 10n, documentMinor: 3_333n, amountMinor: 3_333n },
  own: { documentMinor: 1_000n, amountMinor: 1_000n },
}

describe('a return', () => {
  test('of rejects takes back exactly what they came in at', () => {
    expect(returnWorth(usual)).toEqual({
      accrued: { units: 3n, documentMinor: 1_000n, amountMinor: 1_000n },
      invoicedUnits: 0n,
      clearingMinor: 0n,
      varianceMinor: 0n,
    })
  })

  test('of accepted goods takes back their share of the accrual', () => {
    const worth = returnWorth({ ...usual, units: 5n, costMinor: 1_666n, own: undefined })
    expect(worth).toEqual({
      accrued: { units: 5n, documentMinor: 1_666n, amountMinor: 1_666n },
      invoicedUnits: 0n,
      clearingMinor: 0n,
      varianceMinor: 0n,
    })
  })

  test('of goods invoiced already waits in clearing at their cost', () => {
    const accrual = { units: 0n, documentMinor: 0n, amountMinor: 0n }
    expect(returnWorth({ ...usual, accrual })).toEqual({
      accrued: { units: 0n, documentMinor: 0n, amountMinor: 0n },
      invoicedUnits: 3n,
      clearingMinor: 1_000n,
      varianceMinor: 0n,
    })
  })

  test('of goods invoiced before they came does too', () => {
    const accrual = { units: -2n, documentMinor: -700n, amountMinor: -700n }
    expect(returnWorth({ ...usual, accrual })).toMatchObject({
      accrued: { units: 0n },
      invoicedUnits: 3n,
      clearingMinor: 1_000n,
    })
  })

  test('invoiced in part takes the whole accrual, and the rest waits', () => {
    const accrual = { units: 2n, documentMinor: 667n, amountMinor: 734n }
    expect(returnWorth({ ...usual, accrual })).toEqual({
      accrued: { units: 2n, documentMinor: 667n, amountMinor: 734n },
      invoicedUnits: 1n,
      clearingMinor: 333n,
      varianceMinor: -67n,
    })
  })

  test('at another cost than was accrued shows the difference as variance', () => {
    const worth = returnWorth({ ...usual, units: 5n, costMinor: 1_700n, own: undefined })
    expect(worth.varianceMinor).toBe(34n)
  })
})

const accrualArbitrary = fc.record({
  units: fc.bigInt({ min: 1n, max: 5_000n }),
  documentMinor: fc.bigInt({ min: 0n, max: 10n ** 9n }),
  amountMinor: fc.bigInt({ min: 0n, max: 10n ** 9n }),
})

test('every return balances', () => {
  const units = fc.bigInt({ min: 1n, max: 5_000n })
  const minor = fc.bigInt({ min: 0n, max: 10n ** 9n })
  fc.assert(
    fc.property(
      units,
      minor,
      accrualArbitrary,
      fc.bigInt({ min: -9n, max: 9n }),
      (n, cost, a, d) => {
        const worth = returnWorth({
          units: n,
          costMinor: cost,
          accrual: { ...a, units: a.units + d },
          own: undefined,
        })
        return worth.accrued.amountMinor + worth.clearingMinor + worth.varianceMinor === cost
      },
    ),
  )
})

test('goods sent back in any parts clear the accrual to the last cent', () => {
  const cuts = fc.array(fc.bigInt({ min: 1n, max: 5_000n }), { maxLength: 8 })
  fc.assert(
    fc.property(accrualArbitrary, cuts, (whole, sizes) => {
      let accrual: Accrual = whole
      for (const size of [...sizes, whole.units]) {
        const units = lesser(size, accrual.units)
        if (units === 0n) continue
        const { accrued } = returnWorth({ units, costMinor: 0n, accrual, own: undefined })
        accrual = {
          units: accrual.units - accrued.units,
          documentMinor: accrual.documentMinor - accrued.documentMinor,
          amountMinor: accrual.amountMinor - accrued.amountMinor,
        }
      }
      return accrual.units === 0n && accrual.documentMinor === 0n && accrual.amountMinor === 0n
    }),
  )
})
