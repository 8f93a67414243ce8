import { sql } from 'kysely'

import { type Ask, requirePermission } from '#platform/work'

import {
  type Inspected,
  type Receipt,
  type ReceiptId,
  type ReceiptLine,
  type ReceiptView,
  receiptToView,
} from '../receipt.ts'

export type ReceiptWithLines = { readonly receipt: Receipt; readonly lines: readonly ReceiptLine[] }

export async function readReceipt(
  ask: Ask,
  receiptId: ReceiptId,
): Promise<ReceiptView | undefined> {
  requirePermission(ask, 'receipts.read')
  const found = await readReceiptWithLines(ask, receiptId)
  return found && receiptToView(found.receipt, found.lines)
}

/** For acts on the receipt: they check their own permission. */
export async function readReceiptWithLines(
  ask: Ask,
  receiptId: ReceiptId,
): Promise<ReceiptWithLines | undefined> {
  const { rows } = await sql<Receipt>`
    select receipt.id, receipt.number, receipt.company_id as "companyId",
      company.currency as "companyCurrency", receipt.supplier_id as "supplierId",
      supplier.name as "supplierName", receipt.place_id as "placeId", place.name as "placeName",
      receipt.order_id as "orderId", coalesce(po.number, '') as "orderNumber",
      receipt.received_on as "receivedOn", receipt.delivery_note as "deliveryNote",
      receipt.currency, receipt.rate_e10 as "rateE10", receipt.reverses_id as "reversesId",
      reversal.id as "reversedById", receipt.entry_id as "entryId",
      receipt.posted_at as "postedAt", receipt.posted_by_name as "postedByName"
    from receipt
    join company on company.id = receipt.company_id
    join supplier on supplier.id = receipt.supplier_id
    join place on place.id = receipt.place_id
    join purchase_order po on po.id = receipt.order_id
    left join receipt reversal on reversal.reverses_id = receipt.id
    where receipt.id = ${receiptId}::uuid
  `.execute(ask.db)
  const [receipt] = rows
  return receipt && { receipt, lines: await readLines(ask, receiptId) }
}

type LineRow = Omit<ReceiptLine, 'inspected'> & Inspected

async function readLines(ask: Ask, receiptId: ReceiptId): Promise<readonly ReceiptLine[]> {
  const { rows } = await sql<
    LineRow & { readonly judgedDocumentMinor: bigint; readonly judgedMinor: bigint }
  >`
    select line.id, line.line_no as "lineNo", line.order_line_id as "orderLineId",
      ordered.line_no as "orderLineNo", line.item_id as "itemId", item.sku, item.name, item.unit,
      item.unit_decimals as "unitDecimals", line.entered_quantity as "enteredQuantity",
      line.entered_unit as "enteredUnit", line.lot_id as "lotId", lot.code as "lotCode",
      lot.expires_on as "expiresOn", line.accepted_units as "acceptedUnits",
      line.quarantined_units as "quarantinedUnits", line.rejected_units as "rejectedUnits",
      line.reason, line.document_minor as "documentMinor", line.amount_minor as "amountMinor",
      line.quarantined_document_minor as "quarantinedDocumentMinor",
      line.quarantined_minor as "quarantinedMinor",
      line.rejected_document_minor as "rejectedDocumentMinor",
      line.rejected_minor as "rejectedMinor",
      judged.passed as "passedUnits", judged.failed as "failedUnits",
      judged.document as "judgedDocumentMinor", judged.amount as "judgedMinor",
      judged.failed_document as "failedDocumentMinor", judged.failed_amount as "failedMinor"
    from receipt_line line
    join purchase_order_line ordered on ordered.id = line.order_line_id
    join item on item.id = line.item_id
    left join stock_lot lot on lot.id = line.lot_id
    cross join lateral (
      select coalesce(sum(passed_units), 0)::bigint as passed,
        coalesce(sum(failed_units), 0)::bigint as failed,
        coalesce(sum(document_minor), 0)::bigint as document,
        coalesce(sum(amount_minor), 0)::bigint as amount,
        coalesce(sum(failed_document_minor), 0)::bigint as failed_document,
        coalesce(sum(failed_minor), 0)::bigint as failed_amount
      from inspection where receipt_line_id = line.id
    ) judged
    where line.receipt_id = ${receiptId}::uuid
    order by line.line_no
  `.execute(ask.db)
  return rows.map(
    ({
      passedUnits,
      failedUnits,
      judgedDocumentMinor,
      judgedMinor,
      failedDocumentMinor,
      failedMinor,
      ...line
    }) => ({
      ...line,
      inspected: {
        passedUnits,
        failedUnits,
        documentMinor: judgedDocumentMinor,
        amountMinor: judgedMinor,
        failedDocumentMinor,
        failedMinor,
      },
    }),
  )
}
