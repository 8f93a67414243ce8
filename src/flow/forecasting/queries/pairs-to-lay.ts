import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import { chosenSource, newestEdition, saidOf } from './outside-weeks.ts'

export type LaidPair = {
  readonly id: string
  readonly itemId: string
  readonly placeId: string
}

/**
 * The next forecasts that are laid with other figures than are chosen for them now: another source, a
 * newer edition, figures that came since, or ours again.
 */
export async function pairsToLay(
  ask: Ask,
  range: { readonly after: string; readonly limit: number },
): Promise<readonly LaidPair[]> {
  const { rows } = await sql<LaidPair>`
    select f.id, f.item_id as "itemId", f.place_id as "placeId"
    from forecast f
    left join forecast_use u on u.item_id = f.item_id and u.place_id = f.place_id
    left join ${chosenSource('f')} on true
    left join ${newestEdition('f')} on true
    where f.period = 'week' and f.id > ${range.after}::uuid
      and f.outside_said <> case when e.id is null then '' else ${saidOf} end
      and exists (select from forecast_choice union all
                  select from forecast where source_id is not null)
    order by f.id limit ${range.limit}::int
  `.execute(ask.db)
  return rows
}
