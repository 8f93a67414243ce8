import { sql } from 'kysely'
import { moneyToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { SegmentRow } from '../contract.ts'

type Counted = {
  readonly segment: string
  readonly currency: string
  readonly count: number
  readonly yearMinor: bigint
  readonly stockMinor: bigint
}

/**
 * What there is of each segment, as the last run sorted items; one row for each currency of books.
 *
 * @throws {PermissionError} when the actor may not read plans
 */
export async function listSegments(
  ask: Ask,
  given: { readonly placeId?: string | undefined },
): Promise<readonly SegmentRow[]> {
  requirePermission(ask, 'plans.read')

  const placeId = given.placeId ?? null
  const { rows } = await sql<Counted>`
    with cost as (
      select item_id, sum(value_left_minor)::float8 / sum(units_left)::float8 as minor
      from stock_layer where units_left > 0 group by 1
    ), stock as (
      select item_id, place_id, sum(value_left_minor) as minor
      from stock_layer where units_left > 0 group by 1, 2
    )
    select r.segment, co.currency, count(*)::int as count,
           round(coalesce(sum(s.units_52w * c.minor), 0))::bigint as "yearMinor",
           coalesce(sum(k.minor), 0)::bigint as "stockMinor"
    from stock_rule r
    join place p on p.id = r.place_id join company co on co.id = p.company_id
    left join demand_series s on (s.item_id, s.place_id) = (r.item_id, r.place_id)
      and s.channel_id is null and s.period = 'week'
    left join cost c on c.item_id = r.item_id
    left join stock k on (k.item_id, k.place_id) = (r.item_id, r.place_id)
    where ${placeId}::uuid is null or r.place_id = ${placeId}::uuid
    group by 1, 2 order by 1, 2
  `.execute(ask.db)
  return rows.map(({ segment, currency, count, yearMinor, stockMinor }) => ({
    segment,
    count,
    yearValue: moneyToWire(yearMinor, currency),
    stockValue: moneyToWire(stockMinor, currency),
  }))
}
