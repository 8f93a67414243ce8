import { announce } from '#platform/outbox'
import type { Tx } from '#platform/work'

import type { ReceiptLine } from '../receipt.ts'
import type { NewReceipt } from '../store.ts'

/** Tells rooms downstream that goods came: invoices that waited for them are matched anew. */
export function tellReceived(
  tx: Tx,
  receipt: NewReceipt & { readonly number: string },
  lines: readonly ReceiptLine[],
): void {
  announce(tx, 'goods.received', { kind: 'receipt', id: receipt.id }, factsOf(receipt, lines))
}

/** Tells that a receipt was taken back; `reversesId` names it. */
export function tellReversed(
  tx: Tx,
  receipt: NewReceipt & { readonly number: string },
  lines: readonly ReceiptLine[],
): void {
  announce(tx, 'receipt.reversed', { kind: 'receipt', id: receipt.id }, factsOf(receipt, lines))
}

function factsOf(receipt: NewReceipt & { readonly number: string }, lines: readonly ReceiptLine[]) {
  return {
    number: receipt.number,
    orderId: receipt.orderId,
    orderNumber: receipt.orderNumber,
    companyId: receipt.companyId,
    supplierId: receipt.supplierId,
    placeId: receipt.placeId,
    receivedOn: receipt.receivedOn,
    reversesId: receipt.reversesId,
    lines: lines.map((line) => ({
      orderLineId: line.orderLineId,
      itemId: line.itemId,
      acceptedUnits: line.acceptedUnits,
      quarantinedUnits: line.quarantinedUnits,
      rejectedUnits: line.rejectedUnits,
    })),
  }
}
