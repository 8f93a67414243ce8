/** The only SQL that writes which source is planned with where. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

export type ChoiceKey = { readonly segment: string; readonly placeId: string | null }

export type StoredChoice = ChoiceKey & {
  readonly id: string
  readonly sourceId: string | null
  readonly reason: string
  readonly version: number
}

export async function lockChoice(tx: Tx, key: ChoiceKey): Promise<StoredChoice | undefined> {
  const { rows } = await sql<StoredChoice>`
    select id, segment, place_id as "placeId", source_id as "sourceId", reason, version
    from forecast_choice
    where segment = ${key.segment} and place_id is not distinct from ${key.placeId}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

export async function putChoice(
  tx: Tx,
  key: ChoiceKey,
  { sourceId, reason }: Pick<StoredChoice, 'sourceId' | 'reason'>,
): Promise<string> {
  const { rows } = await sql<{ readonly id: string }>`
    insert into forecast_choice as before
      (id, segment, place_id, source_id, reason, chosen_by_name, chosen_at)
    values (${tx.newId()}::uuid, ${key.segment}, ${key.placeId}::uuid, ${sourceId}::uuid, ${reason},
            ${tx.actor.name}, ${tx.now}::timestamptz)
    on conflict (segment, place_id) do update set
      source_id = excluded.source_id, reason = excluded.reason,
      chosen_by_name = excluded.chosen_by_name, chosen_at = excluded.chosen_at,
      version = before.version + 1
    returning id
  `.execute(tx.db)
  return rows[0]?.id ?? ''
}

export async function deleteChoice(tx: Tx, id: string): Promise<void> {
  await sql`delete from forecast_choice where id = ${id}::uuid`.execute(tx.db)
}
