/** What refreshing a set of series reads, each in one statement for the whole set. */
import { type RawBuilder, sql } from 'kysely'

import { addDays } from '#kernel/day'
import { pairRows } from '#platform/pair-ranges'
import type { Ask } from '#platform/work'

import type { PersonMarkKind } from '../rules/marks.ts'
import { type DayUnits, unitBits, unitsAbove, unpackDays } from '../rules/packed-days.ts'
import { type RecentSales, recentDays, recentSales } from '../rules/recent-sales.ts'
import { firstMonday, weekOf } from '../rules/weeks.ts'
import { wholeNumbers } from '../rules/whole-numbers.ts'

export type ItemPlace = { readonly itemId: string; readonly placeId: string }

export function pairKey({ itemId, placeId }: ItemPlace): string {
  return `${itemId} ${placeId}`
}

/** One entry a day and channel, in any order. */
export type ObservedWeeks = {
  readonly categoryId: string | null
  readonly firstSoldOn: string | null
  readonly lastSoldOn: string | null
  readonly raw: DayUnits
  /** The largest sale of each day on which one is known by itself. */
  readonly largest: DayUnits
  readonly recent: RecentSales
}

type DaysRow = ItemPlace & {
  readonly categoryId: string | null
  /** As `unpackDays` reads them. */
  readonly raw: Buffer
  readonly largest: Buffer | null
  /** As an array's text, of the latest days: which channel of all, from 1 on. Null where there is one alone. */
  readonly channels: string | null
}

/**
 * By `pairKey`; those without demand are left out. Days become weeks here: to group them costs the
 * database more than to tell them.
 */
export async function readObservedWeeks(
  ask: Ask,
  pairs: readonly ItemPlace[],
  toDay: string,
): Promise<ReadonlyMap<string, ObservedWeeks>> {
  const channelIds = await allChannels(ask)
  const endDay = 7 * weekOf(toDay)
  const { rows } = await sql<DaysRow>`
    select p.item_id as "itemId", p.place_id as "placeId", i.category_id as "categoryId", w.*
    from ${pairRows(pairs)} as p (item_id, place_id)
    join item i on i.id = p.item_id
    cross join lateral (
      select ${packedDays(sql`d.raw_units`)} as raw,
             ${packedDays(sql`d.largest_units`)} filter (where d.largest_units > 0) as largest,
             ${channelIds.length > 1 ? channelNos(channelIds, endDay) : sql`null`} as channels
      from demand_day d
      where d.item_id = p.item_id and d.place_id = p.place_id and d.on_day <= ${toDay}::date
    ) w
    where w.raw is not null
  `.execute(ask.db)
  return new Map(
    rows.map(({ itemId, placeId, categoryId, ...row }) => {
      const raw = unpackDays(row.raw)
      const observed = {
        categoryId,
        ...soldBetween(raw),
        raw,
        largest: row.largest === null ? noDays : unpackDays(row.largest),
        recent: recentSales(raw, endDay, channelsOf(row), channelIds),
      }
      return [pairKey({ itemId, placeId }), observed]
    }),
  )
}

const noDays: DayUnits = { days: new Int32Array(), units: new Float64Array() }

/** What was found on each day, as `unpackDays` reads it. */
function packedDays(units: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`string_agg(int8send(((d.on_day - ${firstMonday}::date)::bigint << ${unitBits}::int)
    + ${units} + ${unitsAbove}::bigint), ''::bytea)`
}

async function allChannels(ask: Ask): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly id: string }>`
    select id from channel order by id`.execute(ask.db)
  return rows.map(({ id }) => id)
}

function channelNos(channelIds: readonly string[], endDay: number): RawBuilder<unknown> {
  const from = endDay - recentDays
  return sql`array_agg(array_position(${channelIds}::uuid[], d.channel_id))
    filter (where d.on_day >= ${firstMonday}::date + ${from}::int)::text`
}

function channelsOf({ channels }: Pick<DaysRow, 'channels'>): readonly number[] | undefined {
  return channels === null ? undefined : wholeNumbers(channels)
}

function soldBetween({ days, units }: DayUnits): Pick<ObservedWeeks, 'firstSoldOn' | 'lastSoldOn'> {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let at = 0; at < days.length; at += 1) {
    const day = days[at] as number
    if ((units[at] as number) <= 0) continue
    first = Math.min(first, day)
    last = Math.max(last, day)
  }
  const isSold = Number.isFinite(first)
  return {
    firstSoldOn: isSold ? addDays(firstMonday, first) : null,
    lastSoldOn: isSold ? addDays(firstMonday, last) : null,
  }
}

