import { sql } from 'kysely'

import type { ForecastUse } from '#flow/forecasting'
import type { Ask } from '#platform/work'

/** Rules that say something else of a forecast's use than forecasting was told. */
export async function usesToTell(ask: Ask, limit: number): Promise<readonly ForecastUse[]> {
  const { rows } = await sql<ForecastUse>`
    select r.item_id as "itemId", r.place_id as "placeId", r.segment,
           r.supplier_id as "supplierId", r.lead_days + r.review_days as "protectedDays"
    from stock_rule r
    left join forecast_use u on u.item_id = r.item_id and u.place_id = r.place_id
    where (u.segment, u.supplier_id, u.protected_days)
      is distinct from (r.segment, r.supplier_id, r.lead_days + r.review_days)
    order by r.item_id, r.place_id limit ${limit}::int
  `.execute(ask.db)
  return rows
}
