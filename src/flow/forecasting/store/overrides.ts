/** The only SQL that writes overrides. */
import { sql } from 'kysely'

import type { Id } from '#kernel/brand'
import type { Tx } from '#platform/work'

export type OverrideId = Id<'ForecastOverride'>

export type NewOverride = {
  readonly id: OverrideId
  readonly itemId: string
  readonly placeId: string
  readonly startsOn: string
  readonly endsOn: string
  readonly kind: 'set' | 'add' | 'multiply'
  /** Base units a week, or ten-thousandths of a factor. */
  readonly amount: bigint
  readonly reason: string
  readonly expiresOn: string
}

export async function insertOverride(tx: Tx, given: NewOverride): Promise<void> {
  await sql`
    insert into forecast_override (id, item_id, place_id, starts_on, ends_on, kind, amount, reason,
      owner_id, owner_name, made_at, expires_on)
    values (${given.id}::uuid, ${given.itemId}::uuid, ${given.placeId}::uuid,
      ${given.startsOn}::date, ${given.endsOn}::date, ${given.kind}, ${given.amount}::bigint,
      ${given.reason}, ${tx.actor.id}, ${tx.actor.name}, ${tx.now}::timestamptz,
      ${given.expiresOn}::date)
  `.execute(tx.db)
}

export type StoredOverride = {
  readonly itemId: string
  readonly placeId: string
  readonly withdrawnAt: Date | null
  readonly version: number
}

export async function lockOverride(tx: Tx, id: OverrideId): Promise<StoredOverride | undefined> {
  const { rows } = await sql<StoredOverride>`
    select item_id as "itemId", place_id as "placeId", withdrawn_at as "withdrawnAt", version
    from forecast_override where id = ${id}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

export async function withdrawOverride(tx: Tx, id: OverrideId): Promise<void> {
  await sql`
    update forecast_override
    set withdrawn_at = ${tx.now}::timestamptz, version = version + 1 where id = ${id}::uuid
  `.execute(tx.db)
}
