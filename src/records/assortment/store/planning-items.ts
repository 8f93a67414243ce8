/** The only SQL that writes what planning knows of an item at a place. */
import { sql } from 'kysely'

import type { Id } from '#kernel/brand'
import { pairRows } from '#platform/pair-ranges'
import { toJson } from '#platform/pending'
import type { Tx } from '#platform/work'

export type PlanningItemId = Id<'PlanningItem'>

export type PlanningTerms = {
  readonly criticality: 'normal' | 'high' | 'critical'
  readonly shelfLifeDays: number | null
  readonly analogItemId: string | null
  readonly launchOn: string | null
  readonly endOn: string | null
  readonly isPlanned: boolean
}

type Pair = { readonly itemId: string; readonly placeId: string }

export type StoredPlanningItem = PlanningTerms & {
  readonly id: PlanningItemId
  readonly version: number
}

export async function lockPlanningItem(
  tx: Tx,
  pair: Pair,
): Promise<StoredPlanningItem | undefined> {
  const { rows } = await sql<StoredPlanningItem>`
    select id, criticality, shelf_life_days as "shelfLifeDays", analog_item_id as "analogItemId",
           launch_on as "launchOn", end_on as "endOn", is_planned as "isPlanned", version
    from planning_item
    where item_id = ${pair.itemId}::uuid and place_id = ${pair.placeId}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

export async function putPlanningItem(tx: Tx, pair: Pair, given: PlanningTerms): Promise<void> {
  await sql`
    insert into planning_item (id, item_id, place_id, criticality, shelf_life_days, analog_item_id,
      launch_on, end_on, is_planned)
    values (${tx.newId()}::uuid, ${pair.itemId}::uuid, ${pair.placeId}::uuid, ${given.criticality},
      ${given.shelfLifeDays}::int, ${given.analogItemId}::uuid, ${given.launchOn}::date,
      ${given.endOn}::date, ${given.isPlanned})
    on conflict (item_id, place_id) do update set
      criticality = excluded.criticality, shelf_life_days = excluded.shelf_life_days,
      analog_item_id = excluded.analog_item_id, launch_on = excluded.launch_on,
      end_on = excluded.end_on, is_planned = excluded.is_planned,
      version = planning_item.version + 1
  `.execute(tx.db)
}

/** In one order, so that two who change the same ones wait for each other instead of for ever. */
export async function lockPlanningItems(
  tx: Tx,
  pairs: readonly Pair[],
): Promise<readonly (StoredPlanningItem & Pair)[]> {
  const { rows } = await sql<StoredPlanningItem & Pair>`
    select n.id, n.item_id as "itemId", n.place_id as "placeId", n.criticality,
           n.shelf_life_days as "shelfLifeDays", n.analog_item_id as "analogItemId",
           n.launch_on as "launchOn", n.end_on as "endOn", n.is_planned as "isPlanned", n.version
    from planning_item n
    where (n.item_id, n.place_id) in (select * from ${pairRows(pairs)})
    order by n.item_id, n.place_id for update
  `.execute(tx.db)
  return rows
}

export async function putPlanningItems(
  tx: Tx,
  given: readonly (Pair & { readonly terms: PlanningTerms })[],
): Promise<void> {
  const byPair = new Map(given.map((one) => [`${one.itemId} ${one.placeId}`, one]))
  const rows = [...byPair.values()].map(({ terms, itemId, placeId }) => {
    return { id: tx.newId(), itemId, placeId, ...terms }
  })
  await sql`
    insert into planning_item (id, item_id, place_id, criticality, shelf_life_days, analog_item_id,
      launch_on, end_on, is_planned)
    select g.id, g."itemId", g."placeId", g.criticality, g."shelfLifeDays", g."analogItemId",
           g."launchOn", g."endOn", g."isPlanned"
    from json_to_recordset(${toJson(rows)}::json) as g (id uuid, "itemId" uuid, "placeId" uuid,
      criticality text, "shelfLifeDays" int, "analogItemId" uuid, "launchOn" date, "endOn" date,
      "isPlanned" boolean)
    order by g."itemId", g."placeId"
    on conflict (item_id, place_id) do update set
      criticality = excluded.criticality, shelf_life_days = excluded.shelf_life_days,
      analog_item_id = excluded.analog_item_id, launch_on = excluded.launch_on,
      end_on = excluded.end_on, is_planned = excluded.is_planned,
      version = planning_item.version + 1
  `.execute(tx.db)
}

export async function deletePlanningItem(tx: Tx, id: PlanningItemId): Promise<void> {
  await sql`delete from planning_item where id = ${id}::uuid`.execute(tx.db)
}
