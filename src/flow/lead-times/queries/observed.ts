import { sql } from 'kysely'

import type { Ask } from '#platform/work'

/** What a receipt taught already, by order line: for what happens to its goods later. */
export async function readObserved(
  ask: Pick<Ask, 'db'>,
  receiptId: string,
  orderLineIds: readonly string[],
) {
  const { rows } = await sql<{
    orderLineId: string
    orderId: string
    itemId: string
    supplierId: string
    placeId: string
    receivedOn: string
  }>`
    select order_line_id as "orderLineId", order_id as "orderId", item_id as "itemId",
      supplier_id as "supplierId", place_id as "placeId", known_on as "receivedOn"
    from lead_time_observation
    where cause_id = ${receiptId}::uuid and order_line_id = any(${orderLineIds}::uuid[])
    order by order_line_id
  `.execute(ask.db)
  return rows
}
