/** The only SQL that writes series and what of them is to be made anew. */
import { sql } from 'kysely'

import {
  bigintColumn,
  idColumn,
  listColumn,
  type Plain,
  type PlainList,
  plainColumn,
} from '#platform/columns'
import { packDoubles } from '#platform/packed'
import { pairRows } from '#platform/pair-ranges'
import type { Tx } from '#platform/work'

import type { ItemPlace } from '../queries/observed-demand.ts'
import type { RecentSales } from '../rules/recent-sales.ts'

export type NewSeries = ItemPlace & {
  readonly startsOn: string
  readonly endsOn: string
  readonly rawUnits: Float64Array
  readonly correctedUnits: Float64Array
  readonly cleanedUnits: Float64Array
  readonly baselineUnits: Float64Array
  readonly upliftUnits: Float64Array
  readonly eventUnits: Float64Array
  readonly marks: Uint8Array
  readonly units4w: bigint
  readonly units13w: bigint
  readonly units52w: bigint
  readonly firstSoldOn: string | null
  readonly lastSoldOn: string | null
  readonly recent: RecentSales
  readonly markKinds: number
  readonly fingerprint: string
}

/** Takes the touches off these; whoever touches them from now on is seen by the next refresh. */
export async function takeTouches(tx: Tx, pairs: readonly ItemPlace[]): Promise<void> {
  await sql`
    with asked as materialized (
      select t.ctid
      from (select * from ${pairRows(pairs)} as p (item_id, place_id) order by 1, 2) as p
      cross join lateral (
        select t.ctid from demand_touch t
        where t.item_id = p.item_id and t.place_id = p.place_id for update
      ) t
    )
    delete from demand_touch where ctid in (select ctid from asked)
  `.execute(tx.db)
}

/** Writes weekly series of all channels together, new or in place of what was there. */
export async function upsertSeries(tx: Tx, series: readonly NewSeries[]): Promise<void> {
  if (series.length === 0) return
  const column = (pick: (one: NewSeries) => Plain) => plainColumn(series, pick)
  const bigints = (pick: (one: NewSeries) => bigint | number | null) => bigintColumn(series, pick)
  const ids = (pick: (one: NewSeries) => string | null) => idColumn(series, pick)
  const layers = (pick: (one: NewSeries) => PlainList) => listColumn(series, pick)
  const raw = packDoubles(series, ({ rawUnits }) => rawUnits)
  const weekdays = packDoubles(series, ({ recent }) => recent.weekdayUnits)
  await sql`
    insert into demand_series as kept (id, item_id, place_id, channel_id, period, starts_on, ends_on,
      raw_units, corrected_units, cleaned_units, baseline_units, uplift_units, event_units, marks,
      units_4w, units_13w, units_52w, first_sold_on, last_sold_on, weekday_units, sale_days,
      channel_ids, channel_units, mark_kinds, fingerprint, computed_at)
    select id, item_id, place_id, null, 'week', starts_on, ends_on,
           (${raw.bytes}::float8[])[raw_from:raw_to], corrected::float8[], cleaned::float8[],
           baseline::float8[], uplift::float8[], event::float8[], marks::int2[], units_4w, units_13w,
           units_52w, first_sold_on, last_sold_on, (${weekdays.bytes}::float8[])[weekdays_from:weekdays_to],
           sale_days, channel_ids::uuid[], channel_units::float8[], mark_kinds, fingerprint,
           ${tx.now}::timestamptz
    from (select * from unnest(
      ${ids(() => tx.newId<'DemandSeries'>())}::uuid[],
      ${ids((one) => one.itemId)}::uuid[], ${ids((one) => one.placeId)}::uuid[],
      ${column((one) => one.startsOn)}::date[], ${column((one) => one.endsOn)}::date[],
      ${raw.from}::int[], ${raw.to}::int[],
      ${layers((one) => layer(one.correctedUnits, one.rawUnits))}::text[],
      ${layers((one) => layer(one.cleanedUnits, one.correctedUnits))}::text[],
      ${layers((one) => layer(one.baselineUnits, one.cleanedUnits))}::text[],
      ${layers(({ upliftUnits }) => layer(upliftUnits))}::text[],
      ${layers(({ eventUnits }) => layer(eventUnits))}::text[],
      ${layers(({ marks }) => layer(marks))}::text[],
      ${bigints(({ units4w }) => units4w)}::bigint[], ${bigints(({ units13w }) => units13w)}::bigint[],
      ${bigints(({ units52w }) => units52w)}::bigint[],
      ${column(({ firstSoldOn }) => firstSoldOn)}::date[],
      ${column(({ lastSoldOn }) => lastSoldOn)}::date[],
      ${weekdays.from}::int[], ${weekdays.to}::int[],
      ${column(({ recent }) => recent.saleDays)}::int2[],
      ${layers(({ recent }) => recent.channelIds)}::text[],
      ${layers(({ recent }) => recent.channelUnits)}::text[],
      ${column(({ markKinds }) => markKinds)}::int2[],
      ${column(({ fingerprint }) => fingerprint)}::text[]
    ) as made (id, item_id, place_id, starts_on, ends_on, raw_from, raw_to, corrected, cleaned,
               baseline, uplift, event, marks, units_4w, units_13w, units_52w, first_sold_on,
               last_sold_on, weekdays_from, weekdays_to, sale_days, channel_ids, channel_units,
               mark_kinds, fingerprint)
    order by item_id, place_id) as g
    on conflict (item_id, place_id, channel_id, period) do update
      set starts_on = excluded.starts_on, ends_on = excluded.ends_on,
          raw_units = excluded.raw_units, corrected_units = excluded.corrected_units,
          cleaned_units = excluded.cleaned_units, baseline_units = excluded.baseline_units,
          uplift_units = excluded.uplift_units, event_units = excluded.event_units,
          marks = excluded.marks, units_4w = excluded.units_4w, units_13w = excluded.units_13w,
          weekday_units = excluded.weekday_units, sale_days = excluded.sale_days,
          channel_ids = excluded.channel_ids, channel_units = excluded.channel_units,
          units_52w = excluded.units_52w, first_sold_on = excluded.first_sold_on,
          last_sold_on = excluded.last_sold_on, mark_kinds = excluded.mark_kinds,
          fingerprint = excluded.fingerprint, computed_at = excluded.computed_at
      where kept.fingerprint <> excluded.fingerprint
  `.execute(tx.db)
}

/** Empty where it says what the layer before says already; without one, where it is all zeros. */
function layer(units: Float64Array | Uint8Array, before?: Float64Array): PlainList {
  if (units === before) return nothing
  for (let period = 0; period < units.length; period += 1) {
    if (units[period] !== (before?.[period] ?? 0)) return units
  }
  return nothing
}

const nothing: PlainList = []
