/** Writes a release: stamps, version, link and, as the last lock of all, the number. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Tx } from '#platform/work'

import type { KeptTerms } from '../rules/terms.ts'
import type { OrderForWork } from './order-for-work.ts'

export type NewLink = {
  readonly id: string
  readonly secretHash: string
  readonly expiresOn: string
}

/** @returns the order's number, new or kept */
export async function writeRelease(
  tx: Tx,
  order: OrderForWork,
  given: { readonly terms: KeptTerms; readonly link: NewLink },
): Promise<string> {
  const { link } = given
  const cause = order.termsVersion === 0 ? 'released' : 'changed'
  const { rows } = await sql<{ readonly number: string }>`
    with stamped as (
      update purchase_order_line set
        requested_at = coalesce(requested_at, ${order.submittedAt ?? tx.now}::timestamptz),
        approved_at = coalesce(approved_at, ${order.approvedAt ?? tx.now}::timestamptz),
        released_at = coalesce(released_at, ${tx.now}::timestamptz)
      where order_id = ${order.id}::uuid and released_at is null
      returning 1
    ), revoked as (
      update supplier_link set revoked_at = ${tx.now}::timestamptz
      where order_id = ${order.id}::uuid and revoked_at is null
    ), linked as (
      insert into supplier_link (id, order_id, secret_hash, created_at, expires_at)
      values (${link.id}::uuid, ${order.id}::uuid, ${link.secretHash}, ${tx.now}::timestamptz,
        ${link.expiresOn}::date)
    ), versioned as (
      insert into purchase_order_version (id, order_id, version, cause, terms, made_at, made_by)
      values (${tx.newId()}::uuid, ${order.id}::uuid, ${order.termsVersion + 1}::integer,
        ${cause}, ${toJson(given.terms)}::jsonb, ${tx.now}::timestamptz, ${tx.actor.id})
    )
    update purchase_order set
      number = coalesce(number, (
        select 'PO-' || lpad(no::text, greatest(5, length(no::text)), '0')
        from next_number('purchase_order') no
      )),
      lifecycle = 'released', lifecycle_reason = '', released_hash = content_hash,
      terms_version = terms_version + 1, version = version + 1,
      submitted_at = coalesce(submitted_at, ${tx.now}::timestamptz),
      released_at = coalesce(released_at, ${tx.now}::timestamptz)
    -- the lines come first, since whoever releases next waits for the counter
    where id = ${order.id}::uuid and (select count(*) from stamped) >= 0
    returning number
  `.execute(tx.db)
  return rows[0]?.number ?? ''
}
