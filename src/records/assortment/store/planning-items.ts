/** The only SQL that writes what planning knows of an item at a place. */
import { sql } from 'kysely'

import type { Id } from '#kernel/brand'
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

export async function deletePlanningItem(tx: Tx, id: PlanningItemId): Promise<void> {
  await sql`delete from planning_item where id = ${id}::uuid`.execute(tx.db)
}
