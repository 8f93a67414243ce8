import { lockOrder, type OrderForWork } from '#flow/purchasing'
import { invariant } from '#kernel/invariant'
import type { ErrorFact } from '#platform/http/problem'
import type { Tx } from '#platform/work'

import { type ReceiptWithLines, readReceiptWithLines } from '../queries/read-receipt.ts'
import type { Receipt, ReceiptId, ReceiptLine } from '../receipt.ts'

export type LockedReceipt = ReceiptWithLines & { readonly order: OrderForWork }

/** A posted receipt is never changed, so it is its order that is locked; then the receipt is read. */
export async function lockReceipt(
  tx: Tx,
  receiptId: ReceiptId,
): Promise<LockedReceipt | undefined> {
  const seen = await readReceiptWithLines(tx, receiptId)
  if (seen === undefined) return undefined
  const order = await lockOrder(tx, seen.receipt.orderId)
  const found = await readReceiptWithLines(tx, receiptId)
  invariant(order !== undefined && found !== undefined, 'a posted receipt and its order stay')
  return { ...found, order }
}

/** Why nothing more may be done to a receipt. */
export function standingErrors(receipt: Receipt): readonly ErrorFact[] {
  if (receipt.reversesId !== null) {
    const detail = 'Receive the goods anew instead: this receipt is a reversal itself.'
    return [{ code: 'is_reversal', detail }]
  }
  if (receipt.reversedById === null) return []
  const detail = 'Nothing is left to do: this receipt was reversed already.'
  return [{ code: 'already_reversed', reversedById: receipt.reversedById, detail }]
}

export function quarantinedNow(line: ReceiptLine): bigint {
  return line.quarantinedUnits - line.inspected.passedUnits - line.inspected.failedUnits
}
