/** Writes a change of an order, head and lines, in one statement; the caller holds the locks. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { Lifecycle } from '../rules/order-life.ts'
import { type LineTerms, lineTermsColumns, unnestLineTerms } from './create.ts'
import type { OrderId, OrderLineId } from './order-for-work.ts'

export type HeadChange = {
  readonly requestedOn: string
  readonly paymentTermsDays: number
  readonly incoterm: string
  readonly supplierNote: string
  /** `undefined` stays as it is. */
  readonly note: string | undefined
  readonly totalMinor: bigint
  readonly lineCount: number
  readonly contentHash: string
  readonly lifecycle: Lifecycle
  readonly lifecycleReason: string | undefined
  readonly submittedAt: Date | null
  readonly approvedAt: Date | null
}

export type LinesChange = {
  /** A draft's lines that go without a trace but the audit's. */
  readonly removedIds: readonly OrderLineId[]
  /** A released order's lines that are taken off. */
  readonly cancelledIds: readonly OrderLineId[]
  /** Lines with other terms: what the supplier said to the old ones counts no more. */
  readonly changed: readonly LineTerms[]
  readonly added: readonly LineTerms[]
}

export async function writeChange(
  tx: Tx,
  orderId: OrderId,
  head: HeadChange,
  lines: LinesChange,
): Promise<void> {
  await sql`
    with removed as (
      delete from purchase_order_line where id = any(${[...lines.removedIds]}::uuid[])
    ), cancelled as (
      update purchase_order_line
      set state = 'cancelled', state_reason = 'taken_off', cancelled_units = ordered_units
      where id = any(${[...lines.cancelledIds]}::uuid[])
    ), changed as (
      update purchase_order_line line set
        description = line_terms.description, entered_quantity = line_terms.entered_quantity,
        entered_unit = line_terms.entered_unit, ordered_units = line_terms.ordered_units,
        price_e4 = line_terms.price_e4, priced_units = line_terms.priced_units,
        price_source = line_terms.price_source, supplier_sku = line_terms.supplier_sku,
        replaces_rejects = line_terms.replaces_rejects, requested_on = line_terms.requested_on,
        expected_on = line_terms.expected_on, promised_on = null, confirmed_units = 0,
        answer = 'none'
      from ${unnestLineTerms(lines.changed)}
      where line.id = line_terms.id
    ), added as (
      insert into purchase_order_line (order_id, needed_at, requested_at, ${lineTermsColumns})
      select ${orderId}::uuid, ${tx.now}::timestamptz, ${head.submittedAt}::timestamptz, line_terms.*
      from ${unnestLineTerms(lines.added)}
    )
    update purchase_order set requested_on = ${head.requestedOn}::date,
      payment_terms_days = ${head.paymentTermsDays}::integer, incoterm = ${head.incoterm},
      note = coalesce(${head.note ?? null}::text, note),
      supplier_note = ${head.supplierNote},
      total_minor = ${head.totalMinor}::bigint, line_count = ${head.lineCount}::integer,
      content_hash = ${head.contentHash}, lifecycle = ${head.lifecycle},
      lifecycle_reason = coalesce(${head.lifecycleReason ?? null}::text, lifecycle_reason),
      submitted_at = ${head.submittedAt}::timestamptz,
      approved_at = ${head.approvedAt}::timestamptz, version = version + 1
    where id = ${orderId}::uuid
  `.execute(tx.db)
}
