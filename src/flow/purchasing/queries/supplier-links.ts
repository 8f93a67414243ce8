import { sql } from 'kysely'

import { type Ask, requirePermission } from '#platform/work'

import type { OrderId } from '../store/order-for-work.ts'

/**
 * The link of an order that still works, if one does.
 *
 * @throws {PermissionError} when the actor may not release orders
 */
export async function readSupplierLink(
  ask: Ask,
  orderId: OrderId,
): Promise<{ readonly id: string; readonly expiresAt: Date } | undefined> {
  requirePermission(ask, 'orders.release')

  const { rows } = await sql<{ readonly id: string; readonly expiresAt: Date }>`
    select id, expires_at as "expiresAt" from supplier_link
    where order_id = ${orderId}::uuid and revoked_at is null and expires_at > ${ask.now}::timestamptz
    order by id desc limit 1
  `.execute(ask.db)
  return rows[0]
}

export type FoundLink = {
  readonly id: string
  readonly orderId: OrderId
  readonly supplierName: string
  readonly state: 'open' | 'expired' | 'revoked'
  readonly expiresAt: Date
}

/** The link with this hash of its secret; whoever has the secret may ask. */
export async function findLink(
  ask: Pick<Ask, 'db' | 'now'>,
  secretHash: string,
): Promise<FoundLink | undefined> {
  const { rows } = await sql<FoundLink>`
    select link.id, link.order_id as "orderId", supplier.name as "supplierName",
      link.expires_at as "expiresAt",
      case when link.revoked_at is not null then 'revoked'
        when link.expires_at <= ${ask.now}::timestamptz then 'expired' else 'open' end as state
    from supplier_link link
    join purchase_order on purchase_order.id = link.order_id
    join supplier on supplier.id = purchase_order.supplier_id
    where link.secret_hash = ${secretHash}
  `.execute(ask.db)
  return rows[0]
}

/** The link that a letter about an order carried: the latest there was when it was written. */
export async function readLinkOfLetter(
  ask: Pick<Ask, 'db'>,
  mail: { readonly subjectId: string; readonly createdAt: Date },
): Promise<string | undefined> {
  const { rows } = await sql<{ readonly id: string }>`
    select id from supplier_link
    where order_id = ${mail.subjectId}::uuid and created_at <= ${mail.createdAt}::timestamptz
    order by id desc limit 1
  `.execute(ask.db)
  return rows[0]?.id
}

/** The link that was mailed with the terms as they were released last; none when it was revoked. */
export async function readStandingLink(
  ask: Pick<Ask, 'db'>,
  orderId: OrderId,
): Promise<string | undefined> {
  const { rows } = await sql<{ readonly id: string }>`
    select id from supplier_link where order_id = ${orderId}::uuid and revoked_at is null
    order by id desc limit 1
  `.execute(ask.db)
  return rows[0]?.id
}

/** False once the order was released again with another link. */
export async function isLinkStanding(ask: Pick<Ask, 'db'>, linkId: string): Promise<boolean> {
  const { rows } = await sql`
    select from supplier_link where id = ${linkId}::uuid and revoked_at is null
  `.execute(ask.db)
  return rows.length > 0
}
