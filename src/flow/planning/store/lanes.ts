/** The only SQL that writes lanes between places, and what suppliers ask for at least. */
import { sql } from 'kysely'

import type { Id } from '#kernel/brand'
import type { Tx } from '#platform/work'

export type SourceLaneId = Id<'SourceLane'>
export type OrderMinimumId = Id<'OrderMinimum'>

export type SourceLane = {
  readonly id: SourceLaneId
  readonly fromPlaceId: string
  readonly toPlaceId: string
  readonly itemId: string | null
  readonly categoryId: string | null
  readonly leadTimeDays: number
  readonly rank: number
  readonly multipleUnits: bigint
  readonly fixedCostMinor: bigint
  readonly costPerKgMinor: bigint
  readonly status: 'active' | 'inactive'
  readonly version: number
}

/** @returns false when there is a lane between these places for the same already */
export async function insertLane(tx: Tx, lane: Omit<SourceLane, 'version'>): Promise<boolean> {
  const { rows } = await sql`
    insert into source_lane (id, from_place_id, to_place_id, item_id, category_id, lead_time_days,
      rank, multiple_units, fixed_cost_minor, cost_per_kg_minor, status)
    values (${lane.id}::uuid, ${lane.fromPlaceId}::uuid, ${lane.toPlaceId}::uuid,
      ${lane.itemId}::uuid, ${lane.categoryId}::uuid, ${lane.leadTimeDays}, ${lane.rank},
      ${lane.multipleUnits}::bigint, ${lane.fixedCostMinor}::bigint,
      ${lane.costPerKgMinor}::bigint, ${lane.status})
    on conflict do nothing returning id
  `.execute(tx.db)
  return rows.length === 1
}

export async function lockLane(tx: Tx, id: SourceLaneId): Promise<SourceLane | undefined> {
  const { rows } = await sql<SourceLane>`
    select id, from_place_id as "fromPlaceId", to_place_id as "toPlaceId", item_id as "itemId",
           category_id as "categoryId", lead_time_days as "leadTimeDays", rank,
           multiple_units as "multipleUnits", fixed_cost_minor as "fixedCostMinor",
           cost_per_kg_minor as "costPerKgMinor", status, version
    from source_lane where id = ${id}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

export async function updateLane(tx: Tx, lane: SourceLane): Promise<void> {
  await sql`
    update source_lane
    set lead_time_days = ${lane.leadTimeDays}, rank = ${lane.rank},
        multiple_units = ${lane.multipleUnits}::bigint,
        fixed_cost_minor = ${lane.fixedCostMinor}::bigint,
        cost_per_kg_minor = ${lane.costPerKgMinor}::bigint, status = ${lane.status},
        version = version + 1
    where id = ${lane.id}::uuid
  `.execute(tx.db)
}

export async function deleteLane(tx: Tx, id: SourceLaneId): Promise<void> {
  await sql`delete from source_lane where id = ${id}::uuid`.execute(tx.db)
}

export type OrderMinimum = {
  readonly id: OrderMinimumId
  readonly supplierId: string
  readonly placeId: string | null
  readonly minimumValueMinor: bigint
  readonly currency: string
  readonly loadName: string
  readonly loadVolumeCm3: bigint | null
  readonly loadWeightGrams: bigint | null
  readonly reviewDays: number
  readonly version: number
}

/** @returns false when there is one for this supplier and place already */
export async function insertMinimum(
  tx: Tx,
  least: Omit<OrderMinimum, 'version'>,
): Promise<boolean> {
  const { rows } = await sql`
    insert into order_minimum (id, supplier_id, place_id, minimum_value_minor, currency, load_name,
      load_volume_cm3, load_weight_grams, review_days)
    values (${least.id}::uuid, ${least.supplierId}::uuid, ${least.placeId}::uuid,
      ${least.minimumValueMinor}::bigint, ${least.currency}, ${least.loadName},
      ${least.loadVolumeCm3}::bigint, ${least.loadWeightGrams}::bigint, ${least.reviewDays})
    on conflict do nothing returning id
  `.execute(tx.db)
  return rows.length === 1
}

export async function lockMinimum(tx: Tx, id: OrderMinimumId): Promise<OrderMinimum | undefined> {
  const { rows } = await sql<OrderMinimum>`
    select id, supplier_id as "supplierId", place_id as "placeId",
           minimum_value_minor as "minimumValueMinor", currency, load_name as "loadName",
           load_volume_cm3 as "loadVolumeCm3", load_weight_grams as "loadWeightGrams",
           review_days as "reviewDays", version
    from order_minimum where id = ${id}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

export async function updateMinimum(tx: Tx, least: OrderMinimum): Promise<void> {
  await sql`
    update order_minimum
    set minimum_value_minor = ${least.minimumValueMinor}::bigint, currency = ${least.currency},
        load_name = ${least.loadName}, load_volume_cm3 = ${least.loadVolumeCm3}::bigint,
        load_weight_grams = ${least.loadWeightGrams}::bigint, review_days = ${least.reviewDays},
        version = version + 1
    where id = ${least.id}::uuid
  `.execute(tx.db)
}

export async function deleteMinimum(tx: Tx, id: OrderMinimumId): Promise<void> {
  await sql`delete from order_minimum where id = ${id}::uuid`.execute(tx.db)
}
