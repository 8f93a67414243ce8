import { sql } from 'kysely'

import type { Ask } from '#platform/work'

type Rejects = {
  readonly units: bigint
  readonly documentMinor: bigint
  readonly amountMinor: bigint
}

/** By order line: what the rejects sent back so far had come in at. */
export async function readReturnedRejects(
  ask: Ask,
  orderLineIds: readonly string[],
): Promise<ReadonlyMap<string, Rejects>> {
  const { rows } = await sql<Rejects & { readonly orderLineId: string }>`
    select order_line_id as "orderLineId", sum(units)::bigint as units,
      sum(own_document_minor)::bigint as "documentMinor", sum(own_minor)::bigint as "amountMinor"
    from supplier_return_line
    where order_line_id = any(${orderLineIds}::uuid[]) and from_status = 'rejected'
    group by order_line_id
  `.execute(ask.db)
  return new Map(rows.map(({ orderLineId, ...rejects }) => [orderLineId, rejects]))
}
