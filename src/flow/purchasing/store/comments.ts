import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { OrderId } from './order-for-work.ts'

export async function insertComment(
  tx: Tx,
  given: {
    readonly orderId: OrderId
    readonly audience: 'internal' | 'supplier'
    readonly body: string
  },
): Promise<string> {
  const id = tx.newId<'PurchaseOrderComment'>()
  await sql`
    insert into purchase_order_comment (id, order_id, audience, body, author_id, author_name, written_at)
    values (${id}::uuid, ${given.orderId}::uuid, ${given.audience}, ${given.body}, ${tx.actor.id},
      ${tx.actor.name}, ${tx.now}::timestamptz)
  `.execute(tx.db)
  return id
}

/** @returns true the first time */
export async function markLinkSeen(tx: Tx, linkId: string): Promise<boolean> {
  const { rows } = await sql`
    update supplier_link set first_seen_at = ${tx.now}::timestamptz
    where id = ${linkId}::uuid and first_seen_at is null returning id
  `.execute(tx.db)
  return rows.length > 0
}
