import { sql } from 'kysely'

import { pairRows } from '#platform/pair-ranges'
import type { Ask } from '#platform/work'

export type OpenCommitment = {
  readonly itemId: string
  readonly placeId: string
  /** Base units, above zero. */
  readonly openUnits: bigint
}

/**
 * What customers were promised and have not got: open units by item and place, of lines wanted on or
 * before a day. Pairs without any are left out. One statement.
 */
export async function openCommitments(
  ask: Ask,
  pairs: readonly { readonly itemId: string; readonly placeId: string }[],
  asOf: string,
): Promise<readonly OpenCommitment[]> {
  const { rows } = await sql<OpenCommitment>`
    select line.item_id as "itemId", customer_order.place_id as "placeId",
           sum(line.ordered_units - line.cancelled_units - line.shipped_units)::bigint as "openUnits"
    from (select distinct * from ${pairRows(pairs)}) as asked (item_id, place_id)
    join customer_order_line line on line.item_id = asked.item_id
      and line.ordered_units > line.cancelled_units + line.shipped_units
      and line.requested_on <= ${asOf}::date
    join customer_order on customer_order.id = line.order_id
      and customer_order.place_id = asked.place_id
    group by line.item_id, customer_order.place_id
    order by line.item_id, customer_order.place_id
  `.execute(ask.db)
  return rows
}

export type DayCommitment = OpenCommitment & { readonly requestedOn: string }

/** The same by the day that customers want them, past and to come. One statement. */
export async function commitmentsByDay(
  ask: Ask,
  pairs: readonly { readonly itemId: string; readonly placeId: string }[],
): Promise<readonly DayCommitment[]> {
  const { rows } = await sql<DayCommitment>`
    select line.item_id as "itemId", customer_order.place_id as "placeId",
           line.requested_on as "requestedOn",
           sum(line.ordered_units - line.cancelled_units - line.shipped_units)::bigint as "openUnits"
    from (select distinct * from ${pairRows(pairs)}) as asked (item_id, place_id)
    join customer_order_line line on line.item_id = asked.item_id
      and line.ordered_units > line.cancelled_units + line.shipped_units
    join customer_order on customer_order.id = line.order_id
      and customer_order.place_id = asked.place_id
    group by line.item_id, customer_order.place_id, line.requested_on
    order by line.item_id, customer_order.place_id, line.requested_on
  `.execute(ask.db)
  return rows
}
