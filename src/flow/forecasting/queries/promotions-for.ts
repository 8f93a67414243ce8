import { sql } from 'kysely'

import { idColumn } from '#platform/columns'
import type { Ask } from '#platform/work'

import type { PlannedPromotion } from '../rules/planned-uplift.ts'

type Pair = { readonly itemId: string; readonly placeId: string; readonly startsOn: string }

/**
 * What is planned for these item-places from their first forecast day on, by `item place`, each with
 * the effect that was learned of its kind: of the item, else of its category, else of all; what a
 * person expects stands where nothing was learned.
 */
export async function promotionsFor(
  ask: Ask,
  pairs: readonly Pair[],
): Promise<ReadonlyMap<string, readonly PlannedPromotion[]>> {
  const { rows } = await sql<
    PlannedPromotion & { readonly itemId: string; readonly placeId: string }
  >`
    select distinct on (g.item_id, g.place_id, p.starts_on, p.id)
           g.item_id as "itemId", g.place_id as "placeId", p.starts_on - g.starts_on as "fromDay",
           p.ends_on - g.starts_on as "toDay",
           coalesce(e.uplift_factor, p.expected_uplift_bps / 10000.0, 1)::float8 as factor,
           coalesce(e.dip_factor, 1)::float8 as "dipFactor",
           p.kind in ('holiday', 'price_change') as "isEvent"
    from unnest(${idColumn(pairs, (one) => one.itemId)}::uuid[],
                ${idColumn(pairs, (one) => one.placeId)}::uuid[],
                ${pairs.map((one) => one.startsOn)}::date[]) as g (item_id, place_id, starts_on)
    join item i on i.id = g.item_id
    join promotion_scope s on (s.item_id is null or s.item_id = g.item_id)
      and (s.category_id is null or s.category_id = i.category_id)
      and (s.place_id is null or s.place_id = g.place_id)
    join promotion p on p.id = s.promotion_id and p.status <> 'cancelled' and p.ends_on >= g.starts_on
    left join lateral (
      select e.uplift_factor, e.dip_factor from promotion_effect e
      where e.kind = p.kind and (e.item_id is null or e.item_id = g.item_id)
        and (e.category_id is null or e.category_id = i.category_id)
        and (e.place_id is null or e.place_id = g.place_id)
      order by e.item_id nulls last, e.place_id nulls last, e.category_id nulls last limit 1
    ) e on true
    order by g.item_id, g.place_id, p.starts_on, p.id
  `.execute(ask.db)
  return Map.groupBy(rows, ({ itemId, placeId }) => `${itemId} ${placeId}`)
}
