/**
 * What the units of a receipt line are worth, and so what is accrued for them.
 *
 * A line is valued at slices of the order line's cumulative value, so that deliveries in any parts
 * add up to the order to the last cent: accepted units first, then quarantined, then rejected. A
 * reject is therefore worth value(received) minus value(accepted).
 *
 * Units that were invoiced before they came are valued at the invoice: they take up what stands
 * open in the accrual, in both currencies (rules.md 3, row 9). The rest takes the order's price, at
 * the rate of the receipt's day (row 4).
 */
import { divideHalfEven } from '#kernel/decimal'
import { convertMinor, type Exchange } from '#kernel/fx'
import { invariant } from '#kernel/invariant'
import { lesser, type Price, sliceValueMinor } from '#kernel/value'

/** In the document's currency and in the company's. */
export type Worth = { readonly documentMinor: bigint; readonly amountMinor: bigint }

/** Goods received and not invoiced of one order line; below zero when invoiced beyond receipt. */
export type Accrual = Worth & { readonly units: bigint }

export type ReceivedParts = {
  readonly acceptedUnits: bigint
  readonly quarantinedUnits: bigint
  readonly rejectedUnits: bigint
}

export type ReceiptWorth = {
  readonly accepted: Worth
  readonly quarantined: Worth
  readonly rejected: Worth
  readonly total: Worth
}

export function receiptWorth(given: {
  readonly parts: ReceivedParts
  readonly price: Price
  /** What came before and was not sent back. */
  readonly netReceivedUnits: bigint
  readonly accrual: Accrual
  readonly exchange: Exchange
}): ReceiptWorth {
  const { acceptedUnits, quarantinedUnits, rejectedUnits } = given.parts
  invariant(
    acceptedUnits >= 0n && quarantinedUnits >= 0n && rejectedUnits >= 0n,
    'a receipt takes no units away',
  )
  const worthOfFirst = cumulativeWorth(given)
  const accepted = worthOfFirst(acceptedUnits)
  const inStock = worthOfFirst(acceptedUnits + quarantinedUnits)
  const total = worthOfFirst(acceptedUnits + quarantinedUnits + rejectedUnits)
  return {
    accepted,
    quarantined: minus(inStock, accepted),
    rejected: minus(total, inStock),
    total,
  }
}

/** The worth of the first units of this receipt, whatever becomes of them. */
function cumulativeWorth(given: {
  readonly price: Price
  readonly netReceivedUnits: bigint
  readonly accrual: Accrual
  readonly exchange: Exchange
}): (units: bigint) => Worth {
  const { price, netReceivedUnits, accrual, exchange } = given
  const invoicedAhead = { units: 0n, documentMinor: 0n, amountMinor: 0n }
  if (accrual.units < 0n) {
    invoicedAhead.units = -accrual.units
    invoicedAhead.documentMinor = -accrual.documentMinor
    invoicedAhead.amountMinor = -accrual.amountMinor
  }
  return (units) => {
    const aheadUnits = lesser(units, invoicedAhead.units)
    const ahead = shareOf(invoicedAhead, aheadUnits)
    const orderedMinor = sliceValueMinor({
      fromUnits: netReceivedUnits + aheadUnits,
      toUnits: netReceivedUnits + units,
      price,
    })
    return {
      documentMinor: ahead.documentMinor + orderedMinor,
      amountMinor: ahead.amountMinor + convertMinor(orderedMinor, exchange),
    }
  }
}

/** The worth of `units` out of a whole; all of it for all units, so that nothing is left over. */
export function shareOf(whole: Accrual, units: bigint): Worth {
  if (units === whole.units) {
    return { documentMinor: whole.documentMinor, amountMinor: whole.amountMinor }
  }
  return {
    documentMinor: divideHalfEven(whole.documentMinor * units, whole.units),
    amountMinor: divideHalfEven(whole.amountMinor * units, whole.units),
  }
}

function minus(a: Worth, b: Worth): Worth {
  return {
    documentMinor: a.documentMinor - b.documentMinor,
    amountMinor: a.amountMinor - b.amountMinor,
  }
}
