import { sql } from 'kysely'

import type { Ask } from '#platform/work'

type Pair = { readonly itemId: string; readonly placeId: string }

/** Forecasts that were laid with another first or last day of sale than is known now. */
export async function livesToLay(ask: Ask): Promise<readonly Pair[]> {
  const { rows } = await sql<Pair>`
    select f.item_id as "itemId", f.place_id as "placeId"
    from planning_item n
    join forecast f on (f.item_id, f.place_id, f.period) = (n.item_id, n.place_id, 'week')
    where num_nonnulls(n.launch_on, n.end_on) > 0
      and (f.launches_on is distinct from n.launch_on or f.ends_on is distinct from n.end_on)
    union
    select f.item_id, f.place_id
    from forecast f
    left join planning_item n on n.item_id = f.item_id and n.place_id = f.place_id
    where (f.launches_on is not null or f.ends_on is not null)
      and num_nonnulls(n.launch_on, n.end_on) = 0
    order by 1, 2
  `.execute(ask.db)
  return rows
}
