import { sql } from 'kysely'

import { invariant } from '#kernel/invariant'
import { idColumn } from '#platform/columns'
import type { Ask } from '#platform/work'

import type { OutsideWeeks } from '../rules/lay-forecast.ts'
import {
  chosenSource,
  daysInWeek,
  inWeeks,
  newestEdition,
  reachesWeeks,
  saidOf,
  unitsInWeek,
} from './outside-weeks.ts'

type Pair = { readonly itemId: string; readonly placeId: string; readonly startsOn: string }

/** The figures that were chosen for an item-place, by week from its first forecast week on. */
export type ChosenOutside = OutsideWeeks & {
  readonly sourceId: string
  /** Which of them; figures that come later make it another. */
  readonly said: string
}

type Row = {
  readonly itemId: string
  readonly placeId: string
  readonly sourceId: string
  readonly includesPromotions: boolean
  readonly said: string
  readonly week: number | null
  readonly units: number | null
  readonly days: number | null
}

/** What is to be planned with in place of ours, by `item place`; of most pairs nothing. */
export async function outsideFor(
  ask: Ask,
  pairs: readonly Pair[],
  weekCount: number,
): Promise<ReadonlyMap<string, ChosenOutside>> {
  if (pairs.length === 0 || !(await isAnyChosen(ask))) return new Map()
  const { rows } = await sql<Row>`
    with chosen as (
      select p.item_id, p.place_id, p.starts_on, c.source_id, c.includes_promotions,
             ${saidOf} as said, e.id as edition_id, e.period
      from unnest(${idColumn(pairs, (one) => one.itemId)}::uuid[],
                  ${idColumn(pairs, (one) => one.placeId)}::uuid[],
                  ${pairs.map((one) => one.startsOn)}::date[]) as p (item_id, place_id, starts_on)
      left join forecast_use u on u.item_id = p.item_id and u.place_id = p.place_id
      cross join ${chosenSource('p')}
      cross join ${newestEdition('p')}
    )
    select e.item_id as "itemId", e.place_id as "placeId", e.source_id as "sourceId",
           e.includes_promotions as "includesPromotions", e.said, figure.week,
           figure.units, figure.days
    from chosen e
    left join lateral (
      select (w.week - e.starts_on) / 7 as week, sum(${unitsInWeek})::float8 as units,
             sum(${daysInWeek})::int as days
      from outside_forecast o ${inWeeks}
      where o.edition_id = e.edition_id and o.item_id = e.item_id and o.place_id = e.place_id
        and ${reachesWeeks('e.starts_on', `e.starts_on + 7 * ${Math.trunc(weekCount)}`)}
        and w.week >= e.starts_on and w.week < e.starts_on + 7 * ${weekCount}::int
      group by 1) figure on true
  `.execute(ask.db)
  const grouped = Map.groupBy(rows, ({ itemId, placeId }) => `${itemId} ${placeId}`)
  return new Map([...grouped].map(([key, weeks]) => [key, chosenOf(weeks, weekCount)]))
}

async function isAnyChosen(ask: Ask): Promise<boolean> {
  const { rows } = await sql`
    select from forecast_choice where source_id is not null limit 1`.execute(ask.db)
  return rows.length > 0
}

function chosenOf(rows: readonly Row[], weekCount: number): ChosenOutside {
  const [first] = rows
  invariant(first !== undefined, 'a group has rows')
  const units = new Float64Array(weekCount)
  const days = new Uint8Array(weekCount)
  for (const { week, units: said, days: saidDays } of rows) {
    if (week === null) continue
    units[week] = said ?? 0
    days[week] = saidDays ?? 0
  }
  const { sourceId, said, includesPromotions } = first
  return { sourceId, said, includesPromotions, units, days }
}
