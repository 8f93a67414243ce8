/** Which item-places feed each other, and by which lanes. */
import { sql } from 'kysely'

import type { ItemPlace } from '#books/inventory'
import { pairRows } from '#platform/pair-ranges'
import type { Ask } from '#platform/work'

/** A lane by which an item gets to a place; the most particular one of those that start at the same place. */
export type LaneRow = ItemPlace & {
  readonly laneId: string
  readonly fromPlaceId: string
  readonly rank: number
  readonly leadDays: number
  readonly multipleUnits: number
  /** In minor units of the company it goes to. */
  readonly fixedCostMinor: number
  readonly costPerKgMinor: number
}

/** True while no lane is in use: then nothing else here need be asked. */
const anyLane = sql<boolean>`(select exists(select from source_lane where status = 'active'))`

/** Of lanes `v` that are for item `i`. */
const isForItem = sql<boolean>`v.status = 'active'
  and (v.item_id is null or v.item_id = i.id)
  and (v.category_id is null or v.category_id = i.category_id)`

/** A lateral join on pairs `p`: `v.said`, which lanes start or end there; null, at no cost, where there are none. */
export const lanesSaid = sql`
  left join lateral (
    select string_agg(v.id || '/' || v.version, ',' order by v.id) as said
    from item i join source_lane v on v.to_place_id = p.place_id or v.from_place_id = p.place_id
    where ${anyLane} and i.id = p.item_id and ${isForItem}) v on true`

/**
 * Of the items of these pairs that have a lane, all item-places with lanes: they are planned together. Empty where
 * none of these pairs has any.
 */
export async function networkPairs(
  ask: Ask,
  pairs: readonly ItemPlace[],
): Promise<readonly ItemPlace[]> {
  const { rows } = await sql<ItemPlace>`
    with asked as materialized (
      select distinct p.item_id
      from ${pairRows(pairs)} as p (item_id, place_id)
      join item i on i.id = p.item_id
      where ${anyLane} and exists (
        select from source_lane v
        where (v.to_place_id = p.place_id or v.from_place_id = p.place_id) and ${isForItem})
    )
    select r.item_id as "itemId", r.place_id as "placeId"
    from asked join stock_rule r using (item_id) join item i on i.id = r.item_id
    where exists (
      select from source_lane v
      where (v.to_place_id = r.place_id or v.from_place_id = r.place_id) and ${isForItem})
    order by 1, 2
  `.execute(ask.db)
  return rows
}

/** Best first: by the most particular, then by rank. */
export async function lanesInto(
  ask: Ask,
  pairs: readonly ItemPlace[],
): Promise<readonly LaneRow[]> {
  const { rows } = await sql<LaneRow>`
    select "itemId", "placeId", "laneId", "fromPlaceId", rank, "leadDays", "multipleUnits",
           "fixedCostMinor", "costPerKgMinor"
    from (
      select distinct on (p.item_id, p.place_id, v.from_place_id)
             p.item_id as "itemId", p.place_id as "placeId", v.id as "laneId",
             v.from_place_id as "fromPlaceId", v.rank::int as rank,
             v.lead_time_days as "leadDays", v.multiple_units::float8 as "multipleUnits",
             v.fixed_cost_minor::float8 as "fixedCostMinor",
             v.cost_per_kg_minor::float8 as "costPerKgMinor",
             v.item_id is null as is_wide, v.category_id is null as is_widest
      from ${pairRows(pairs)} as p (item_id, place_id)
      join item i on i.id = p.item_id
      join source_lane v on v.to_place_id = p.place_id and ${isForItem}
      order by 1, 2, 4, is_wide, is_widest, v.rank, v.id
    ) as lane
    order by "itemId", "placeId", is_wide, is_widest, rank, "laneId"
  `.execute(ask.db)
  return rows
}

export type DecidedWaveRow = ItemPlace & {
  readonly wave: number
  readonly units: number | null
  readonly supplierId: string | null
  readonly laneId: string | null
}

/** What people decided about the rest of a need, wave by wave. */
export async function decidedWaves(
  ask: Ask,
  pairs: readonly ItemPlace[],
): Promise<readonly DecidedWaveRow[]> {
  const { rows } = await sql<DecidedWaveRow>`
    select d.item_id as "itemId", d.place_id as "placeId", d.units::float8 as units,
           d.supplier_id as "supplierId", d.lane_id as "laneId",
           split_part(d.proposal_key, ':', 4)::int as wave
    from ${pairRows(pairs)} as p (item_id, place_id)
    join proposal_decision d using (item_id, place_id)
    where d.proposal_key like 'rest:%'
      and (d.units is not null or d.supplier_id is not null or d.lane_id is not null)
  `.execute(ask.db)
  return rows
}
