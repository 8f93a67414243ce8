import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import { mondayOf, weekOf } from '../rules/weeks.ts'
import type { ItemPlace } from './observed-demand.ts'

export type TouchedItemPlace = ItemPlace & { readonly categoryId: string | null }

/**
 * Item-places whose series is to be made anew: demand, a mark or a promotion came since, or a week
 * ended. Those of one category stand together, as their promotions are learned together.
 *
 * @param limit all of them without it
 */
export async function touchedItemPlaces(
  ask: Ask,
  limit: number | undefined,
  asOf: string,
): Promise<readonly TouchedItemPlace[]> {
  const endsOn = mondayOf(weekOf(asOf))
  const { rows } = await sql<TouchedItemPlace>`
    select t.item_id as "itemId", t.place_id as "placeId", i.category_id as "categoryId"
    from (
      select item_id, place_id from demand_touch
      union
      select item_id, place_id from demand_series
      where ends_on < ${endsOn}::date and channel_id is null
    ) t
    join item i on i.id = t.item_id
    order by i.category_id nulls first, t.item_id, t.place_id
    limit ${limit ?? null}::int
  `.execute(ask.db)
  return rows
}

/** How many there are to make anew. */
export async function countTouched(ask: Ask, asOf: string): Promise<number> {
  const endsOn = mondayOf(weekOf(asOf))
  const { rows } = await sql<{ readonly count: number }>`
    select count(*)::int as count from (
      select item_id, place_id from demand_touch
      union
      select item_id, place_id from demand_series
      where ends_on < ${endsOn}::date and channel_id is null
    ) t
  `.execute(ask.db)
  return rows[0]?.count ?? 0
}
