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
  readonly fingerprint: string
}

const noCategory = '00000000-0000-0000-0000-000000000000'

/**
 * The series of the next categories in which any series is not as its forecast was made from; all of a
 * category, since they teach each other. Whole categories, until there are `limit` series.
 */
export async function seriesToForecast(
  ask: Ask,
  range: { readonly after: string | undefined; readonly limit: number },
): Promise<{ readonly series: readonly SeriesToForecast[]; readonly last: string | undefined }> {
  const { after } = range
  const beyond =
    after === undefined
      ? sql`true`
      : sql`coalesce(i.category_id, ${noCategory}::uuid) > ${after}::uuid`
  const { rows } = await sql<SeriesToForecast & { readonly category: string }>`
    with category as (
      select coalesce(i.category_id, ${noCategory}::uuid) as id, count(*) as series_count
      from demand_series s
      join item i on i.id = s.item_id
      left join forecast f on (f.item_id, f.place_id, f.period) = (s.item_id, s.place_id, 'week')
      where s.channel_id is null and s.period = 'week'
        and ${beyond}
      group by 1
      having bool_or(f.fingerprint is distinct from s.fingerprint)
    ), next as (
      select id from (
        select id, sum(series_count) over (order by id) - series_count as before from category
      ) as running where before < ${range.limit}::int
    )
    select s.item_id as "itemId", s.place_id as "placeId", i.category_id as "categoryId",
           s.ends_on as "startsOn", n.id as category,
           case when cardinality(s.baseline_units) > 0 then s.baseline_units
                when exists (select from unnest(s.marks) m where m & ${markBits.excluded}::int <> 0)
                  and cardinality(s.cleaned_units) > 0 then s.cleaned_units
                when cardinality(s.corrected_units) > 0 then s.corrected_units
                else s.raw_units end as units,
           s.fingerprint
    from next n
    join item i on coalesce(i.category_id, ${noCategory}::uuid) = n.id
    join demand_series s on s.item_id = i.id and s.channel_id is null and s.period = 'week'
    order by n.id, s.item_id, s.place_id
  `.execute(ask.db)
  return { series: rows, last: rows.at(-1)?.category }
}
