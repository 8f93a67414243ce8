/** The only SQL that writes forecasts. */
import { sql } from 'kysely'

import {
  bigintColumn,
  idColumn,
  jsonColumn,
  listColumn,
  type Plain,
  plainColumn,
} from '#platform/columns'
import { packDoubles, packReals } from '#platform/packed'
import { toJson } from '#platform/pending'
import type { Tx } from '#platform/work'

/** One item at one place; units are base units by week from `startsOn` on. */
export type StoredForecast = {
  readonly itemId: string
  readonly placeId: string
  readonly startsOn: string
  readonly madeOn: string
  readonly method: string
  readonly weights: Readonly<Record<string, number>>
  readonly isIntermittent: boolean
  readonly baselineUnits: Float64Array
  /** Empty where nothing adds to the baseline. */
  readonly upliftUnits: Float64Array
  readonly eventUnits: Float64Array
  /** What planning uses, after overrides. */
  readonly plannedUnits: Float64Array
  /** Whose figures are planned with, which of them, and what they say by week; ours where null. */
  readonly sourceId: string | null
  readonly outsideSaid: string
  readonly outsideUnits: Float64Array
  /** Nine quantiles by week, week after week. */
  readonly quantileUnits: Float64Array
  readonly wape: number | null
  readonly bias: number | null
  readonly rmsse: number | null
  readonly levelUnits: number
  readonly seed: number
  readonly fingerprint: string
}

/** Puts each in place of what was there. */
export async function putForecasts(tx: Tx, forecasts: readonly StoredForecast[]): Promise<void> {
  if (forecasts.length === 0) return
  const column = (pick: (forecast: StoredForecast) => Plain) => plainColumn(forecasts, pick)
  const bigints = (pick: (forecast: StoredForecast) => bigint | number | null) =>
    bigintColumn(forecasts, pick)
  const ids = (pick: (forecast: StoredForecast) => string | null) => idColumn(forecasts, pick)
  const floats = (pick: (forecast: StoredForecast) => Float64Array) => listColumn(forecasts, pick)
  const said = sayOnce()
  const baseline = packDoubles(forecasts, (one) => one.baselineUnits)
  const planned = packDoubles(forecasts, (one) => one.plannedUnits)
  const quantiles = packReals(forecasts, (one) => one.quantileUnits)
  await sql`
    insert into forecast as before (id, item_id, place_id, period, starts_on, made_on, method, weights,
      is_intermittent, baseline_units, uplift_units, event_units, planned_units, quantile_units,
      wape, bias, rmsse, level_units, seed, source_id, outside_said, outside_units, fingerprint,
      computed_at)
    select g.id, g.item_id, g.place_id, 'week', g.starts_on, g.made_on, g.method, g.weights,
           g.is_intermittent, (${baseline.bytes}::float8[])[g.baseline_from:g.baseline_to],
           g.uplift::real[], g.event::real[],
           (${planned.bytes}::float8[])[g.planned_from:g.planned_to],
           (${quantiles.bytes}::real[])[g.quantiles_from:g.quantiles_to], g.wape, g.bias, g.rmsse, g.level,
           g.seed, g.source_id, g.outside_said, g.outside::float8[], g.fingerprint, ${tx.now}::timestamptz
    from (select * from unnest(
      ${ids(() => tx.newId<'Forecast'>())}::uuid[],
      ${ids((one) => one.itemId)}::uuid[], ${ids((one) => one.placeId)}::uuid[],
      ${column((one) => one.startsOn)}::date[], ${column((one) => one.madeOn)}::date[],
      ${column((one) => one.method)}::text[], ${jsonColumn(forecasts, ({ weights }) => said(weights))}::jsonb[],
      ${column((one) => one.isIntermittent)}::boolean[],
      ${baseline.from}::int[], ${baseline.to}::int[],
      ${floats((one) => one.upliftUnits)}::text[], ${floats((one) => one.eventUnits)}::text[],
      ${planned.from}::int[], ${planned.to}::int[], ${quantiles.from}::int[], ${quantiles.to}::int[],
      ${column((one) => one.wape)}::float8[], ${column((one) => one.bias)}::float8[],
      ${column((one) => one.rmsse)}::float8[], ${column((one) => one.levelUnits)}::float8[],
      ${bigints((one) => one.seed)}::bigint[],
      ${ids((one) => one.sourceId)}::uuid[],
      ${forecasts.map((one) => one.outsideSaid)}::text[],
      ${floats((one) => one.outsideUnits)}::text[],
      ${column((one) => one.fingerprint)}::text[]
    ) as made (id, item_id, place_id, starts_on, made_on, method, weights, is_intermittent,
      baseline_from, baseline_to, uplift, event, planned_from, planned_to, quantiles_from,
      quantiles_to, wape, bias, rmsse, level, seed, source_id, outside_said, outside, fingerprint)
    order by item_id, place_id) as g
    on conflict (item_id, place_id, period) do update set
      starts_on = excluded.starts_on, made_on = excluded.made_on, method = excluded.method,
      weights = excluded.weights, is_intermittent = excluded.is_intermittent,
      baseline_units = excluded.baseline_units, uplift_units = excluded.uplift_units,
      event_units = excluded.event_units, planned_units = excluded.planned_units,
      quantile_units = excluded.quantile_units, wape = excluded.wape, bias = excluded.bias,
      rmsse = excluded.rmsse, level_units = excluded.level_units,
      seed = excluded.seed, source_id = excluded.source_id,
      outside_said = excluded.outside_said, outside_units = excluded.outside_units,
      launches_on = null, ends_on = null, unbound_units = null,
      analog_item_id = null, own_weeks = null, analog_fingerprint = null,
      fingerprint = excluded.fingerprint, computed_at = excluded.computed_at
  `.execute(tx.db)
}

/** Weights are the same object for all of a category and class. */
function sayOnce(): (weights: StoredForecast['weights']) => string {
  const known = new Map<object, string>()
  return (weights) => {
    const text = known.get(weights) ?? toJson(weights)
    known.set(weights, text)
    return text
  }
}

type LaidLayers = Pick<
  StoredForecast,
  'upliftUnits' | 'eventUnits' | 'plannedUnits' | 'sourceId' | 'outsideSaid' | 'outsideUnits'
>

/** Puts other layers over forecasts that are there; the caller holds the locks. */
export async function putLayers(
  tx: Tx,
  forecasts: readonly (LaidLayers & { readonly id: string })[],
): Promise<void> {
  if (forecasts.length === 0) return
  const floats = (pick: (forecast: (typeof forecasts)[number]) => Float64Array) =>
    listColumn(forecasts, pick)
  await sql`
    update forecast f
    set uplift_units = g.uplift::real[], event_units = g.event::real[],
        planned_units = g.planned::float8[], source_id = g.source_id,
        outside_said = g.outside_said, outside_units = g.outside::float8[],
        computed_at = ${tx.now}::timestamptz
    from unnest(${forecasts.map(({ id }) => id)}::uuid[],
                ${floats((one) => one.upliftUnits)}::text[],
                ${floats((one) => one.eventUnits)}::text[],
                ${floats((one) => one.plannedUnits)}::text[],
                ${forecasts.map((one) => one.sourceId)}::uuid[],
                ${forecasts.map((one) => one.outsideSaid)}::text[],
                ${floats((one) => one.outsideUnits)}::text[])
      as g (id, uplift, event, planned, source_id, outside_said, outside)
    where f.id = g.id
  `.execute(tx.db)
}
