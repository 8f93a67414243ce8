import { sql } from 'kysely'

import type { ItemPlace } from '#books/inventory'
import { pairRows } from '#platform/pair-ranges'
import type { Ask } from '#platform/work'

/** Those that ask for a minimum or a load, and have these item-places in their orders, or had. */
export async function toppedSuppliers(
  ask: Ask,
  pairs: readonly ItemPlace[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly supplierId: string }>`
    with pair as (
      select * from ${pairRows(pairs)} as g (item_id, place_id)
    )
    select l.supplier_id as "supplierId" from pair p
    join plan_position l using (item_id, place_id)
    where exists (select from order_minimum m where m.supplier_id = l.supplier_id)
    union
    select r.supplier_id from pair p
    join proposal r on r.item_id = p.item_id and r.place_id = p.place_id and r.status = 'open'
    where r.topped_units > 0 or r.pulled_from_on is not null
    order by 1
  `.execute(ask.db)
  return rows.map(({ supplierId }) => supplierId)
}
