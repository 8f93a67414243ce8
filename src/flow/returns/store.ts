/** The only SQL that writes the tables of returns: posted documents, appended and never changed. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { ReturnLine, SupplierReturn } from './return.ts'

export type NewReturn = Omit<
  SupplierReturn,
  'number' | 'reversedById' | 'postedAt' | 'postedByName'
> & {
  readonly sourceSystem: string
  readonly externalId: string
}

/** Head and lines in one statement: foreign keys are checked at its end. Gives the number. */
export async function insertReturn(
  tx: Tx,
  head: NewReturn,
  lines: readonly ReturnLine[],
): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    with head as (
      insert into supplier_return (id, company_id, supplier_id, place_id, order_id, returned_on,
        rma_number, reason, reverses_id, entry_id, posted_at, posted_by, posted_by_name, source_system,
        external_id)
      values (${head.id}::uuid, ${head.companyId}::uuid, ${head.supplierId}::uuid,
        ${head.placeId}::uuid, ${head.orderId}::uuid, ${head.returnedOn}::date, ${head.rmaNumber},
        ${head.reason}, ${head.reversesId}::uuid, ${head.entryId}::uuid, ${tx.now}::timestamptz, ${tx.actor.id},
        ${tx.actor.name}, ${head.sourceSystem}, ${head.externalId})
      returning number
    ), body as (
      insert into supplier_return_line (id, return_id, line_no, order_line_id, item_id, lot_id,
        from_status, units, invoiced_units, cost_minor, accrued_document_minor, accrued_minor,
        own_document_minor, own_minor)
      select line.id, ${head.id}::uuid, line.line_no, line.order_line_id, line.item_id,
        line.lot_id, line.from_status, line.units, line.invoiced_units, line.cost_minor,
        line.accrued_document_minor, line.accrued_minor, line.own_document_minor, line.own_minor
      from unnest(
        ${lines.map((line) => line.id)}::uuid[],
        ${lines.map((line) => line.lineNo)}::integer[],
        ${lines.map((line) => line.orderLineId)}::uuid[],
        ${lines.map((line) => line.itemId)}::uuid[],
        ${lines.map((line) => line.lotId)}::uuid[],
        ${lines.map((line) => line.fromStatus)}::text[],
        ${lines.map((line) => line.units)}::bigint[],
        ${lines.map((line) => line.invoicedUnits)}::bigint[],
        ${lines.map((line) => line.costMinor)}::bigint[],
        ${lines.map((line) => line.accruedDocumentMinor)}::bigint[],
        ${lines.map((line) => line.accruedMinor)}::bigint[],
        ${lines.map((line) => line.ownDocumentMinor)}::bigint[],
        ${lines.map((line) => line.ownMinor)}::bigint[]
      ) as line (id, line_no, order_line_id, item_id, lot_id, from_status, units, invoiced_units,
        cost_minor, accrued_document_minor, accrued_minor, own_document_minor, own_minor)
    )
    select number from head
  `.execute(tx.db)
  return rows[0]?.number ?? ''
}
