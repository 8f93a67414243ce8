import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import type { Override } from '../rules/overrides.ts'

type Pair = { readonly itemId: string; readonly placeId: string; readonly startsOn: string }

/** Overrides in force on a day, the older first, by `item place`; days count from the forecast's first. */
export async function overridesFor(
  ask: Ask,
  pairs: readonly Pair[],
  asOf: string,
): Promise<ReadonlyMap<string, readonly Override[]>> {
  const { rows } = await sql<Override & { readonly itemId: string; readonly placeId: string }>`
    select o.item_id as "itemId", o.place_id as "placeId", o.starts_on - p.starts_on as "fromDay",
           o.ends_on - p.starts_on as "toDay", o.kind, o.amount::float8 as amount
    from unnest(${pairs.map((one) => one.itemId)}::uuid[],
                ${pairs.map((one) => one.placeId)}::uuid[],
                ${pairs.map((one) => one.startsOn)}::date[]) as p (item_id, place_id, starts_on)
    join forecast_override o using (item_id, place_id)
    where o.withdrawn_at is null and o.expires_on >= ${asOf}::date
    order by o.made_at, o.id
  `.execute(ask.db)
  return Map.groupBy(rows, ({ itemId, placeId }) => `${itemId} ${placeId}`)
}
