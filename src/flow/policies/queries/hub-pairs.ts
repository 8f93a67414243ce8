/** Places that feed others, with what flows down their lanes: demand there is demand of theirs. */
import { type RawBuilder, sql } from 'kysely'

import { type PairRange, pairRows } from '#platform/pair-ranges'
import type { Ask, Tx } from '#platform/work'

export type HubPair = { readonly itemId: string; readonly placeId: string }

const anyLane = sql<boolean>`(select exists(select from source_lane where status = 'active'))`

/** Of lanes `v` that are for item `i`. */
const isForItem = sql<boolean>`v.status = 'active'
  and (v.item_id is null or v.item_id = i.id)
  and (v.category_id is null or v.category_id = i.category_id)`

/** Of series `s` of item `i`: no lane starts there. Asked at no cost while there are no lanes. */
export const feedsNobody = sql<boolean>`(not ${anyLane} or not exists (
  select from source_lane v where v.from_place_id = s.place_id and ${isForItem}))`

/** False while nothing feeds anything, and never did. */
export async function hasHubs(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ readonly has: boolean }>`
    select ${anyLane} or exists(select from stock_rule where facts ? 'flowPlaces') as has
  `.execute(tx.db)
  return rows[0]?.has ?? false
}

/**
 * Item-places that feed others, and those that did, by how far they are from the leaves: whatever they feed is in an
 * earlier list. Where an item is new it is kept as the one it is like, by the step before.
 */
export async function hubLevels(
  ask: Ask | Tx,
  { after, until }: PairRange,
): Promise<readonly (readonly HubPair[])[]> {
  const ofRange = (item: RawBuilder<unknown>) =>
    sql`${item} > ${after.itemId}::uuid and ${item} <= ${until.itemId}::uuid`
  const { rows } = await sql<HubPair & { readonly height: number }>`
    with recursive sold as materialized (
      select s.item_id, s.place_id, i.category_id from demand_series s join item i on i.id = s.item_id
      where s.channel_id is null and s.period = 'week' and i.status = 'active'
        and ${ofRange(sql`s.item_id`)}
    ), up (item_id, place_id, height) as (
      select i.id, v.from_place_id, 1
      from (select item_id as id, place_id, category_id from sold) as i
      join source_lane v on v.to_place_id = i.place_id and ${isForItem}
      union
      select up.item_id, v.from_place_id, up.height + 1
      from up join item i on i.id = up.item_id
      join source_lane v on v.to_place_id = up.place_id and ${isForItem}
      where up.height < ${heightMax}::int
    )
    select item_id as "itemId", place_id as "placeId", max(height) as height
    from (
      select item_id, place_id, height from up
      union all
      select i.id, i.place_id, 1 from (select item_id as id, place_id, category_id from sold) as i
      where exists (select from source_lane v where v.from_place_id = i.place_id and ${isForItem})
      union all
      select item_id, place_id, 1 from stock_rule
      where facts ? 'flowPlaces' and ${ofRange(sql`item_id`)}
    ) as hub
    where not exists (
      select from forecast f where f.item_id = hub.item_id and f.place_id = hub.place_id
        and f.analog_item_id is not null)
    group by 1, 2 order by 3, 1, 2
  `.execute(ask.db)
  return [...Map.groupBy(rows, ({ height }) => height).values()]
}

/** Lanes that lead in a circle are refused; should there be one, it ends here. */
const heightMax = 12

/** Places whose usual lane leads from `h` on, directly or through others, and `h` itself. */
const fedPlaces = sql`
  with recursive fed as (
    select h.place_id
    union
    select r.place_id from fed join stock_rule r
      on r.item_id = h.item_id and r.from_place_id = fed.place_id
  ) select place_id from fed`

/** As the pairs of `ruleInputs`: of one that nobody asks any more the rule is renewed, too. */
export function hubPairs(pairs: readonly HubPair[]): RawBuilder<unknown> {
  return sql`
    select h.item_id, h.place_id, i.category_id, coalesce(d.ends_on, '1970-01-05'::date) as ends_on,
           d.units_52w, coalesce(d.said, 'nothing') as said, '{}'::float8[] as units,
           d.place_count as flow_places
    from ${pairRows(pairs)} as h (item_id, place_id)
    join item i on i.id = h.item_id
    cross join lateral (
      select max(s.ends_on) as ends_on, coalesce(sum(s.units_52w), 0)::bigint as units_52w,
             md5(string_agg(s.place_id || s.fingerprint, ',' order by s.place_id)) as said,
             (count(*) filter (where s.place_id <> h.place_id))::int as place_count
      from (${fedPlaces}) as fed join demand_series s on s.item_id = h.item_id
        and s.place_id = fed.place_id and s.channel_id is null and s.period = 'week') as d
    where d.said is not null or exists (
      select from stock_rule r where r.item_id = h.item_id and r.place_id = h.place_id)`
}

export type FlowSeries = HubPair & {
  readonly endsOn: string
  readonly units: readonly number[]
}

/** Every series that is wanted of each of these, its own with them. */
export async function flowSeries(
  ask: Ask | Tx,
  pairs: readonly HubPair[],
): Promise<readonly FlowSeries[]> {
  if (pairs.length === 0) return []
  const { rows } = await sql<FlowSeries>`
    select h.item_id as "itemId", h.place_id as "placeId", s.ends_on as "endsOn",
           case when cardinality(s.baseline_units) > 0 then s.baseline_units
                when cardinality(s.cleaned_units) > 0 then s.cleaned_units
                when cardinality(s.corrected_units) > 0 then s.corrected_units
                else s.raw_units end as units
    from ${pairRows(pairs)} as h (item_id, place_id)
    cross join lateral (
      select s.* from (${fedPlaces}) as fed join demand_series s on s.item_id = h.item_id
        and s.place_id = fed.place_id and s.channel_id is null and s.period = 'week') as s
    order by 1, 2, s.place_id
  `.execute(ask.db)
  return rows
}
