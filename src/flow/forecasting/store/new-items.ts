/** The only SQL that writes of forecasts what comes of an item's life: from which other, from when to when. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import { newItemPairs } from '../queries/new-items.ts'
import { newWeeksMax } from '../rules/new-item.ts'

/** In place of a fingerprint: it never sold, and is like no other any more. */
const released = 'released'

/**
 * What was forecast from another item and is no more is forecast by itself again, with its category; of
 * what never sold nothing is forecast.
 */
export async function releaseNewItems(tx: Tx): Promise<void> {
  await sql`
    with over as (
      select f.id, exists (
        select from demand_series s where s.item_id = f.item_id and s.place_id = f.place_id
          and s.channel_id is null and s.period = 'week') as sold
      from forecast f
      where f.analog_item_id is not null and f.analog_fingerprint <> ${released}
        and not exists (
          select from ${newItemPairs}
          where n.item_id = f.item_id and n.place_id = f.place_id
            and own.weeks < ${newWeeksMax}::int)
    ), stopped as (
      update forecast f
      set method = 'none', level_units = 0, analog_fingerprint = ${released},
          baseline_units = array_fill(0::float8, array[cardinality(f.baseline_units)]),
          planned_units = array_fill(0::float8, array[cardinality(f.baseline_units)]),
          quantile_units = array_fill(0::real, array[cardinality(f.quantile_units)]),
          uplift_units = '{}', event_units = '{}', unbound_units = null,
          computed_at = ${tx.now}::timestamptz
      from over where over.id = f.id and not over.sold
    )
    update forecast f
    set fingerprint = '', analog_item_id = null, own_weeks = null, analog_fingerprint = null
    from over where over.id = f.id and over.sold
  `.execute(tx.db)
}

export type NewItemMark = {
  readonly itemId: string
  readonly placeId: string
  readonly analogItemId: string
  readonly ownWeeks: number
  readonly fingerprint: string
}

/** Says of forecasts just made from which item they were, and from what of it. */
export async function markNewItems(tx: Tx, marks: readonly NewItemMark[]): Promise<void> {
  if (marks.length === 0) return
  await sql`
    update forecast f
    set analog_item_id = g.analog_item_id, own_weeks = g.own_weeks, analog_fingerprint = g.fingerprint
    from unnest(${marks.map((one) => one.itemId)}::uuid[], ${marks.map((one) => one.placeId)}::uuid[],
                ${marks.map((one) => one.analogItemId)}::uuid[],
                ${marks.map((one) => one.ownWeeks)}::int[],
                ${marks.map((one) => one.fingerprint)}::text[])
      as g (item_id, place_id, analog_item_id, own_weeks, fingerprint)
    where f.item_id = g.item_id and f.place_id = g.place_id and f.period = 'week'
  `.execute(tx.db)
}

export type LaidLife = {
  readonly id: string
  readonly launchesOn: string | null
  readonly endsOn: string | null
  readonly baselineUnits: Float64Array
  /** As it is without these days. */
  readonly unboundUnits: Float64Array
}

/** The caller holds the locks. */
export async function putLives(tx: Tx, lives: readonly LaidLife[]): Promise<void> {
  if (lives.length === 0) return
  const floats = (pick: (life: LaidLife) => Float64Array) =>
    lives.map((life) => `{${pick(life).join(',')}}`)
  await sql`
    update forecast f
    set launches_on = g.launches_on, ends_on = g.ends_on, baseline_units = g.baseline::float8[],
        unbound_units = case when g.launches_on is null and g.ends_on is null then null
          else g.unbound::float8[] end
    from unnest(${lives.map(({ id }) => id)}::uuid[],
                ${lives.map(({ launchesOn }) => launchesOn)}::date[],
                ${lives.map(({ endsOn }) => endsOn)}::date[],
                ${floats(({ baselineUnits }) => baselineUnits)}::text[],
                ${floats(({ unboundUnits }) => unboundUnits)}::text[])
      as g (id, launches_on, ends_on, baseline, unbound)
    where f.id = g.id
  `.execute(tx.db)
}
