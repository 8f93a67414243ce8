/** The only SQL that writes what people mark. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { PersonMarkKind } from '../rules/marks.ts'

export type NewMark = {
  readonly id: string
  readonly itemId: string
  readonly placeId: string
  readonly kind: PersonMarkKind
  readonly startsOn: string
  readonly endsOn: string
  readonly reason: string
}

export type StoredMark = NewMark & {
  readonly withdrawnAt: Date | null
  readonly version: number
}

export async function insertMark(tx: Tx, mark: NewMark): Promise<void> {
  await sql`
    insert into demand_mark (id, item_id, place_id, kind, starts_on, ends_on, reason, made_by,
                             made_by_name, made_at)
    values (${mark.id}::uuid, ${mark.itemId}::uuid, ${mark.placeId}::uuid, ${mark.kind},
            ${mark.startsOn}::date, ${mark.endsOn}::date, ${mark.reason}, ${tx.actor.id},
            ${tx.actor.name}, ${tx.now}::timestamptz)
  `.execute(tx.db)
}

export async function lockMark(tx: Tx, markId: string): Promise<StoredMark | undefined> {
  const { rows } = await sql<StoredMark>`
    select id, item_id as "itemId", place_id as "placeId", kind, starts_on as "startsOn",
           ends_on as "endsOn", reason, withdrawn_at as "withdrawnAt", version
    from demand_mark where id = ${markId}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

export async function setWithdrawn(tx: Tx, markId: string): Promise<void> {
  await sql`
    update demand_mark set withdrawn_at = ${tx.now}::timestamptz, version = version + 1
    where id = ${markId}::uuid
  `.execute(tx.db)
}
