import { sql } from 'kysely'

import type { Ask, Tx } from '#platform/work'

import type { NewDemandEntry } from '../store/entries.ts'

type KeptEntry = Omit<NewDemandEntry, 'sourceKind' | 'sourceId'>

/** Those that exist, by key. */
export async function readEntriesByKey(
  ask: Ask | Tx,
  keys: readonly string[],
): Promise<ReadonlyMap<string, KeptEntry>> {
  const { rows } = await sql<KeptEntry>`
    select key, item_id as "itemId", place_id as "placeId", channel_id as "channelId",
           on_day as "onDay", kind, units, value_minor as "valueMinor", currency
    from demand_entry where key = any(${keys}::text[])
  `.execute(ask.db)
  return new Map(rows.map((row) => [row.key, row]))
}

export function sameEntry(kept: KeptEntry, entry: NewDemandEntry): boolean {
  return (
    kept.itemId === entry.itemId &&
    kept.placeId === entry.placeId &&
    kept.channelId === entry.channelId &&
    kept.onDay === entry.onDay &&
    kept.kind === entry.kind &&
    kept.units === entry.units &&
    kept.valueMinor === (entry.valueMinor ?? 0n) &&
    kept.currency === (entry.currency ?? '')
  )
}
