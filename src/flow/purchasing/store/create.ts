/** Writes a new draft with all its lines in one statement. */
import { sql } from 'kysely'

import type { Price } from '#kernel/value'
import type { Tx } from '#platform/work'

import type { OrderId, OrderLineId } from './order-for-work.ts'

export type NewOrder = {
  readonly id: OrderId
  readonly companyId: string
  readonly supplierId: string
  readonly placeId: string
  readonly currency: string
  readonly rateE10: bigint
  readonly orderedOn: string
  readonly requestedOn: string
  readonly paymentTermsDays: number
  readonly incoterm: string
  readonly note: string
  readonly supplierNote: string
  readonly totalMinor: bigint
  readonly contentHash: string
  readonly submittedAt: Date | null
  readonly sourceSystem: string
  readonly externalId: string
}

export type LineTerms = {
  readonly id: OrderLineId
  readonly lineNo: number
  readonly itemId: string
  readonly description: string
  readonly enteredQuantity: string
  readonly enteredUnit: string
  readonly orderedUnits: bigint
  readonly price: Price
  readonly priceSource: string
  readonly supplierSku: string
  readonly replacesRejects: boolean
  readonly requestedOn: string
  readonly expectedOn: string
}

/** Columns of `line_terms` below, in order. */
export const lineTermsColumns = sql.raw(
  'id, line_no, item_id, description, entered_quantity, entered_unit, ordered_units, price_e4, ' +
    'priced_units, price_source, supplier_sku, replaces_rejects, requested_on, expected_on',
)

/** The terms of many lines as rows named `line_terms`. */
export function unnestLineTerms(lines: readonly LineTerms[]) {
  return sql`unnest(
    ${lines.map((line) => line.id)}::uuid[],
    ${lines.map((line) => line.lineNo)}::integer[],
    ${lines.map((line) => line.itemId)}::uuid[],
    ${lines.map((line) => line.description)}::text[],
    ${lines.map((line) => line.enteredQuantity)}::numeric[],
    ${lines.map((line) => line.enteredUnit)}::text[],
    ${lines.map((line) => line.orderedUnits)}::bigint[],
    ${lines.map((line) => line.price.amountE4)}::bigint[],
    ${lines.map((line) => line.price.perUnits)}::bigint[],
    ${lines.map((line) => line.priceSource)}::text[],
    ${lines.map((line) => line.supplierSku)}::text[],
    ${lines.map((line) => line.replacesRejects)}::boolean[],
    ${lines.map((line) => line.requestedOn)}::date[],
    ${lines.map((line) => line.expectedOn)}::date[]
  ) as line_terms (${lineTermsColumns})`
}

/** @returns false when an order with this source and external id is already there; nothing is written */
export async function insertOrder(
  tx: Tx,
  order: NewOrder,
  lines: readonly LineTerms[],
): Promise<boolean> {
  const { rows } = await sql`
    with head as (
      insert into purchase_order (id, company_id, supplier_id, place_id, currency, rate_e10,
        lifecycle, ordered_on, requested_on, payment_terms_days, incoterm, buyer_id, buyer_name,
        note, supplier_note, total_minor, line_count, content_hash, submitted_at, source_system,
        external_id, created_at)
      values (${order.id}::uuid, ${order.companyId}::uuid, ${order.supplierId}::uuid,
        ${order.placeId}::uuid, ${order.currency}, ${order.rateE10}::bigint, 'draft',
        ${order.orderedOn}::date, ${order.requestedOn}::date, ${order.paymentTermsDays}::integer,
        ${order.incoterm}, ${tx.actor.id}, ${tx.actor.name}, ${order.note}, ${order.supplierNote},
        ${order.totalMinor}::bigint, ${lines.length}::integer, ${order.contentHash},
        ${order.submittedAt}::timestamptz, ${order.sourceSystem}, ${order.externalId},
        ${tx.now}::timestamptz)
      on conflict (source_system, external_id) where external_id <> '' do nothing
      returning id
    ), written as (
      insert into purchase_order_line (order_id, needed_at, requested_at, ${lineTermsColumns})
      select head.id, ${tx.now}::timestamptz, ${order.submittedAt}::timestamptz, line_terms.*
      from head, ${unnestLineTerms(lines)}
    )
    select id from head
  `.execute(tx.db)
  return rows.length > 0
}
