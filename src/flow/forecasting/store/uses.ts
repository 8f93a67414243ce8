/** The only SQL that writes how forecasts are used. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Tx } from '#platform/work'

/** What planning made of an item at a place. */
export type ForecastUse = {
  readonly itemId: string
  readonly placeId: string
  readonly segment: string
  readonly supplierId: string | null
  /** Lead time plus review. */
  readonly protectedDays: number
}

/** @returns true where the segment of any is another than before */
export async function putUses(tx: Tx, uses: readonly ForecastUse[]): Promise<boolean> {
  if (uses.length === 0) return false
  const { rows } = await sql<{ readonly isMoved: boolean }>`
    with given as (
      select * from json_to_recordset(${toJson(uses)}::json) as g ("itemId" uuid, "placeId" uuid,
        segment text, "supplierId" uuid, "protectedDays" int)
    ), moved as (
      select from given g
      left join forecast_use u on u.item_id = g."itemId" and u.place_id = g."placeId"
      where u.segment is distinct from g.segment limit 1
    ), put as (
      insert into forecast_use as before (item_id, place_id, segment, supplier_id, protected_days)
      select "itemId", "placeId", segment, "supplierId", "protectedDays" from given
      order by "itemId", "placeId"
      on conflict (item_id, place_id) do update
        set segment = excluded.segment, supplier_id = excluded.supplier_id,
            protected_days = excluded.protected_days
        where (before.segment, before.supplier_id, before.protected_days)
          is distinct from (excluded.segment, excluded.supplier_id, excluded.protected_days)
    )
    select exists (select from moved) as "isMoved"
  `.execute(tx.db)
  return rows[0]?.isMoved ?? false
}
