/** The only SQL that writes what was forecast when. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

/** Weeks, up to the last whole one, over which a forecast is scored. */
export const scoredWeeks = 13

/** Snapshots are kept so long after the week they speak of: demand may still be corrected. */
const keptWeeks = scoredWeeks + 4

const yearWeeks = 52

/**
 * Keeps what is forecast now for the week that matters, once for each item-place and week; within the
 * week a later forecast stands in place of an earlier one. A forecast of a past week is left as it was:
 * what nobody had in hand then is not scored.
 *
 * Step by step. Naive: the last whole week, or where the series has a season the same week a year before.
 * Then the engine's baseline, with promotions and events, with the chosen source's figures, and after
 * overrides. A week beyond the horizon has the mean of all that are forecast, as planning takes it.
 *
 * @returns how many were new or differ
 */
export async function keepSnapshots(tx: Tx, today: string): Promise<number> {
  const { rows } = await sql<{ readonly count: number }>`
    with kept as (
      insert into forecast_snapshot (item_id, place_id, starts_on, made_on, laid_at, lag_weeks,
        target_on, naive_units, statistical_units, promotion_units, sourced_units, planned_units)
      select f.item_id, f.place_id, f.starts_on, f.made_on, f.computed_at, u.lag_weeks,
             f.starts_on + 7 * (u.lag_weeks - 1), greatest(0, naive.units),
             step.statistical, step.promotion, step.sourced, step.planned
      from forecast f
      join forecast_use u on u.item_id = f.item_id and u.place_id = f.place_id
      join demand_series s on s.item_id = f.item_id and s.place_id = f.place_id
        and s.channel_id is null and s.period = 'week' and s.ends_on = f.starts_on
      left join forecast_snapshot before on before.item_id = f.item_id
        and before.place_id = f.place_id and before.starts_on = f.starts_on
      cross join lateral (
        select avg(f.baseline_units[week]) as statistical, avg(ours.units) as promotion,
               avg(coalesce(nullif(f.outside_units[week], 'NaN'), ours.units)) as sourced,
               avg(f.planned_units[week]) as planned
        from generate_series(
          case when u.lag_weeks <= cardinality(f.baseline_units) then u.lag_weeks else 1 end,
          least(u.lag_weeks, cardinality(f.baseline_units))) as week
        cross join lateral (
          select f.baseline_units[week] + coalesce(f.uplift_units[week], 0)
                 + coalesce(f.event_units[week], 0) as units) ours) step
      cross join lateral (
        select cardinality(s.raw_units) as weeks,
               case when cardinality(s.corrected_units) > 0 then s.corrected_units
                    else s.raw_units end as units) at
      cross join lateral (
        select coalesce(
          case when f.method = 'seasonal' and u.lag_weeks <= ${yearWeeks}::int
            then at.units[at.weeks + u.lag_weeks - ${yearWeeks}::int] end,
          at.units[at.weeks], 0) as units) naive
      where f.period = 'week' and f.starts_on > ${today}::date - 7
        and cardinality(f.baseline_units) > 0
        and (before.laid_at, before.lag_weeks) is distinct from (f.computed_at, u.lag_weeks)
      order by f.item_id, f.place_id
      on conflict (item_id, place_id, starts_on) do update set
        made_on = excluded.made_on, laid_at = excluded.laid_at, lag_weeks = excluded.lag_weeks,
        target_on = excluded.target_on, naive_units = excluded.naive_units,
        statistical_units = excluded.statistical_units,
        promotion_units = excluded.promotion_units, sourced_units = excluded.sourced_units,
        planned_units = excluded.planned_units
      returning 1
    )
    select count(*)::int as count from kept
  `.execute(tx.db)
  return rows[0]?.count ?? 0
}

/** Those whose week has long been scored go. */
export async function dropOldSnapshots(tx: Tx, today: string): Promise<void> {
  await sql`
    delete from forecast_snapshot where target_on < ${today}::date - 7 * ${keptWeeks}::int
  `.execute(tx.db)
}
