import { sql } from 'kysely'

import type { Ask } from '#platform/work'

type Pair = { readonly itemId: string; readonly placeId: string }

/** Each week all is forecast anew, without what expired: what lies so far back is not looked at. */
const keptDays = 60

/** Item-places whose forecast was laid while an override held that has expired by a day. */
export async function pairsWithExpired(ask: Ask, asOf: string): Promise<readonly Pair[]> {
  const { rows } = await sql<Pair>`
    select distinct f.item_id as "itemId", f.place_id as "placeId"
    from forecast_override o
    join forecast f on (f.item_id, f.place_id, f.period) = (o.item_id, o.place_id, 'week')
    where o.withdrawn_at is null and o.expires_on < ${asOf}::date
      and (f.computed_at at time zone 'UTC')::date <= o.expires_on
    union
    select f.item_id, f.place_id
    from forecast_override o
    join forecast f on f.period = 'week' and (o.place_id is null or f.place_id = o.place_id)
      and (f.computed_at at time zone 'UTC')::date <= o.expires_on
    join item i on i.id = f.item_id and (o.category_id is null or i.category_id = o.category_id)
    where o.item_id is null and o.withdrawn_at is null and o.expires_on < ${asOf}::date
      and o.expires_on >= ${asOf}::date - ${keptDays}::int
    order by 1, 2
  `.execute(ask.db)
  return rows
}
