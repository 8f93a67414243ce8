/** Locks orders and their lines: orders first, then lines, each in id order, in one statement. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import {
  type HeadRow,
  headList,
  headOf,
  type LineOfOrder,
  type LineRow,
  lineList,
  lineOf,
  type OrderForWork,
  type OrderHead,
  type OrderId,
  type OrderLineId,
} from './order-for-work.ts'

/**
 * Locks one order with all its lines, lines in the order of their numbers.
 *
 * @returns `undefined` when there is no such order
 */
export async function lockOrder(
  tx: Pick<Tx, 'db'>,
  orderId: OrderId,
): Promise<OrderForWork | undefined> {
  const order = await lockOnce(tx, orderId)
  // A statement that waited for the lock may have been begun before lines were added: look again.
  if (order !== undefined && order.lines.length !== order.lineCount) return lockOnce(tx, orderId)
  return order
}

async function lockOnce(tx: Pick<Tx, 'db'>, orderId: OrderId): Promise<OrderForWork | undefined> {
  const { rows } = await sql<HeadRow & LineRow>`
    with held as materialized (
      select * from purchase_order where id = ${orderId}::uuid for update
    )
    select ${sql.raw(headList('held'))}, ${sql.raw(lineList('line'))}
    from held join purchase_order_line line on line.order_id = held.id
    order by line.id
    for update of line
  `.execute(tx.db)
  const [first] = rows
  if (first === undefined) return undefined
  const lines = rows.map(lineOf).sort((a, b) => a.lineNo - b.lineNo)
  return { ...headOf(first), lines }
}

/** Locks the order alone: for acts that change nothing about its lines. */
export async function lockHead(
  tx: Pick<Tx, 'db'>,
  orderId: OrderId,
): Promise<OrderHead | undefined> {
  const { rows } = await sql<HeadRow>`
    select ${sql.raw(headList('held'))}
    from purchase_order held where held.id = ${orderId}::uuid for update
  `.execute(tx.db)
  return rows[0] && headOf(rows[0])
}

/**
 * Locks lines of any orders, and those orders first; lines come in id order, each once. Ids of no
 * line are left out of the answer.
 */
export async function lockOrderLines(
  tx: Pick<Tx, 'db'>,
  orderLineIds: readonly OrderLineId[],
): Promise<readonly LineOfOrder[]> {
  const { rows } = await sql<HeadRow & LineRow>`
    with held as materialized (
      select * from purchase_order
      where id in (select order_id from purchase_order_line where id = any(${[...orderLineIds]}::uuid[]))
      order by id for update
    )
    select ${sql.raw(headList('held'))}, ${sql.raw(lineList('line'))}
    from held join purchase_order_line line on line.order_id = held.id
    where line.id = any(${[...orderLineIds]}::uuid[])
    order by line.id
    for update of line
  `.execute(tx.db)
  return rows.map((row) => ({ ...lineOf(row), order: headOf(row) }))
}
