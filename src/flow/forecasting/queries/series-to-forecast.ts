import { sql } from 'kysely'

import { markBits } from '#flow/demand'
import type { Ask } from '#platform/work'

export type SeriesToForecast = {
  readonly itemId: string
  readonly placeId: string
  readonly categoryId: string | null
  /** The first day after the last whole week: the first day that is forecast. */
  readonly startsOn: string
  /**
   * The history that a forecast is made from, oldest first: the baseline where it was told apart; else
   * what was sold, with lost sales. What stands out stays in it, and counts less in the engine; what a
   * person excluded does not.
   */
  readonly units: readonly number[]
  /** Of the last weeks, by weekday from Monday on; on how many days; and by channel, the latest counting most. */
  readonly weekdayUnits: readonly number[]
  readonly saleDays: number
  readonly channelIds: readonly string[]
  readonly channelUnits: readonly number[]
  readonly fingerprint: string
}

/** Items without a category are one of their own: null. */
export type Category = {
  readonly id: string | null
  readonly ownCount: number
  /** How many categories and series there are, also those that need nothing. */
  readonly categoryCount: number
  readonly seriesCount: number
}

/** Categories in which any series is not as its forecast was made from. */
export async function categoriesToForecast(ask: Ask): Promise<readonly Category[]> {
  const { rows } = await sql<Category>`
    with category as (
      select i.category_id as id, count(*)::int as series_count,
             bool_or(f.fingerprint is distinct from s.fingerprint) as is_changed
      from demand_series s
      join item i on i.id = s.item_id
      left join forecast f on (f.item_id, f.place_id, f.period) = (s.item_id, s.place_id, 'week')
      where s.channel_id is null and s.period = 'week'
      group by 1
    )
    select id, series_count as "ownCount", "categoryCount", "seriesCount"
    from (select *, count(*) over ()::int as "categoryCount",
                 sum(series_count) over ()::int as "seriesCount" from category) as all_of_them
    where is_changed order by id
  `.execute(ask.db)
  return rows
}

/** All series of these categories, also those that did not change, since they teach each other. */
export async function seriesToForecast(
  ask: Ask,
  categoryIds: readonly (string | null)[],
): Promise<readonly SeriesToForecast[]> {
  const named = categoryIds.filter((id) => id !== null)
  const { rows } = await sql<SeriesToForecast>`
    select i.id as "itemId", s.place_id as "placeId", i.category_id as "categoryId",
           s.ends_on as "startsOn",
           case when cardinality(s.baseline_units) > 0 then s.baseline_units
                when exists (select from unnest(s.marks) m where m & ${markBits.excluded}::int <> 0)
                  and cardinality(s.cleaned_units) > 0 then s.cleaned_units
                when cardinality(s.corrected_units) > 0 then s.corrected_units
                else s.raw_units end as units,
           s.weekday_units as "weekdayUnits", s.sale_days as "saleDays",
           s.channel_ids as "channelIds", s.channel_units as "channelUnits",
           s.fingerprint
    from item i
    -- item by item: another way would read all series for each part of a run
    cross join lateral (
      select s.place_id, s.channel_id, s.period, s.ends_on, s.raw_units, s.corrected_units,
             s.cleaned_units, s.baseline_units, s.weekday_units, s.sale_days, s.channel_ids,
             s.channel_units, s.marks, s.fingerprint
      from demand_series s where s.item_id = i.id offset 0
    ) s
    where (i.category_id = any (${named}::uuid[])
           or (${named.length < categoryIds.length}::boolean and i.category_id is null))
      and s.channel_id is null and s.period = 'week'
  `.execute(ask.db)
  return rows
}
