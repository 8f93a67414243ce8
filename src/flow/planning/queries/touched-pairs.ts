import { sql } from 'kysely'

import type { ItemPlace } from '#books/inventory'
import type { Ask } from '#platform/work'

/**
 * Item-places with a rule whose stock, supply, orders or terms these documents and items are about:
 * what documents moved or let expect, and what customers ordered by them.
 */
export async function touchedPairs(
  ask: Ask,
  about: { readonly documentIds: readonly string[]; readonly itemIds: readonly string[] },
): Promise<readonly ItemPlace[]> {
  const { documentIds, itemIds } = about
  const { rows } = await sql<ItemPlace>`
    with touched as (
      select item_id, place_id from expectation
      where document_id = any(${documentIds}::uuid[]) and source_kind <> 'proposal'
      union
      select m.item_id, p.place_id from stock_move m
      cross join lateral (values (m.from_place_id), (m.to_place_id)) as p (place_id)
      where m.cause_id = any(${documentIds}::uuid[]) and p.place_id is not null
      union
      select l.item_id, o.place_id from customer_order o
      join customer_order_line l on l.order_id = o.id
      where o.id = any(${documentIds}::uuid[])
    )
    select item_id as "itemId", place_id as "placeId" from stock_rule
    where (item_id, place_id) in (select item_id, place_id from touched)
    union
    select item_id, place_id from stock_rule where item_id = any(${itemIds}::uuid[])
    order by 1, 2
  `.execute(ask.db)
  return rows
}
