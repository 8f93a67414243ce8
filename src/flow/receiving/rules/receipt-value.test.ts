/**
 * Goal: what came is worth what was ordered, however it comes; what was invoiced before it came is
 * worth what was invoiced; and the accrual ends at zero.
 *
 * Method: worked examples, then properties over orders that fast-check makes up.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { type Exchange, rateOneE10 } from '#kernel/fx'
import { lesser, type Price, valueMinor } from '#kernel/value'

import { type Accrual, type ReceivedParts, receiptWorth } from './receipt-value.ts'

const noAccrual: Accrual = { units: 0n, documentMinor: 0n, amountMinor: 0n }
const sameCurrency: Exchange = { rateE10: rateOneE10, fromDigits: 2, toDigits: 2 }
/** Ten dollars for three pieces: no piece has a price in whole cents. */
const tenForThree: Price = { amountE4: 10_000_000n, perUnits: 3n }

/** Seven accepted, three rejected, the first delivery of its line. */
const usual = {
  parts: { acceptedUnits: 7n, quarantinedUnits: 0n, rejectedUnits: 3n },
  price: tenForThree,
  netReceivedUnits: 0n,
  accrual: noAccrual,
  exchange: sameCurrency,
}

describe('a receipt line', () => {
  test('values rejects at value(received) minus value(accepted)', () => {
    const worth = receiptWorth(usual)
    expect(worth.accepted.documentMinor).toBe(valueMinor(7n, tenForThree))
    expect(worth.rejected.documentMinor).toBe(
      valueMinor(10n, tenForThree) - valueMinor(7n, tenForThree),
    )
    expect(worth.total).toEqual({ documentMinor: 3_333n, amountMinor: 3_333n })
  })

  test('continues where the last delivery ended', () => {
    const parts = { acceptedUnits: 2n, quarantinedUnits: 0n, rejectedUnits: 0n }
    const worth = receiptWorth({ ...usual, parts, netReceivedUnits: 1n })
    expect(worth.total.documentMinor).toBe(667n)
  })

  test('takes the rate of its day: 1,000 EUR at 1.10 is 1,100 USD', () => {
    const parts = { acceptedUnits: 10n, quarantinedUnits: 0n, rejectedUnits: 0n }
    const price = { amountE4: 100_000_000n, perUnits: 1n }
    const exchange = { ...sameCurrency, rateE10: 11_000_000_000n }
    const worth = receiptWorth({ ...usual, parts, price, exchange })
    expect(worth.total).toEqual({ documentMinor: 100_000n, amountMinor: 110_000n })
  })

  test('invoiced ahead takes the value of the invoice, the rest the order', () => {
    const accrual = { units: -4n, documentMinor: -5_000n, amountMinor: -5_600n }
    const parts = { acceptedUnits: 3n, quarantinedUnits: 2n, rejectedUnits: 1n }
    const price = { amountE4: 10_000_000n, perUnits: 1n }
    const exchange = { ...sameCurrency, rateE10: 11_000_000_000n }
    const worth = receiptWorth({ ...usual, parts, price, accrual, exchange })
    expect(worth).toEqual({
      accepted: { documentMinor: 3_750n, amountMinor: 4_200n },
      quarantined: { documentMinor: 2_250n, amountMinor: 2_500n },
      rejected: { documentMinor: 1_000n, amountMinor: 1_100n },
      total: { documentMinor: 7_000n, amountMinor: 7_800n },
    })
  })
})

const priceArbitrary = fc.record({
  amountE4: fc.bigInt({ min: 0n, max: 10n ** 10n }),
  perUnits: fc.bigInt({ min: 1n, max: 144n }),
})
const units = fc.bigInt({ min: 0n, max: 5_000n })
const partsArbitrary = fc.record({
  acceptedUnits: units,
  quarantinedUnits: units,
  rejectedUnits: units,
})
const exchangeArbitrary = fc.record({
  rateE10: fc.bigInt({ min: 1n, max: 10n ** 13n }),
  fromDigits: fc.constantFrom(0, 2, 3),
  toDigits: fc.constantFrom(0, 2, 3),
})

function unitsOf(parts: ReceivedParts): bigint {
  return parts.acceptedUnits + parts.quarantinedUnits + parts.rejectedUnits
}

test('deliveries in any parts add up to the value of the whole', () => {
  fc.assert(
    fc.property(priceArbitrary, fc.array(partsArbitrary, { maxLength: 8 }), (price, deliveries) => {
      let netReceivedUnits = 0n
      let totalMinor = 0n
      for (const parts of deliveries) {
        const worth = receiptWorth({ ...usual, parts, price, netReceivedUnits })
        netReceivedUnits += unitsOf(parts)
        totalMinor += worth.total.documentMinor
      }
      return totalMinor === valueMinor(netReceivedUnits, price)
    }),
  )
})

test('the parts of a line add up to the line, in both currencies', () => {
  const accrual = fc.record({
    units: fc.bigInt({ min: -5_000n, max: 5_000n }),
    documentMinor: fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }),
    amountMinor: fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }),
  })
  fc.assert(
    fc.property(
      partsArbitrary,
      priceArbitrary,
      accrual,
      exchangeArbitrary,
      (parts, price, open, exchange) => {
        const worth = receiptWorth({ ...usual, parts, price, accrual: open, exchange })
        const sides = ['documentMinor', 'amountMinor'] as const
        return sides.every(
          (side) =>
            worth.accepted[side] + worth.quarantined[side] + worth.rejected[side] ===
            worth.total[side],
        )
      },
    ),
  )
})

test('goods invoiced ahead clear the accrual to the last cent, in any parts', () => {
  const ahead = fc.record({
    units: fc.bigInt({ min: 1n, max: 5_000n }),
    documentMinor: fc.bigInt({ min: 0n, max: 10n ** 9n }),
    amountMinor: fc.bigInt({ min: 0n, max: 10n ** 9n }),
  })
  const cuts = fc.array(fc.bigInt({ min: 1n, max: 5_000n }), { maxLength: 8 })
  fc.assert(
    fc.property(ahead, cuts, (invoiced, sizes) => {
      let open: Accrual = {
        units: -invoiced.units,
        documentMinor: -invoiced.documentMinor,
        amountMinor: -invoiced.amountMinor,
      }
      for (const size of [...sizes, invoiced.units]) {
        const acceptedUnits = lesser(size, -open.units)
        const parts = { acceptedUnits, quarantinedUnits: 0n, rejectedUnits: 0n }
        const { total } = receiptWorth({ ...usual, parts, accrual: open })
        open = {
          units: open.units + acceptedUnits,
          documentMinor: open.documentMinor + total.documentMinor,
          amountMinor: open.amountMinor + total.amountMinor,
        }
      }
      return open.units === 0n && open.documentMinor === 0n && open.amountMinor === 0n
    }),
  )
})
