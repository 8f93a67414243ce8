import { sql } from 'kysely'

import { idColumn } from '#platform/columns'
import type { Ask } from '#platform/work'

export type ChannelShare = {
  readonly channelId: string
  readonly name: string
  readonly isCommitted: boolean
  /** Of the item's demand at the place, 0 to 1. */
  readonly share: number
}

type Pair = { readonly itemId: string; readonly placeId: string; readonly endsOn: string }

const yearDays = 364

export const pairKey = ({ itemId, placeId }: Omit<Pair, 'endsOn'>): string => `${itemId} ${placeId}`

/** Whose demand it was, over the year before the end of each series; by pair, the largest first. */
export async function channelShares(
  ask: Ask,
  pairs: readonly Pair[],
): Promise<ReadonlyMap<string, readonly ChannelShare[]>> {
  const { rows } = await sql<ChannelShare & Pair>`
    with sold as (
      select d.item_id, d.place_id, d.channel_id, sum(greatest(d.raw_units, 0))::float8 as units
      from unnest(${idColumn(pairs, ({ itemId }) => itemId)}::uuid[],
                  ${idColumn(pairs, ({ placeId }) => placeId)}::uuid[],
                  ${pairs.map(({ endsOn }) => endsOn)}::date[]) as g (item_id, place_id, ends_on)
      join demand_day d on (d.item_id, d.place_id) = (g.item_id, g.place_id)
        and d.on_day < g.ends_on and d.on_day >= g.ends_on - ${yearDays}::int
      group by 1, 2, 3
    )
    select s.item_id as "itemId", s.place_id as "placeId", s.channel_id as "channelId", c.name,
           c.is_committed as "isCommitted",
           s.units / sum(s.units) over (partition by s.item_id, s.place_id) as share
    from sold s join channel c on c.id = s.channel_id
    where s.units > 0
    order by 1, 2, s.units desc, 3
  `.execute(ask.db)
  return Map.groupBy(rows, pairKey)
}
