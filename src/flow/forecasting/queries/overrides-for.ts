import { sql } from 'kysely'

import { idColumn } from '#platform/columns'
import type { Ask } from '#platform/work'

import type { Override } from '../rules/overrides.ts'

type Pair = { readonly itemId: string; readonly placeId: string; readonly startsOn: string }

type Row = {
  readonly itemId: string
  readonly placeId: string
  readonly kind: 'set' | 'add' | 'multiply' | 'spread'
  readonly fromDay: number
  readonly toDay: number
  readonly amount: number
  readonly fromWeek: number
  readonly factors: readonly number[] | null
  readonly channelId: string | null
}

/** Only what was said before this one. */
export type Before = { readonly id: string; readonly madeAt: Date }

/**
 * Overrides in force on a day, of each and of all that it is part of, the older first, by `item place`;
 * days and weeks count from the forecast's first.
 */
export async function overridesFor(
  ask: Ask,
  pairs: readonly Pair[],
  asOf: string,
  before?: Before,
): Promise<ReadonlyMap<string, readonly Override[]>> {
  const earlier =
    before === undefined
      ? sql`true`
      : sql`(o.made_at, o.id) < (${before.madeAt}::timestamptz, ${before.id}::uuid)`
  const inForce = sql`o.withdrawn_at is null and o.expires_on >= ${asOf}::date and ${earlier}`
  const { rows } = await sql<Row>`
    with pair as (
      select * from unnest(${idColumn(pairs, (one) => one.itemId)}::uuid[],
                           ${idColumn(pairs, (one) => one.placeId)}::uuid[],
                           ${pairs.map((one) => one.startsOn)}::date[])
        as p (item_id, place_id, starts_on)
    ), together as materialized (
      select * from forecast_override o
      where o.item_id is null and o.spread_from is not null and ${inForce}
    )
    select item_id as "itemId", place_id as "placeId", kind, from_day as "fromDay",
           to_day as "toDay", amount, from_week as "fromWeek", factors, channel_id as "channelId"
    from (
      select p.item_id, p.place_id, o.kind, o.starts_on - p.starts_on as from_day,
             o.ends_on - p.starts_on as to_day, o.amount::float8 as amount, 0 as from_week,
             null::float8[] as factors, null::uuid as channel_id, o.made_at, o.id
      from pair p join forecast_override o using (item_id, place_id) where ${inForce}
      union all
      select p.item_id, p.place_id, 'spread', 0, 0, 0, (o.spread_from - p.starts_on) / 7,
             o.spread_factors, o.channel_id, o.made_at, o.id
      from together o
      join pair p on o.place_id is null or o.place_id = p.place_id
      join item i on i.id = p.item_id and (o.category_id is null or o.category_id = i.category_id)
    ) said
    order by made_at, id
  `.execute(ask.db)
  return new Map(
    [...Map.groupBy(rows, ({ itemId, placeId }) => `${itemId} ${placeId}`)].map(([key, said]) => [
      key,
      said.map(toOverride),
    ]),
  )
}

function toOverride(row: Row): Override {
  const { kind, fromDay, toDay, amount, fromWeek, channelId } = row
  if (kind !== 'spread') return { kind, fromDay, toDay, amount }
  return { kind, fromWeek, factors: row.factors ?? [], channelId }
}
