/** The only SQL that writes how right forecasts were. */
import { sql } from 'kysely'

import { markBits } from '#flow/demand'
import type { Tx } from '#platform/work'

import {
  daysInWeek,
  inWeeks,
  newestEdition,
  reachesWeeks,
  unitsInWeek,
} from '../queries/outside-weeks.ts'
import { scoredWeeks } from './snapshots.ts'

export type ScoreCursor = { readonly itemId: string; readonly placeId: string }

const beforeAll = '00000000-0000-0000-0000-000000000000'

/** Weeks of history that errors are compared with in MASE and RMSSE. */
const scaleWeeks = 104

/**
 * Scores the next item-places whose demand, or a source's forecast of them, is not as it was scored:
 * what was planned with, and every source over the very same weeks, by the edition that was there when
 * ours was made.
 *
 * Demand is with the lost sales of stock-outs, so that nobody is punished for what could not be sold;
 * weeks that a person excluded are left out. Figures without promotions get what ours added to the week.
 *
 * @param since when it was last scored; editions that came from then on are new
 * @returns the last item-place looked at; nothing when there are no more
 */
export async function scoreNext(
  tx: Tx,
  range: {
    readonly after: ScoreCursor | undefined
    readonly since: Date | undefined
    readonly limit: number
  },
): Promise<ScoreCursor | undefined> {
  const { after, since, limit } = range
  const { rows } = await sql<ScoreCursor>`
    with due as materialized (
      select s.item_id, s.place_id, s.starts_on, s.ends_on, s.marks, before.weeks,
             case when cardinality(s.corrected_units) > 0 then s.corrected_units
                  else s.raw_units end as units
      from demand_series s
      cross join lateral (
        select (min(n.target_on) - s.starts_on) / 7 as weeks from forecast_snapshot n
        where n.item_id = s.item_id and n.place_id = s.place_id and n.target_on < s.ends_on
          and n.target_on >= greatest(s.starts_on, s.ends_on - 7 * ${scoredWeeks}::int)) before
      where s.channel_id is null and s.period = 'week' and before.weeks is not null
        and (s.item_id, s.place_id)
          > (${after?.itemId ?? beforeAll}::uuid, ${after?.placeId ?? beforeAll}::uuid)
        and (s.computed_at > coalesce((select max(c.computed_at) from forecast_score c
              where c.item_id = s.item_id and c.place_id = s.place_id), '-infinity')
          or exists (select from forecast_edition e
            join outside_forecast o on o.edition_id = e.id
            where e.received_at >= ${since ?? null}::timestamptz
              and o.item_id = s.item_id and o.place_id = s.place_id))
      order by s.item_id, s.place_id limit ${limit}::int
    ), week as materialized (
      select d.item_id, d.place_id, n.made_on, n.lag_weeks, n.target_on, at.units as actual,
             n.naive_units::float8 as naive, n.statistical_units::float8 as statistical,
             n.promotion_units::float8 as promotion, n.sourced_units::float8 as sourced,
             n.planned_units::float8 as planned, scale.absolute, scale.square
      from due d
      cross join lateral (
        select avg(abs(step.units)) as absolute, avg(step.units * step.units) as square
        from (select u - lag(u) over (order by no) as units
              from unnest(d.units[greatest(1, d.weeks - ${scaleWeeks}::int + 1):d.weeks])
                with ordinality as g (u, no)) step) scale
      join forecast_snapshot n on n.item_id = d.item_id and n.place_id = d.place_id
        and n.target_on < d.ends_on and n.target_on >= d.starts_on
        and n.target_on >= d.ends_on - 7 * ${scoredWeeks}::int
      cross join lateral (
        select d.units[1 + (n.target_on - d.starts_on) / 7] as units,
               coalesce(d.marks[1 + (n.target_on - d.starts_on) / 7], 0) as marks) at
      where at.marks & ${markBits.excluded}::int = 0
    ), said as (
      select k.*, null::uuid as source_id, k.planned as forecast from week k
      union all
      select k.*, c.source_id,
             theirs.units * case when c.includes_promotions or k.statistical <= 0 then 1
                                 else k.promotion / k.statistical end
      from week k
      cross join lateral (
        select s.id as source_id, s.includes_promotions from forecast_source s
        where exists (select from outside_forecast o
          join forecast_edition e on e.id = o.edition_id and e.source_id = s.id
          where o.item_id = k.item_id and o.place_id = k.place_id)) c
      cross join ${newestEdition('k', 'k.made_on')}
      cross join lateral (
        select sum(${unitsInWeek})::float8 as units, sum(${daysInWeek}) as days
        from outside_forecast o ${inWeeks}
        where o.edition_id = e.id and o.item_id = k.item_id and o.place_id = k.place_id
          and ${reachesWeeks('k.target_on', 'k.target_on + 7')} and w.week = k.target_on) theirs
      where theirs.days = 7
    ), score as (
      select s.item_id, s.place_id, s.source_id, max(s.lag_weeks) as lag_weeks, count(*) as weeks,
             max(s.target_on) as last_on, sum(s.actual) as actual,
             sum(abs(s.forecast - s.actual)) as error, sum(s.forecast - s.actual) as bias,
             sum(abs(s.naive - s.actual)) as naive,
             sum(abs(s.statistical - s.actual)) as statistical,
             sum(abs(s.promotion - s.actual)) as promotion,
             sum(abs(s.sourced - s.actual)) as sourced,
             avg(abs(s.forecast - s.actual)) / nullif(s.absolute, 0) as mase,
             sqrt(avg((s.forecast - s.actual) ^ 2) / nullif(s.square, 0)) as rmsse
      from said s
      group by s.item_id, s.place_id, s.source_id, s.absolute, s.square
    ), gone as (
      delete from forecast_score before using due d
      where before.item_id = d.item_id and before.place_id = d.place_id
        and not exists (select from score s where s.item_id = d.item_id
          and s.place_id = d.place_id and s.source_id is not distinct from before.source_id)
    ), put as (
      insert into forecast_score (item_id, place_id, source_id, lag_weeks, week_count, last_on,
        actual_units, error_units, bias_units, naive_error_units, statistical_error_units,
        promotion_error_units, sourced_error_units, mase, rmsse, computed_at)
      select item_id, place_id, source_id, lag_weeks, weeks, last_on, actual, error, bias, naive,
             statistical, promotion, sourced, mase, rmsse, ${tx.now}::timestamptz
      from score order by item_id, place_id, source_id
      on conflict (item_id, place_id, source_id) do update set
        lag_weeks = excluded.lag_weeks, week_count = excluded.week_count,
        last_on = excluded.last_on, actual_units = excluded.actual_units,
        error_units = excluded.error_units, bias_units = excluded.bias_units,
        naive_error_units = excluded.naive_error_units,
        statistical_error_units = excluded.statistical_error_units,
        promotion_error_units = excluded.promotion_error_units,
        sourced_error_units = excluded.sourced_error_units, mase = excluded.mase,
        rmsse = excluded.rmsse, computed_at = excluded.computed_at
    )
    select item_id as "itemId", place_id as "placeId" from due
    order by item_id desc, place_id desc limit 1
  `.execute(tx.db)
  return rows[0]
}

