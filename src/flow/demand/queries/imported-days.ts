import { sql } from 'kysely'

import type { Ask, Tx } from '#platform/work'

import type { DemandKind } from '../store/entries.ts'

/** What a row of a file of days speaks of. */
export type DayKey = {
  readonly itemId: string
  readonly placeId: string
  readonly channelId: string
  readonly onDay: string
  readonly kind: DemandKind
}

export type ImportedDay = {
  /** Signed, as entries have it. */
  readonly units: bigint
  /** How many entries say so: the first and each change since. */
  readonly entryCount: number
}

/** What files have said so far, in the order of the keys; of no day is zero units and no entries. */
export async function readImportedDays(
  ask: Ask | Tx,
  keys: readonly DayKey[],
): Promise<readonly ImportedDay[]> {
  const { rows } = await sql<ImportedDay>`
    select e.units, e.count as "entryCount"
    from unnest(${keys.map(({ itemId }) => itemId)}::uuid[],
                ${keys.map(({ placeId }) => placeId)}::uuid[],
                ${keys.map(({ channelId }) => channelId)}::uuid[],
                ${keys.map(({ onDay }) => onDay)}::date[], ${keys.map(({ kind }) => kind)}::text[])
      with ordinality as g (item_id, place_id, channel_id, on_day, kind, no)
    cross join lateral (
      select coalesce(sum(units), 0)::bigint as units, count(*)::int as count
      from demand_entry e
      where e.item_id = g.item_id and e.place_id = g.place_id and e.on_day = g.on_day
        and e.channel_id = g.channel_id and e.kind = g.kind and e.source_kind = 'import'
    ) e
    order by g.no
  `.execute(ask.db)
  return rows
}

/** Holds back other commits of files of days: each reads what is there and writes the difference. */
export async function lockImportedDays(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('demand.import'))`.execute(tx.db)
}
