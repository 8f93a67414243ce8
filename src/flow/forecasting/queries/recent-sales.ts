import { sql } from 'kysely'

import { daysBetween } from '#kernel/day'
import type { Ask } from '#platform/work'

import type { ChannelSales } from '../rules/channel-shares.ts'
import type { WeekdaySales } from '../rules/day-shares.ts'
import { channelDays, soleChannel } from './group-members.ts'

type Pair = { readonly itemId: string; readonly placeId: string }

export type RecentSales = { readonly byDay: WeekdaySales; readonly byChannel: ChannelSales }

const weekDays = 7

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

type Row = Pair & {
  /** Days since a Monday, units, and which channel of all (from 1 on). Null where there is one alone. */
  readonly days: string
  readonly units: string
  readonly channels: string | null
}

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
  const areSeveral = channelIds.length > 1
  const { rows } = await sql<Row>`
    select p.item_id as "itemId", p.place_id as "placeId", sold.*
    from unnest(${pairs.map((one) => one.itemId)}::uuid[],
                ${pairs.map((one) => one.placeId)}::uuid[]) as p (item_id, place_id)
    cross join lateral (
      -- lists travel as text, which is far quicker to read than arrays; channels are named so that the
      -- index leads to the days alone
      select array_agg(on_day - date '1970-01-05')::text as days, array_agg(raw_units)::text as units,
             ${areSeveral ? sql`array_agg(array_position(${channelIds}::uuid[], channel_id))::text` : sql`null`}
               as channels
      from demand_day
      where item_id = p.item_id and place_id = p.place_id and channel_id = any (${channelIds}::uuid[])
        and on_day >= ${asOf}::date - ${channelDays}::int and on_day < ${asOf}::date
    ) sold
    where sold.days is not null
  `.execute(ask.db)
  const found = new Map(rows.map((row) => [`${row.itemId} ${row.placeId}`, row]))
  const today = daysBetween('1970-01-05', asOf)
  return pairs.map(({ itemId, placeId }) => {
    return salesOf(found.get(`${itemId} ${placeId}`), today, channelIds)
  })
}

function salesOf(row: Row | undefined, today: number, channelIds: readonly string[]): RecentSales {
  if (row === undefined) return noSales
  const days = numbersOf(row.days)
  const sold = numbersOf(row.units)
  const units = new Float64Array(weekDays)
  for (let at = 0; at < days.length; at += 1) {
    const weekday = (days[at] as number) % weekDays
    units[weekday] = (units[weekday] as number) + (sold[at] as number)
  }
  const dayCount = daysSold(days, sold)
  const byDay = { units, dayCount }
  if (row.channels === null) return { byDay, byChannel: noSales.byChannel }
  const channels = numbersOf(row.channels).map((no) => channelIds[no - 1] ?? '')
  return { byDay, byChannel: { units: latestByChannel(days, sold, channels, today), dayCount } }
}

const noSales: RecentSales = {
  byDay: { units: new Float64Array(weekDays), dayCount: 0 },
  byChannel: { units: new Map(), dayCount: 0 },
}

function daysSold(days: readonly number[], sold: readonly number[]): number {
  return new Set(days.filter((_, at) => (sold[at] as number) > 0)).size
}

function latestByChannel(
  days: readonly number[],
  sold: readonly number[],
  channels: readonly string[],
  today: number,
): ReadonlyMap<string, number> {
  const units = new Map<string, number>()
  for (const [at, channelId] of channels.entries()) {
    const counted = (sold[at] as number) * 0.5 ** ((today - (days[at] as number)) / halfLifeDays)
    units.set(channelId, (units.get(channelId) ?? 0) + counted)
  }
  return units
}

/** Of an array as PostgreSQL writes it. */
function numbersOf(text: string): readonly number[] {
  return text.slice(1, -1).split(',').map(Number)
}

export async function allChannels(ask: Ask): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly id: string }>`
    select id from channel order by id`.execute(ask.db)
  return rows.map(({ id }) => id)
}
