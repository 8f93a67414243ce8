/** The only SQL that writes overrides. */
import { sql } from 'kysely'

import type { Id } from '#kernel/brand'
import type { Tx } from '#platform/work'

export type OverrideId = Id<'ForecastOverride'>

export type NewOverride = {
  readonly id: OverrideId
  /** An item at a place; or without an item all that is of a category, at a place, in a channel. */
  readonly itemId: string | null
  readonly placeId: string | null
  readonly categoryId: string | null
  readonly channelId: string | null
  readonly startsOn: string
  readonly endsOn: string
  readonly kind: 'set' | 'add' | 'multiply'
  /**
   * Base units a week, millionths of stocking units where it is of all together, or ten-thousandths of a
   * factor.
   */
  readonly amount: bigint
  readonly reason: string
  readonly expiresOn: string
}

export async function insertOverride(tx: Tx, given: NewOverride): Promise<void> {
  await sql`
    insert into forecast_override (id, item_id, place_id, category_id, channel_id, starts_on, ends_on,
      kind, amount, reason, owner_id, owner_name, made_at, expires_on)
    values (${given.id}::uuid, ${given.itemId}::uuid, ${given.placeId}::uuid,
      ${given.categoryId}::uuid, ${given.channelId}::uuid, ${given.startsOn}::date, ${given.endsOn}::date, ${given.kind}, ${given.amount}::bigint,
      ${given.reason}, ${tx.actor.id}, ${tx.actor.name}, ${tx.now}::timestamptz,
      ${given.expiresOn}::date)
  `.execute(tx.db)
}

/** By what each of a group's weeks is multiplied, from a Monday on. */
export async function putSpread(
  tx: Tx,
  id: OverrideId,
  from: string,
  factors: Float64Array,
): Promise<void> {
  await sql`
    update forecast_override
    set spread_from = ${from}::date, spread_factors = ${`{${factors.join(',')}}`}::float8[]
    where id = ${id}::uuid
  `.execute(tx.db)
}

export type StoredOverride = {
  readonly itemId: string | null
  readonly placeId: string | null
  readonly categoryId: string | null
  readonly channelId: string | null
  readonly withdrawnAt: Date | null
  readonly version: number
}

export async function lockOverride(tx: Tx, id: OverrideId): Promise<StoredOverride | undefined> {
  const { rows } = await sql<StoredOverride>`
    select item_id as "itemId", place_id as "placeId", category_id as "categoryId",
           channel_id as "channelId", withdrawn_at as "withdrawnAt", version
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
