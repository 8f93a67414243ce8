import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import type { OutsideCurve, PlannedWith } from '../contract/accuracy.ts'
import { daysInWeek, inWeeks, newestEdition, reachesWeeks, unitsInWeek } from './outside-weeks.ts'

type Pair = { readonly itemId: string; readonly placeId: string }

type Row = {
  readonly sourceId: string
  readonly code: string
  readonly name: string
  readonly includesPromotions: boolean
  readonly edition: string
  readonly madeOn: string
  readonly weeks: readonly { readonly week: number; readonly units: number }[]
}

/**
 * The newest forecast of each active source of one item-place, by week from its first forecast week on.
 *
 * @param scale stocking units in a base unit
 */
export async function outsideCurves(
  ask: Ask,
  pair: Pair & { readonly startsOn: string; readonly weekCount: number },
  scale: number,
): Promise<readonly OutsideCurve[]> {
  const { itemId, placeId, startsOn, weekCount } = pair
  const { rows } = await sql<Row>`
    with pair as (select ${itemId}::uuid as item_id, ${placeId}::uuid as place_id,
                         ${startsOn}::date as starts_on)
    select c.source_id as "sourceId", c.code, c.name, c.includes_promotions as "includesPromotions",
           e.name as edition, e.made_on as "madeOn", coalesce(curve.weeks, '[]') as weeks
    from pair p
    cross join (select id as source_id, code, name, includes_promotions from forecast_source
                where status = 'active') c
    cross join ${newestEdition('p')}
    left join lateral (
      select json_agg(json_build_object('week', in_week.no, 'units', in_week.units)) as weeks
      from (
        select (w.week - p.starts_on) / 7 as no, sum(${unitsInWeek})::float8 as units
        from outside_forecast o ${inWeeks}
        where o.edition_id = e.id and o.item_id = p.item_id and o.place_id = p.place_id
          and ${reachesWeeks('p.starts_on', `p.starts_on + 7 * ${Math.trunc(weekCount)}`)}
          and w.week >= p.starts_on and w.week < p.starts_on + 7 * ${weekCount}::int
        group by 1 having sum(${daysInWeek}) = 7) in_week) curve on true
    order by c.code limit 20
  `.execute(ask.db)
  return rows.map(({ sourceId, code, name, weeks, ...rest }) => {
    const byWeek = new Map(weeks.map(({ week, units }) => [week, units * scale]))
    return {
      source: { id: sourceId, code, name },
      edition: rest.edition,
      madeOn: rest.madeOn,
      includesPromotions: rest.includesPromotions,
      units: Array.from({ length: weekCount }, (_, week) => byWeek.get(week) ?? null),
    }
  })
}

/** Whose figures an item-place is planned with and why; null where they are ours. */
export async function plannedWithOf(ask: Ask, pair: Pair): Promise<PlannedWith | null> {
  const { rows } = await sql<{
    readonly id: string
    readonly code: string
    readonly name: string
    readonly edition: string | null
    readonly reason: string | null
  }>`
    select s.id, s.code, s.name, e.name as edition, chosen.reason
    from forecast f
    join forecast_source s on s.id = f.source_id
    left join forecast_edition e on e.id = nullif(split_part(f.outside_said, '/', 1), '')::uuid
    left join forecast_use u on u.item_id = f.item_id and u.place_id = f.place_id
    left join lateral (
      select reason from forecast_choice
      where segment in (u.segment, '*') and (place_id is null or place_id = f.place_id)
      order by segment = '*', place_id is null limit 1) chosen on true
    where f.item_id = ${pair.itemId}::uuid and f.place_id = ${pair.placeId}::uuid
      and f.period = 'week'
  `.execute(ask.db)
  const [row] = rows
  if (row === undefined) return null
  const { id, code, name, edition, reason } = row
  return { source: { id, code, name }, edition: edition ?? '', reason: reason ?? '' }
}
