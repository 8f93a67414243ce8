/** The only SQL that writes channels. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Ask, Tx } from '#platform/work'

import type { ChannelFacts, ChannelId } from '../queries/read-channels.ts'

export type ChannelFields = Omit<ChannelFacts, 'id'>
export type StoredChannel = ChannelFacts & { readonly version: number }

/** @returns false when a code is taken */
export async function insertChannels(
  tx: Tx,
  channels: readonly Omit<StoredChannel, 'version'>[],
): Promise<boolean> {
  if (channels.length === 0) return true
  const { rows } = await sql`
    insert into channel (id, code, name, kind, place_id, is_committed, status)
    select g.id, g.code, g.name, g.kind, g."placeId", g."isCommitted", g.status
    from json_to_recordset(${toJson(channels)}::json) ${given}
    on conflict (code) do nothing returning id
  `.execute(tx.db)
  return rows.length === channels.length
}

export async function lockChannel(
  tx: Tx,
  channelId: ChannelId,
): Promise<StoredChannel | undefined> {
  const { rows } = await sql<StoredChannel>`
    select ${stored} from channel c where c.id = ${channelId}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

/** A channel as an import sees it: its place by code, empty for none. */
export type ImportedChannel = StoredChannel & { readonly place: string }

/** Those that exist, by code. */
export async function readStoredChannels(
  ask: Ask | Tx,
  codes: readonly string[],
  { lock }: { readonly lock: boolean },
): Promise<ReadonlyMap<string, ImportedChannel>> {
  const { rows } = await sql<ImportedChannel>`
    select ${stored}, coalesce(p.code, '') as place
    from unnest(${codes}::text[]) as asked (code)
    join channel c on c.code = asked.code
    left join place p on p.id = c.place_id
    order by c.id ${lock ? sql`for update of c` : sql``}
  `.execute(ask.db)
  return new Map(rows.map((row) => [row.code, row]))
}

/** Writes all that may change and counts the versions up; the caller holds the locks. */
export async function updateChannels(tx: Tx, channels: readonly StoredChannel[]): Promise<void> {
  if (channels.length === 0) return
  await sql`
    update channel c
    set code = g.code, name = g.name, kind = g.kind, place_id = g."placeId",
        is_committed = g."isCommitted", status = g.status, version = c.version + 1
    from json_to_recordset(${toJson(channels)}::json) ${given}
    where c.id = g.id
  `.execute(tx.db)
}

const given = sql`
  as g (id uuid, code text, name text, kind text, "placeId" uuid, "isCommitted" boolean, status text)`

const stored = sql`
  c.id, c.code, c.name, c.kind, c.place_id as "placeId", c.is_committed as "isCommitted", c.status,
  c.version`
