/** Small changes of an order's head, one statement each; the caller holds its lock. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { Lifecycle } from '../rules/order-life.ts'
import type { OrderId } from './order-for-work.ts'

/** Stamps the order as submitted, and its lines as requested, the first time. */
export async function markSubmitted(tx: Tx, orderId: OrderId): Promise<void> {
  await sql`
    with stamped as (
      update purchase_order_line set requested_at = ${tx.now}::timestamptz
      where order_id = ${orderId}::uuid and requested_at is null
    )
    update purchase_order set submitted_at = ${tx.now}::timestamptz, version = version + 1
    where id = ${orderId}::uuid
  `.execute(tx.db)
}

/** Lines get the same stamp at release, so that an approval writes one row. */
export async function markApproved(tx: Tx, orderId: OrderId): Promise<void> {
  await sql`
    update purchase_order set approved_at = ${tx.now}::timestamptz, version = version + 1
    where id = ${orderId}::uuid
  `.execute(tx.db)
}

/** Back to the buyer: a rejected order is submitted anew when it has been changed. */
export async function markRejected(tx: Tx, orderId: OrderId, reason: string): Promise<void> {
  await sql`
    update purchase_order
    set submitted_at = null, approved_at = null, lifecycle_reason = ${reason}, version = version + 1
    where id = ${orderId}::uuid
  `.execute(tx.db)
}

export async function setLifecycle(
  tx: Tx,
  given: { readonly orderId: OrderId; readonly lifecycle: Lifecycle; readonly reason: string },
): Promise<void> {
  const isOver = given.lifecycle === 'closed' || given.lifecycle === 'cancelled'
  await sql`
    update purchase_order set lifecycle = ${given.lifecycle}, lifecycle_reason = ${given.reason},
      closed_at = ${isOver ? tx.now : null}::timestamptz, version = version + 1
    where id = ${given.orderId}::uuid
  `.execute(tx.db)
}
