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

/** The key of the entry that says what a file says of a day, and how often that changed before. */
export function importKey(day: DayKey, entryCount: number): string {
  return `${keyStart(day)}:${entryCount}`
}

function keyStart({ itemId, placeId, channelId, onDay, kind }: DayKey): string {
  return `import:${itemId}:${placeId}:${channelId}:${onDay}:${kind}`
}

/**
 * What files have said so far, in the order of the days; of no day is zero units and no entries. Asked
 * by the range of keys alone: with other columns PostgreSQL may take an index that says little.
 */
export async function readImportedDays(
  ask: Ask | Tx,
  days: readonly DayKey[],
): Promise<readonly ImportedDay[]> {
  const { rows } = await sql<ImportedDay>`
    select e.units, e.count as "entryCount"
    from unnest(${days.map(keyStart)}::text[]) with ordinality as g (start, no)
    cross join lateral (
      select coalesce(sum(units), 0)::bigint as units, count(*)::int as count
      from demand_entry e
      where e.key > (g.start || ':') collate "C" and e.key < (g.start || ';') collate "C"
    ) e
    order by g.no
  `.execute(ask.db)
  return rows
}

/** Holds back other commits of files of days: each reads what is there and writes the difference. */
export async function lockImportedDays(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('demand.import'))`.execute(tx.db)
}
