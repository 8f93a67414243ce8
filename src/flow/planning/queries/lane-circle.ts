import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { SourceLane } from '../store/lanes.ts'

/**
 * Whether goods could go round with this lane: by active lanes for the same item, from where it leads to back to where
 * it starts. Whoever asks is alone with the lanes until the transaction ends, so that two people
 * cannot close a circle together.
 */
export async function closesCircle(
  tx: Tx,
  lane: Pick<SourceLane, 'fromPlaceId' | 'toPlaceId' | 'itemId' | 'categoryId'>,
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('source_lane.circle'))`.execute(tx.db)
  const { rows } = await sql<{ readonly isClosed: boolean }>`
    with recursive reached (place_id, item_id, category_id) as (
      select ${lane.toPlaceId}::uuid, ${lane.itemId}::uuid, ${lane.categoryId}::uuid
      union
      select l.to_place_id, coalesce(r.item_id, l.item_id), coalesce(r.category_id, l.category_id)
      from reached r join source_lane l on l.from_place_id = r.place_id and l.status = 'active'
      left join item i on i.id = coalesce(r.item_id, l.item_id)
      where (r.item_id is null or l.item_id is null or r.item_id = l.item_id)
        and (r.category_id is null or l.category_id is null or r.category_id = l.category_id)
        and (i.id is null or coalesce(r.category_id, l.category_id) is null
          or i.category_id = coalesce(r.category_id, l.category_id))
    )
    select exists(select from reached where place_id = ${lane.fromPlaceId}::uuid) as "isClosed"
  `.execute(tx.db)
  return rows[0]?.isClosed ?? false
}
