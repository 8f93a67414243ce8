import { sql } from 'kysely'

import type { Ask } from '#platform/work'

/** What all rejects of an order line came in at, sent back or not. */
export type RejectWorth = {
  readonly units: bigint
  readonly documentMinor: bigint
  readonly amountMinor: bigint
}

/** By order line: rejected at the gate, or failed in an inspection later; reversals taken off. */
export async function readRejectWorth(
  ask: Ask,
  orderLineIds: readonly string[],
): Promise<ReadonlyMap<string, RejectWorth>> {
  const { rows } = await sql<RejectWorth & { readonly orderLineId: string }>`
    select line.order_line_id as "orderLineId",
      sum(line.rejected_units + coalesce(judged.units, 0))::bigint as units,
      sum(line.rejected_document_minor + coalesce(judged.document_minor, 0))::bigint
        as "documentMinor",
      sum(line.rejected_minor + coalesce(judged.amount_minor, 0))::bigint as "amountMinor"
    from receipt_line line
    left join lateral (
      select sum(failed_units) as units, sum(failed_document_minor) as document_minor,
        sum(failed_minor) as amount_minor
      from inspection where receipt_line_id = line.id
    ) judged on true
    where line.order_line_id = any(${orderLineIds}::uuid[])
    group by line.order_line_id
  `.execute(ask.db)
  return new Map(rows.map(({ orderLineId, ...worth }) => [orderLineId, worth]))
}
