/** Changes of many lines at once; the caller holds the order's lock. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { OrderId, OrderLineId } from './order-for-work.ts'

/** Every open line of an order that is called off. */
export async function cancelLines(tx: Tx, orderId: OrderId, reason: string): Promise<void> {
  await sql`
    update purchase_order_line
    set state = 'cancelled', state_reason = ${reason}, cancelled_units = ordered_units
    where order_id = ${orderId}::uuid and state = 'open'
  `.execute(tx.db)
}

/** Gives up what is still to come of these lines. */
export async function shortCloseRows(
  tx: Tx,
  orderId: OrderId,
  given: {
    readonly lines: readonly { readonly id: OrderLineId; readonly cancelledUnits: bigint }[]
    readonly reason: string
    readonly totalMinor: bigint
  },
): Promise<void> {
  await sql`
    with closed as (
      update purchase_order_line line set state = 'short_closed', state_reason = ${given.reason},
        cancelled_units = row.cancelled_units
      from unnest(
        ${given.lines.map((line) => line.id)}::uuid[],
        ${given.lines.map((line) => line.cancelledUnits)}::bigint[]
      ) as row (id, cancelled_units)
      where line.id = row.id
    )
    update purchase_order set total_minor = ${given.totalMinor}::bigint, version = version + 1
    where id = ${orderId}::uuid
  `.execute(tx.db)
}
