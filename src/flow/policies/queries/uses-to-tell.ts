import { sql } from 'kysely'

import type { ForecastUse } from '#flow/forecasting'
import type { Ask } from '#platform/work'

const beforeAll = '00000000-0000-0000-0000-000000000000'

/** The next rules that say something else of a forecast's use than forecasting was told. */
export async function usesToTell(
  ask: Ask,
  range: { readonly after: ForecastUse | undefined; readonly limit: number },
): Promise<readonly ForecastUse[]> {
  const { after, limit } = range
  const { rows } = await sql<ForecastUse>`
    select r.item_id as "itemId", r.place_id as "placeId", r.segment,
           r.supplier_id as "supplierId", r.lead_days + r.review_days as "protectedDays"
    from stock_rule r
    left join forecast_use u on u.item_id = r.item_id and u.place_id = r.place_id
    where (u.segment, u.supplier_id, u.protected_days)
      is distinct from (r.segment, r.supplier_id, r.lead_days + r.review_days)
      and (r.item_id, r.place_id)
        > (${after?.itemId ?? beforeAll}::uuid, ${after?.placeId ?? beforeAll}::uuid)
    order by r.item_id, r.place_id limit ${limit}::int
  `.execute(ask.db)
  return rows
}
