import { sql } from 'kysely'

import type { ItemPlace } from '#books/inventory'
import type { Ask } from '#platform/work'

/** Item-places that were planned before a person said that they are not. */
export async function unplannedPairs(ask: Ask): Promise<readonly ItemPlace[]> {
  const { rows } = await sql<ItemPlace>`
    select p.item_id as "itemId", p.place_id as "placeId"
    from planning_item n
    join plan_position p on p.item_id = n.item_id and p.place_id = n.place_id
    where not n.is_planned order by 1, 2
  `.execute(ask.db)
  return rows
}
