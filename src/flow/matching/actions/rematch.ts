import { sql } from 'kysely'

import { type Subscription, subscribe } from '#platform/relay'
import type { Tx } from '#platform/work'

import type { InvoiceId } from '../invoice.ts'
import { matchInvoice } from './match-invoice.ts'

/** More invoices than this never wait for one receipt; the rest is matched by hand. */
export const rematchedMax = 100

/**
 * When goods come, invoices that waited for them are matched anew, oldest first. One that still does
 * not fit stays held, with its reasons as they are now.
 */
export const rematchOnReceipt: Subscription = subscribe(
  'matching.rematch',
  ['goods.received'],
  async (tx, event) => {
    const orderLineIds = orderLinesOf(event.payload)
    for (const invoiceId of await waitingInvoices(tx, orderLineIds)) {
      await matchInvoice(tx, { invoiceId })
    }
  },
)

/** Held for receipt by one of these order lines. */
async function waitingInvoices(
  tx: Tx,
  orderLineIds: readonly string[],
): Promise<readonly InvoiceId[]> {
  const { rows } = await sql<{ id: InvoiceId }>`
    select invoice.id from supplier_invoice invoice
    where invoice.status = 'held' and invoice.id in (
      select hold.invoice_id from supplier_invoice_line billed
      join invoice_hold hold on hold.invoice_line_id = billed.id
      where billed.order_line_id = any(${orderLineIds}::uuid[]) and hold.released_at is null
        and hold.code in ('awaiting_receipt', 'billed_beyond_receipt')
    )
    order by invoice.id limit ${rematchedMax}::integer
  `.execute(tx.db)
  return rows.map((row) => row.id)
}

function orderLinesOf(payload: unknown): readonly string[] {
  const { lines } = payload as { readonly lines?: readonly { readonly orderLineId: string }[] }
  return (lines ?? []).map((line) => line.orderLineId)
}