export function numbers(text: string): number[] {
  return text === '' ? [] : text.split(',').map(Number)
}

/**
 * Week of `weekOf`, in whole numbers: what is added is taken off again, so that days before 1970 are
 * rounded down as well.
 */
const weekNo = sql`((d.on_day - ${firstMonday}::date + 70000) / 7 - 10000)`

/** Days on which nothing usable was there, from the first day to the last, and what was wanted on them. */
export type EmptySpan = ItemPlace & {
  readonly fromDay: string
  readonly toDay: string
  readonly weeks: string
  readonly units: string
}

/**
 * Stock-outs by the units book: the usable balance after each day of moves; where it is zero, all days
 * until the next move are empty. What was there before the first move is unknown, and no stock-out.
 */
export async function readEmptySpans(
  ask: Ask,
  pairs: readonly ItemPlace[],
  toDay: string,
): Promise<readonly EmptySpan[]> {
  const { rows } = await sql<EmptySpan>`
    with step as (
      select p.item_id, p.place_id, m.moved_on,
             case when m.to_place_id = p.place_id and arrived.is_usable then m.units else 0 end
             - case when m.from_place_id = p.place_id and left_from.is_usable then m.units else 0 end
               as units
      from ${pairRows(pairs)} as p (item_id, place_id)
      join stock_move m on m.item_id = p.item_id and m.moved_on <= ${toDay}::date
        and p.place_id in (m.to_place_id, m.from_place_id)
      left join stock_status arrived on arrived.code = m.to_status
      left join stock_status left_from on left_from.code = m.from_status
    ), by_day as (
      select item_id, place_id, moved_on, sum(units) as units
      from step group by item_id, place_id, moved_on
    ), balance as (
      select item_id, place_id, moved_on + 1 as from_day,
             sum(units) over w as units,
             coalesce(lead(moved_on) over w - 1, ${toDay}::date) as to_day
      from by_day
      window w as (partition by item_id, place_id order by moved_on)
    )
    select b.item_id as "itemId", b.place_id as "placeId", b.from_day as "fromDay",
           b.to_day as "toDay", coalesce(wanted.weeks, '') as weeks,
           coalesce(wanted.units, '') as units
    from balance b
    left join lateral (
      select string_agg(d.week::text, ',') as weeks, string_agg(d.units::text, ',') as units
      from (
        select ${weekNo} as week, sum(d.raw_units) as units
        from demand_day d
        where d.item_id = b.item_id and d.place_id = b.place_id
          and d.on_day between b.from_day and b.to_day
        group by 1
      ) d
    ) wanted on true
    where b.units <= 0 and b.to_day >= b.from_day
  `.execute(ask.db)
  return rows
}

export type PersonMark = ItemPlace & {
  readonly kind: PersonMarkKind
  readonly startsOn: string
  readonly endsOn: string
}

/** Marks that people made and did not take back, of all channels together. */
export async function readPersonMarks(
  ask: Ask,
  pairs: readonly ItemPlace[],
): Promise<readonly PersonMark[]> {
  const { rows } = await sql<PersonMark>`
    select m.item_id as "itemId", m.place_id as "placeId", m.kind, m.starts_on as "startsOn",
           m.ends_on as "endsOn"
    from ${pairRows(pairs)} as p (item_id, place_id)
    join demand_mark m on m.item_id = p.item_id and m.place_id = p.place_id
    where m.withdrawn_at is null and m.channel_id is null
    order by m.starts_on, m.id
  `.execute(ask.db)
  return rows
}

/** What the stored series were made of, by `pairKey`. */
export async function readFingerprints(
  ask: Ask,
  pairs: readonly ItemPlace[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<ItemPlace & { readonly fingerprint: string }>`
    select s.item_id as "itemId", s.place_id as "placeId", s.fingerprint
    from ${pairRows(pairs)} as p (item_id, place_id)
    cross join lateral (
      -- apart from what follows, so that the key is what it goes by: a table that was just filled has
      -- no statistics, and an index of places alone looks as good then
      select s.item_id, s.place_id, s.channel_id, s.period, s.fingerprint from demand_series s
      where s.item_id = p.item_id and s.place_id = p.place_id offset 0
    ) s
    where s.channel_id is null and s.period = 'week'
  `.execute(ask.db)
  return new Map(rows.map((row) => [pairKey(row), row.fingerprint]))
}
