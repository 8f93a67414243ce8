/** The only SQL that writes receiving's tables: posted documents, appended and never changed. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { Receipt, ReceiptLine, ReceiptLineId } from './receipt.ts'

export type NewReceipt = Omit<Receipt, 'number' | 'reversedById' | 'postedAt' | 'postedByName'> & {
  readonly sourceSystem: string
  readonly externalId: string
}

/** Head and lines in one statement: foreign keys are checked at its end. Gives the number. */
export async function insertReceipt(
  tx: Tx,
  receipt: NewReceipt,
  lines: readonly ReceiptLine[],
): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    with head as (
      insert into receipt (id, company_id, supplier_id, place_id, order_id, received_on,
        delivery_note, currency, rate_e10, reverses_id, entry_id, posted_at, posted_by,
        posted_by_name, source_system, external_id)
      values (${receipt.id}::uuid, ${receipt.companyId}::uuid, ${receipt.supplierId}::uuid,
        ${receipt.placeId}::uuid, ${receipt.orderId}::uuid, ${receipt.receivedOn}::date,
        ${receipt.deliveryNote}, ${receipt.currency}, ${receipt.rateE10},
        ${receipt.reversesId}::uuid, ${receipt.entryId}::uuid, ${tx.now}::timestamptz,
        ${tx.actor.id}, ${tx.actor.name}, ${receipt.sourceSystem}, ${receipt.externalId})
      returning number
    ), body as (
      insert into receipt_line (id, receipt_id, line_no, order_line_id, item_id, lot_id,
        entered_quantity, entered_unit, accepted_units, quarantined_units, rejected_units, reason,
        document_minor, amount_minor, quarantined_document_minor, quarantined_minor,
        rejected_document_minor, rejected_minor)
      select line.id, ${receipt.id}::uuid, line.line_no, line.order_line_id, line.item_id,
        line.lot_id, line.entered_quantity, line.entered_unit, line.accepted, line.quarantined,
        line.rejected, line.reason, line.document_minor, line.amount_minor,
        line.quarantined_document, line.quarantined_minor, line.rejected_document,
        line.rejected_minor
      from unnest(
        ${lines.map((line) => line.id)}::uuid[],
        ${lines.map((line) => line.lineNo)}::integer[],
        ${lines.map((line) => line.orderLineId)}::uuid[],
        ${lines.map((line) => line.itemId)}::uuid[],
        ${lines.map((line) => line.lotId)}::uuid[],
        ${lines.map((line) => line.enteredQuantity)}::numeric[],
        ${lines.map((line) => line.enteredUnit)}::text[],
        ${lines.map((line) => line.acceptedUnits)}::bigint[],
        ${lines.map((line) => line.quarantinedUnits)}::bigint[],
        ${lines.map((line) => line.rejectedUnits)}::bigint[],
        ${lines.map((line) => line.reason)}::text[],
        ${lines.map((line) => line.documentMinor)}::bigint[],
        ${lines.map((line) => line.amountMinor)}::bigint[],
        ${lines.map((line) => line.quarantinedDocumentMinor)}::bigint[],
        ${lines.map((line) => line.quarantinedMinor)}::bigint[],
        ${lines.map((line) => line.rejectedDocumentMinor)}::bigint[],
        ${lines.map((line) => line.rejectedMinor)}::bigint[]
      ) as line (id, line_no, order_line_id, item_id, lot_id, entered_quantity, entered_unit,
        accepted, quarantined, rejected, reason, document_minor, amount_minor,
        quarantined_document, quarantined_minor, rejected_document, rejected_minor)
    )
    select number from head
  `.execute(tx.db)
  return rows[0]?.number ?? ''
}

export type NewInspection = {
  readonly receiptLineId: ReceiptLineId
  readonly passedUnits: bigint
  readonly failedUnits: bigint
  readonly documentMinor: bigint
  readonly amountMinor: bigint
  readonly failedDocumentMinor: bigint
  readonly failedMinor: bigint
  readonly note: string
}

export async function insertInspections(
  tx: Tx,
  inspections: readonly NewInspection[],
): Promise<void> {
  await sql`
    insert into inspection (id, receipt_line_id, passed_units, failed_units, document_minor,
      amount_minor, failed_document_minor, failed_minor, note, inspected_at, inspected_by,
      inspected_by_name)
    select given.*, ${tx.now}::timestamptz, ${tx.actor.id}::text, ${tx.actor.name}::text
    from unnest(
      ${inspections.map(() => tx.newId())}::uuid[],
      ${inspections.map((each) => each.receiptLineId)}::uuid[],
      ${inspections.map((each) => each.passedUnits)}::bigint[],
      ${inspections.map((each) => each.failedUnits)}::bigint[],
      ${inspections.map((each) => each.documentMinor)}::bigint[],
      ${inspections.map((each) => each.amountMinor)}::bigint[],
      ${inspections.map((each) => each.failedDocumentMinor)}::bigint[],
      ${inspections.map((each) => each.failedMinor)}::bigint[],
      ${inspections.map((each) => each.note)}::text[]
    ) as given
  `.execute(tx.db)
}
