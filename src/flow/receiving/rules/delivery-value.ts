import type { Exchange } from '#kernel/fx'
import { invariant } from '#kernel/invariant'
import type { Price } from '#kernel/value'

import { unitsOf } from './delivery.ts'
import {
  type Accrual,
  type ReceiptWorth,
  type ReceivedParts,
  receiptWorth,
} from './receipt-value.ts'

/** What an order line had before this delivery. */
export type Standing = {
  readonly price: Price
  readonly netReceivedUnits: bigint
  readonly accrual: Accrual
}

/**
 * Lays its worth beside each line of a delivery. Two lots of one order line are valued one after the
 * other, as if they had come in two deliveries, so that they add up just the same.
 */
export function valueDelivery<Line extends ReceivedParts & { readonly orderLineId: string }>(
  lines: readonly Line[],
  standings: ReadonlyMap<string, Standing>,
  exchange: Exchange,
): readonly (Line & { readonly worth: ReceiptWorth })[] {
  const running = new Map(standings)
  return lines.map((line) => {
    const standing = running.get(line.orderLineId)
    invariant(standing !== undefined, 'each delivered line stands on an order line')
    const worth = receiptWorth({ parts: line, ...standing, exchange })
    const units = unitsOf(line)
    running.set(line.orderLineId, {
      price: standing.price,
      netReceivedUnits: standing.netReceivedUnits + units,
      accrual: {
        units: standing.accrual.units + units,
        documentMinor: standing.accrual.documentMinor + worth.total.documentMinor,
        amountMinor: standing.accrual.amountMinor + worth.total.amountMinor,
      },
    })
    return { ...line, worth }
  })
}
