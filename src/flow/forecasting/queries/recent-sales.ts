import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import type { ChannelSales } from '../rules/channel-shares.ts'
import type { WeekdaySales } from '../rules/day-shares.ts'
import { channelDays, soleChannel } from './group-members.ts'

type Pair = { readonly itemId: string; readonly placeId: string }

export type RecentSales = { readonly byDay: WeekdaySales; readonly byChannel: ChannelSales }

/** After so many days a sale counts half for where customers buy. */
const halfLifeDays = 56

/**
 * Whether there is anything to learn: a company that sold in one channel, and whose demand of all weeks
 * was booked on one weekday, sells evenly and there alone. A few dozen looks at indexes.
 */
export async function hasHabits(ask: Ask, asOf: string): Promise<boolean> {
  const { rows } = await sql<{ readonly weekdayCount: number }>`
    select count(distinct extract(isodow from day))::int as "weekdayCount"
    from generate_series(${asOf}::date - ${channelDays}::int, ${asOf}::date - 1, '1 day') as day
    where exists (select from demand_day where on_day = day::date)
  `.execute(ask.db)
  if ((rows[0]?.weekdayCount ?? 0) > 1) return true
  return (await soleChannel(ask, asOf)) === undefined
}

type Row = Pair & { readonly said: string; readonly dayCount: number }

/**
 * What each sold of late by weekday and by channel. Each is looked up by itself, so that it takes as long
 * as there are pairs, even while the database knows nothing of tables just filled.
 *
 * @param channelIds all there are, in order
 */
export async function recentSales(
  ask: Ask,
  pairs: readonly Pair[],
  asOf: string,
  channelIds: readonly string[],
): Promise<readonly RecentSales[]> {
  const { rows } = await sql<Row>`
    select p.item_id as "itemId", p.place_id as "placeId", sold.said, sold."dayCount"
    from unnest(${pairs.map((one) => one.itemId)}::uuid[],
                ${pairs.map((one) => one.placeId)}::uuid[]) as p (item_id, place_id)
    cross join lateral (
      select string_agg(concat_ws('/', d.weekday, array_position(${channelIds}::uuid[], d.channel_id),
               d.units, d.counted), ',') as said, sum(d.days)::int as "dayCount"
      from (
        -- lists travel as text, which is far quicker to read than arrays
        select (on_day - date '1970-01-05') % 7 as weekday, channel_id, sum(raw_units) as units,
               sum(raw_units * power(0.5, (${asOf}::date - on_day) / ${halfLifeDays}::float8)) as counted,
               count(*) filter (where raw_units > 0) as days
        from demand_day
        where item_id = p.item_id and place_id = p.place_id
          and on_day >= ${asOf}::date - ${channelDays}::int and on_day < ${asOf}::date
        group by 1, 2
      ) d
    ) sold
    where sold.said is not null
  `.execute(ask.db)
  const found = new Map(rows.map((row) => [`${row.itemId} ${row.placeId}`, row]))
  return pairs.map(({ itemId, placeId }) => {
    return salesOf(found.get(`${itemId} ${placeId}`), channelIds)
  })
}

function salesOf(row: Row | undefined, channelIds: readonly string[]): RecentSales {
  const units = new Float64Array(7)
  const byChannel = new Map<string, number>()
  for (const one of row === undefined ? [] : row.said.split(',')) {
    const [weekday = 0, channel = 0, sold = 0, counted = 0] = one.split('/').map(Number)
    const channelId = channelIds[channel - 1] ?? ''
    units[weekday] = (units[weekday] ?? 0) + sold
    byChannel.set(channelId, (byChannel.get(channelId) ?? 0) + counted)
  }
  const dayCount = row?.dayCount ?? 0
  return { byDay: { units, dayCount }, byChannel: { units: byChannel, dayCount } }
}

export async function allChannels(ask: Ask): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly id: string }>`
    select id from channel order by id`.execute(ask.db)
  return rows.map(({ id }) => id)
}