/** When anything was last scored; nothing before the first time. */
export async function lastScoredAt(tx: Tx): Promise<Date | undefined> {
  const { rows } = await sql<{ readonly at: Date | null }>`
    select max(computed_at) as at from forecast_score`.execute(tx.db)
  return rows[0]?.at ?? undefined
}

/**
 * Adds scores up by source, segment, supplier, place and category. Errors are added up in stocking units
 * before they are divided; MASE and RMSSE are means over series.
 */
export async function groupScores(tx: Tx): Promise<void> {
  await sql`
    with part as (
      select by.kind, by.key, c.source_id, c.week_count, c.mase, c.rmsse,
             c.actual_units * unit.scale as actual, c.error_units * unit.scale as error,
             c.bias_units * unit.scale as bias, c.naive_error_units * unit.scale as naive,
             c.statistical_error_units * unit.scale as statistical,
             c.promotion_error_units * unit.scale as promotion,
             case when c.source_id is null then c.sourced_error_units else c.error_units end
               * unit.scale as sourced
      from forecast_score c
      join item i on i.id = c.item_id
      left join forecast_use u on u.item_id = c.item_id and u.place_id = c.place_id
      cross join lateral (select 10.0::float8 ^ (-i.unit_decimals) as scale) unit
      cross join lateral (values
        ('source', c.source_id::text), ('segment', u.segment), ('supplier', u.supplier_id::text),
        ('place', c.place_id::text), ('category', i.category_id::text)) as by (kind, key)
    ), whole as (
      select kind, coalesce(key, '') as key, source_id, count(*) as series, sum(week_count) as weeks,
             sum(actual) as actual, avg(mase) as mase, avg(rmsse) as rmsse,
             sum(error) / nullif(sum(actual), 0) as wape, sum(bias) / nullif(sum(actual), 0) as bias,
             sum(bias) * sum(week_count) / nullif(sum(error), 0) as signal,
             sum(naive) / nullif(sum(actual), 0) as naive,
             sum(statistical) / nullif(sum(actual), 0) as statistical,
             sum(promotion) / nullif(sum(actual), 0) as promotion,
             sum(sourced) / nullif(sum(actual), 0) as sourced
      from part group by 1, 2, 3
    ), gone as (
      delete from forecast_score_group g
      where not exists (select from whole w where w.kind = g.kind and w.key = g.key
        and w.source_id is not distinct from g.source_id)
    )
    insert into forecast_score_group as before (kind, key, source_id, series_count, week_count,
      actual_units, wape, bias, mase, rmsse, tracking_signal, naive_wape, statistical_added,
      promotion_added, source_added, override_added)
    select kind, key, source_id, series, weeks, actual, wape, bias, mase, rmsse, signal, naive,
           naive - statistical, statistical - promotion, promotion - sourced,
           case when source_id is null then sourced - wape end
    from whole order by kind, key, source_id
    on conflict (id) do update set
      series_count = excluded.series_count, week_count = excluded.week_count,
      actual_units = excluded.actual_units, wape = excluded.wape, bias = excluded.bias,
      mase = excluded.mase, rmsse = excluded.rmsse, tracking_signal = excluded.tracking_signal,
      naive_wape = excluded.naive_wape, statistical_added = excluded.statistical_added,
      promotion_added = excluded.promotion_added, source_added = excluded.source_added,
      override_added = excluded.override_added
  `.execute(tx.db)
}
