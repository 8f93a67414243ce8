/** The only SQL that writes rows of sales files that are no demand. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Tx } from '#platform/work'

import type { SetAsideReason } from '../rules/sale-rows.ts'

export type NewSetAside = {
  readonly key: string
  readonly placeId: string
  readonly channelId: string
  readonly onDay: string
  readonly reason: SetAsideReason
  readonly units: bigint
  readonly valueMinor: bigint
  readonly said: Readonly<Record<string, string>>
}

export async function insertSetAside(tx: Tx, rows: readonly NewSetAside[]): Promise<void> {
  if (rows.length === 0) return
  const given = rows.map((row) => ({ ...row, id: tx.newId<'DemandSetAside'>() }))
  await sql`
    insert into demand_set_aside (id, key, place_id, channel_id, on_day, reason, units, value_minor,
                                  said, entered_at)
    select g.id, g.key, g."placeId", g."channelId", g."onDay", g.reason, g.units, g."valueMinor",
           g.said, ${tx.now}::timestamptz
    from json_to_recordset(${toJson(given)}::json)
      as g (id uuid, key text, "placeId" uuid, "channelId" uuid, "onDay" date, reason text,
            units bigint, "valueMinor" bigint, said jsonb)
    on conflict (key) do nothing
  `.execute(tx.db)
}
