/** The only SQL that writes demand entries, and the days that are their sums. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Tx } from '#platform/work'

export type DemandKind = 'sale' | 'cancellation' | 'return' | 'correction'

export type NewDemandEntry = {
  /** Which fact this is; the same key again adds nothing. */
  readonly key: string
  readonly itemId: string
  readonly placeId: string
  readonly channelId: string
  readonly onDay: string
  readonly kind: DemandKind
  /** Signed: what was sold is above zero; a cancellation or a return is below. */
  readonly units: bigint
  readonly valueMinor?: bigint
  readonly currency?: string
  /** `import` for what a file says of whole days: such a row says nothing of the largest sale. */
  readonly sourceKind: 'customer_order' | 'import' | 'sales' | 'api'
  readonly sourceId?: string
}

/**
 * Appends entries, adds them to their days and marks their items as touched, in one statement.
 *
 * @returns keys of those that were not there before
 */
export async function insertEntries(
  tx: Tx,
  entries: readonly NewDemandEntry[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ readonly key: string }>`
    with given as (
      select * from unnest(
        ${entries.map(() => tx.newId<'DemandEntry'>())}::uuid[], ${entries.map(({ key }) => key)}::text[],
        ${entries.map(({ itemId }) => itemId)}::uuid[],
        ${entries.map(({ placeId }) => placeId)}::uuid[],
        ${entries.map(({ channelId }) => channelId)}::uuid[],
        ${entries.map(({ onDay }) => onDay)}::date[], ${entries.map(({ kind }) => kind)}::text[],
        ${entries.map(({ units }) => units)}::bigint[],
        ${entries.map(({ valueMinor }) => valueMinor ?? 0n)}::bigint[],
        ${entries.map(({ currency }) => currency ?? '')}::text[],
        ${entries.map(({ sourceKind }) => sourceKind)}::text[],
        ${entries.map(({ sourceId }) => sourceId ?? null)}::uuid[]
      ) as g (id, key, item_id, place_id, channel_id, on_day, kind, units, value_minor, currency,
              source_kind, source_id)
    ), added as (
      insert into demand_entry (id, key, item_id, place_id, channel_id, on_day, kind, units,
                                value_minor, currency, source_kind, source_id, entered_at)
      select id, key, item_id, place_id, channel_id, on_day, kind, units, value_minor, currency,
             source_kind, source_id, ${tx.now}::timestamptz
      from given order by key
      on conflict (key) do nothing
      returning key, item_id, place_id, channel_id, on_day, kind, units, source_kind
    ), kept as (
      insert into demand_day as day (item_id, place_id, channel_id, on_day, raw_units,
                                     returned_units, largest_units, entry_count)
      select item_id, place_id, channel_id, on_day,
             coalesce(sum(units) filter (where kind <> 'return'), 0),
             coalesce(-sum(units) filter (where kind = 'return'), 0),
             greatest(0, max(units) filter (where kind = 'sale' and source_kind <> 'import')),
             count(*)
      from added group by item_id, place_id, channel_id, on_day
      order by item_id, place_id, channel_id, on_day
      on conflict (item_id, place_id, channel_id, on_day) do update
        set raw_units = day.raw_units + excluded.raw_units,
            returned_units = day.returned_units + excluded.returned_units,
            largest_units = greatest(day.largest_units, excluded.largest_units),
            entry_count = day.entry_count + excluded.entry_count
    ), touched as (
      insert into demand_touch (item_id, place_id, touched_at)
      select distinct item_id, place_id, ${tx.now}::timestamptz from added
      order by item_id, place_id
      on conflict (item_id, place_id) do update set touched_at = excluded.touched_at
    )
    select key from added
  `.execute(tx.db)
  return new Set(rows.map(({ key }) => key))
}

/** Marks item-places as touched: their series are to be made anew. */
export async function touch(
  tx: Tx,
  pairs: readonly { readonly itemId: string; readonly placeId: string }[],
): Promise<void> {
  if (pairs.length === 0) return
  await sql`
    insert into demand_touch (item_id, place_id, touched_at)
    select distinct g."itemId", g."placeId", ${tx.now}::timestamptz
    from json_to_recordset(${toJson(pairs)}::json) as g ("itemId" uuid, "placeId" uuid)
    order by 1, 2
    on conflict (item_id, place_id) do update set touched_at = excluded.touched_at
  `.execute(tx.db)
}

/** Marks all that has demand and lies in one of the scopes of a promotion as touched. */
export async function touchPromoted(tx: Tx, promotionId: string): Promise<void> {
  await sql`
    insert into demand_touch (item_id, place_id, touched_at)
    select distinct s.item_id, s.place_id, ${tx.now}::timestamptz
    from promotion_scope p
    join demand_series s on s.channel_id is null
      and (p.item_id is null or s.item_id = p.item_id)
      and (p.place_id is null or s.place_id = p.place_id)
    join item i on i.id = s.item_id
      and (p.category_id is null or i.category_id = p.category_id)
    where p.promotion_id = ${promotionId}::uuid
    order by 1, 2
    on conflict (item_id, place_id) do update set touched_at = excluded.touched_at
  `.execute(tx.db)
}
