import { sql } from 'kysely'

import type { TotalBy } from '../contract.ts'
import { channelDays } from './group-members.ts'

export const weeksAhead = 13

export type Totalled = {
  readonly by: TotalBy
  /** The Monday of the first week that is forecast. */
  readonly from: string
  readonly categoryId: string | null
  readonly placeId: string | null
  readonly supplierId: string | null
}

/** What has no category, channel or supplier. */
export const noGroup = '00000000-0000-0000-0000-000000000000'

/** Of a pair `p`, in base units, in the week of this number from 1 on. */
export const plannedIn = ({ by }: Totalled, week: number) =>
  sql`p.planned_units[${sql.lit(week)}]${shareIn(by, week)}`

/** What of it is of the group: all, or times a channel's share. */
export const shareIn = (by: TotalBy, week: number) =>
  by === 'channel'
    ? sql` * coalesce(p.planned_shares[${sql.lit(week - 1)} * p.channels + p.no], p.share)`
    : sql``

/** Item-places with their group `id`, scale and share. */
export function totalPairs({ by, from, categoryId, placeId, supplierId }: Totalled) {
  const shares =
    by === 'channel'
      ? sql`
    left join forecast_habit h on h.item_id = f.item_id and h.place_id = f.place_id
      and cardinality(h.channel_ids) > 0
    left join lateral (
      select c.id, c.no, h.channel_shares[c.no] as share
      from unnest(h.channel_ids) with ordinality as c (id, no)
      union all select sole.id, 1, 1 from sole where h.item_id is null) part on true`
      : sql``
  const id = {
    category: sql`i.category_id`,
    channel: sql`part.id`,
    place: sql`f.place_id`,
    supplier: sql`u.supplier_id`,
  }[by]
  return sql`(
    with sole as materialized (
      select min(c.id::text)::uuid as id from channel c
      where exists (select from demand_day d where d.channel_id = c.id
        and d.on_day >= ${from}::date - ${channelDays}::int)
      having count(*) = 1)
    select coalesce(${id}, ${noGroup}::uuid) as id, i.unit, f.item_id, f.place_id,
           power(10::float8, -i.unit_decimals) as scale, f.planned_units, f.baseline_units,
           f.uplift_units, f.event_units, f.quantile_units, f.unbound_units,
           ${by === 'channel' ? sql`coalesce(part.share, 1) as share, part.no, cardinality(h.channel_ids) as channels, h.planned_shares` : sql`1::float8 as share, 1 as no, 0 as channels, null::float8[] as planned_shares`}
    from forecast f
    join item i on i.id = f.item_id
    left join forecast_use u on u.item_id = f.item_id and u.place_id = f.place_id
    ${shares}
    where f.period = 'week' and f.starts_on = ${from}::date
      and (${categoryId}::uuid is null or i.category_id = ${categoryId}::uuid)
      and (${placeId}::uuid is null or f.place_id = ${placeId}::uuid)
      and (${supplierId}::uuid is null or u.supplier_id = ${supplierId}::uuid)
  )`
}
