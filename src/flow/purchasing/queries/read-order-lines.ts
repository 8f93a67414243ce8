import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import {
  type HeadRow,
  headList,
  headOf,
  type LineOfOrder,
  type LineRow,
  lineList,
  lineOf,
} from '../store/order-for-work.ts'

/** Lines of any orders as they stand, unlocked, in id order; ids of no line are left out. */
export async function readOrderLines(
  ask: Pick<Ask, 'db'>,
  orderLineIds: readonly string[],
): Promise<readonly LineOfOrder[]> {
  const { rows } = await sql<HeadRow & LineRow>`
    select ${sql.raw(headList('held'))}, ${sql.raw(lineList('line'))}
    from purchase_order_line line join purchase_order held on held.id = line.order_id
    where line.id = any(${[...orderLineIds]}::uuid[])
    order by line.id
  `.execute(ask.db)
  return rows.map((row) => ({ ...lineOf(row), order: headOf(row) }))
}
