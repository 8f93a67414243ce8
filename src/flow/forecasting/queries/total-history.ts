import { type RawBuilder, sql } from 'kysely'

import type { Ask } from '#platform/work'

import { soleChannel } from './group-members.ts'
import { type Totalled, totalPairs } from './total-pairs.ts'

export const historyWeeks = 26

type Row = { readonly id: string; readonly units: readonly number[] }

/** What groups sold in the last weeks as observed, oldest first, in stocking units. */
export async function historyOf(
  ask: Ask,
  totalled: Totalled,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (ids.length === 0) return new Map()
  const isOfSeveral =
    totalled.by === 'channel' && (await soleChannel(ask, totalled.from)) === undefined
  const read = isOfSeveral ? ofChannels(totalled, ids) : ofSeries(totalled, ids)
  const { rows } = await read.execute(ask.db)
  return new Map(rows.map(({ id, units }) => [id, units]))
}

function ofSeries(totalled: Totalled, ids: readonly string[]): RawBuilder<Row> {
  const each = Array.from({ length: historyWeeks }, (_, at) => {
    const back = sql.lit(historyWeeks - 1 - at)
    return sql`coalesce(sum(p.scale * s.raw_units[cardinality(s.raw_units) - ${back}]), 0)`
  })
  return sql<Row>`
    select p.id, array[${sql.join(each)}]::float8[] as units
    from ${totalPairs(totalled)} p
    join demand_series s on s.item_id = p.item_id and s.place_id = p.place_id
      and s.channel_id is null and s.period = 'week' and s.ends_on = ${totalled.from}::date
    where p.id = any (${ids}::uuid[]) group by p.id`
}

/** Several channels are told apart by day only. */
function ofChannels(
  { from, categoryId, placeId, supplierId }: Totalled,
  ids: readonly string[],
): RawBuilder<Row> {
  const ofSupplier =
    supplierId === null
      ? sql`true`
      : sql`(d.item_id, d.place_id) in (
          select item_id, place_id from forecast_use where supplier_id = ${supplierId}::uuid)`
  return sql<Row>`
    with sold as (
      select d.channel_id as id, (d.on_day - (${from}::date - 7 * ${historyWeeks}::int)) / 7 as week,
             sum(d.raw_units * power(10::float8, -i.unit_decimals)) as units
      from demand_day d join item i on i.id = d.item_id
      where d.on_day >= ${from}::date - 7 * ${historyWeeks}::int and d.on_day < ${from}::date
        and d.channel_id = any (${ids}::uuid[])
        and (${categoryId}::uuid is null or i.category_id = ${categoryId}::uuid)
        and (${placeId}::uuid is null or d.place_id = ${placeId}::uuid)
        and ${ofSupplier}
      group by 1, 2
    )
    select c.id, array_agg(coalesce(s.units, 0) order by w.week)::float8[] as units
    from unnest(${ids}::uuid[]) as c (id)
    cross join generate_series(0, ${historyWeeks}::int - 1) as w (week)
    left join sold s on s.id = c.id and s.week = w.week
    group by c.id`
}
