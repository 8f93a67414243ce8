import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import type { CustomerOrderId } from '../order.ts'

export type OrderKey = { readonly sourceSystem: string; readonly externalId: string }

export type KnownOrder = OrderKey & {
  readonly id: CustomerOrderId
  readonly number: string
  readonly contentHash: string
}

/**
 * Makes twins take turns: the second waits here until the first is committed, and then finds it. A
 * statement of its own, since only the next one sees what was committed meanwhile. A file waits for all
 * that are being written, and they for it.
 */
export async function lockOrderKeys(ask: Ask, key: OrderKey | 'all'): Promise<void> {
  const all = sql`hashtextextended('customer_order', 0)`
  if (key === 'all') {
    await sql`select pg_advisory_xact_lock(${all})`.execute(ask.db)
    return
  }
  const name = JSON.stringify(['customer_order', key.sourceSystem, key.externalId])
  await sql`
    select pg_advisory_xact_lock_shared(${all}),
           pg_advisory_xact_lock(hashtextextended(${name}::text, 0))
  `.execute(ask.db)
}

/** Orders with these business keys, by `keyText`. Keys without an external id find nothing. */
export async function readKnownOrders(
  ask: Ask,
  keys: readonly OrderKey[],
): Promise<ReadonlyMap<string, KnownOrder>> {
  const { rows } = await sql<KnownOrder>`
    select o.id, o.number, o.content_hash as "contentHash", o.source_system as "sourceSystem",
           o.external_id as "externalId"
    from (select distinct * from unnest(
      ${keys.map(({ sourceSystem }) => sourceSystem)}::text[],
      ${keys.map(({ externalId }) => externalId)}::text[]
    )) as asked (source_system, external_id)
    join customer_order o
      on (o.source_system, o.external_id) = (asked.source_system, asked.external_id)
      and o.external_id <> ''
  `.execute(ask.db)
  return new Map(rows.map((row) => [keyText(row), row]))
}

export function keyText({ sourceSystem, externalId }: OrderKey): string {
  return JSON.stringify([sourceSystem, externalId])
}
