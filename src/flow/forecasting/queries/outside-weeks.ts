/**
 * Figures by day, week or month as weeks, in SQL, since planning, charts and scores all ask for them.
 * A figure is spread over its days so that every part is whole and the parts add up to it: the first n
 * of N days have the whole part of n/N of it, and a week what its last day adds to the day before its first.
 */
import { sql } from 'kysely'

/** Laterals behind `outside_forecast o join forecast_edition e`: `w.week` and `part` of each figure. */
export const inWeeks = sql`
  cross join lateral (
    select case e.period when 'day' then 1 when 'week' then 7
           else (o.starts_on + interval '1 month')::date - o.starts_on end as days,
           o.starts_on - (extract(isodow from o.starts_on)::int - 1) as monday) span
  cross join lateral generate_series(
    0, (o.starts_on - span.monday + span.days - 1) / 7) as no
  cross join lateral (select span.monday + 7 * no as week) w
  cross join lateral (
    select greatest(0, w.week - o.starts_on) as from_day,
           least(span.days, w.week + 7 - o.starts_on) as to_day) part`

/** Base units of the figure in the week, whole. */
export const unitsInWeek = sql`(div(o.units::numeric * part.to_day, span.days)
  - div(o.units::numeric * part.from_day, span.days))`

/** Days of the week that the figure speaks of. */
export const daysInWeek = sql`(part.to_day - part.from_day)`

/** Figures that may lie in the weeks from one Monday until another. */
export const reachesWeeks = (from: string, until: string) =>
  sql`o.starts_on > ${sql.raw(from)} - 31 and o.starts_on < ${sql.raw(until)}`

/**
 * A lateral: whose figures are planned with at a pair, as `c`. The choice of its segment and place, else
 * of its segment, else of all at its place, else of all; no row where that is ours, or nobody chose.
 *
 * @param pair alias with item_id and place_id; `u` is its forecast_use, or nothing
 */
export const chosenSource = (pair: string) => sql`
  lateral (
    select s.id as source_id, s.includes_promotions
    from (
      select source_id from forecast_choice
      where segment in (u.segment, '*')
        and (place_id is null or place_id = ${sql.raw(pair)}.place_id)
      order by segment = '*', place_id is null limit 1
    ) first
    join forecast_source s on s.id = first.source_id and s.status = 'active') c`

/**
 * A lateral: the newest edition of source `c` that speaks of a pair, as `e`, and how many figures it has.
 *
 * @param until SQL of a day: editions made later are not looked at
 */
export const newestEdition = (pair: string, until = `'infinity'`) => sql`
  lateral (
    select newest.*, (
      select count(*) from outside_forecast o
      where o.edition_id = newest.id and o.item_id = ${sql.raw(pair)}.item_id
        and o.place_id = ${sql.raw(pair)}.place_id) as figures
    from (
      select e.id, e.name, e.period, e.made_on from forecast_edition e
      where e.source_id = c.source_id and e.made_on <= ${sql.raw(until)}::date
        and exists (select from outside_forecast o
          where o.edition_id = e.id and o.item_id = ${sql.raw(pair)}.item_id
            and o.place_id = ${sql.raw(pair)}.place_id)
      order by e.made_on desc, e.received_at desc, e.id desc limit 1
    ) newest) e`

/** What is said, so that figures that came since, and another way to take them, are told apart. */
export const saidOf = sql`concat_ws('/', e.id, e.figures, c.includes_promotions)`
