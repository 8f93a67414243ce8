/** Goods in and out of a company made by `goods-company`, each act in its own transaction. */
import { sql } from 'kysely'

import { type PostReceiptOutcome, postReceipt } from '#flow/receiving'
import { postReturn, type ReturnOutcome } from '#flow/returns'
import { invariant } from '#kernel/invariant'
import type { QuantityWire } from '#platform/wire'

import type { TestOrganization } from './database.ts'
import { anybody, type GoodsCompany, type PlacedLine, placeOrder } from './goods-company.ts'

export const day = '2026-01-05'

export const pieces = (quantity: number | bigint): QuantityWire => ({
  quantity: `${quantity}`,
  unit: 'EA',
})

export type PlacedOrder = { readonly orderId: string; readonly orderLineId: string }

/** A released order of one line. */
export function orderOf(
  org: TestOrganization,
  company: GoodsCompany,
  line: PlacedLine,
  currency = 'USD',
): Promise<PlacedOrder> {
  return org.work(anybody).transact(async (tx) => {
    const placed = await placeOrder(tx, company, [line], currency)
    const [orderLineId] = placed.orderLineIds
    invariant(orderLineId !== undefined, 'an order has a line')
    return { orderId: placed.orderId, orderLineId }
  })
}

export function receive(
  org: TestOrganization,
  order: PlacedOrder,
  parts: { accepted?: number; quarantined?: number; rejected?: number },
  receivedOn = day,
): Promise<PostReceiptOutcome> {
  const line = {
    orderLineId: order.orderLineId,
    accepted: parts.accepted === undefined ? undefined : pieces(parts.accepted),
    quarantined: parts.quarantined === undefined ? undefined : pieces(parts.quarantined),
    rejected: parts.rejected === undefined ? undefined : pieces(parts.rejected),
  }
  const command = { orderId: order.orderId, receivedOn, lines: [line] }
  return org.as('receiver').transact((tx) => postReceipt(tx, command), { keep: isPosted })
}

export function sendBack(
  org: TestOrganization,
  order: PlacedOrder,
  from: 'rejected' | 'accepted',
  quantity: number,
): Promise<ReturnOutcome> {
  const line = { orderLineId: order.orderLineId, from, quantity: pieces(quantity) }
  const command = { orderId: order.orderId, returnedOn: day, reason: 'Broken', lines: [line] }
  return org.as('receiver').transact((tx) => postReturn(tx, command), { keep: isPosted })
}

export function isPosted(outcome: { readonly kind: string }): boolean {
  return outcome.kind !== 'refused'
}

/** The only row of a query. */
export async function one<T>(org: TestOrganization, query: ReturnType<typeof sql<T>>): Promise<T> {
  const { rows } = await query.execute(org.db)
  const [row] = rows
  invariant(row !== undefined && rows.length === 1, 'the query gives one row')
  return row
}

/** The lines of an entry by control, as they were written. */
export async function entryLines(
  org: TestOrganization,
  entryId: string | null,
): Promise<Readonly<Record<string, bigint>>> {
  const { rows } = await sql<{ control: string; amount_minor: bigint }>`
    select account.control, line.amount_minor from journal_line line
    join account on account.id = line.account_id where line.entry_id = ${entryId}
  `.execute(org.db)
  return Object.fromEntries(rows.map((row) => [row.control, row.amount_minor]))
}

/** What is accrued for an order line: units, document money, company money. */
export async function accrualOf(
  org: TestOrganization,
  orderLineId: string,
): Promise<readonly [bigint, bigint, bigint]> {
  const row = await one(
    org,
    sql<{ units: bigint; document_minor: bigint; amount_minor: bigint }>`
      select units, document_minor, amount_minor from grni_balance
      where order_line_id = ${orderLineId}`,
  )
  return [row.units, row.document_minor, row.amount_minor]
}
