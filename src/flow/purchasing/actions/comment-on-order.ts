import { sql } from 'kysely'

import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import { type Refused, refused } from '../refusal.ts'
import { insertComment, markLinkSeen } from '../store/comments.ts'
import type { OrderId } from '../store/order-for-work.ts'

export type CommentOnOrder = {
  readonly orderId: OrderId
  /** Suppliers see only what is meant for them. */
  readonly audience: 'internal' | 'supplier'
  readonly body: string
}

export type CommentOutcome = { readonly kind: 'commented'; readonly commentId: string } | Refused

/** @throws {PermissionError} when the actor may not write orders */
export async function commentOnOrder(tx: Tx, command: CommentOnOrder): Promise<CommentOutcome> {
  requirePermission(tx, 'orders.write')

  const { rows } = await sql`
    select from purchase_order where id = ${command.orderId}::uuid
  `.execute(tx.db)
  if (rows.length === 0) return refused('not_found')
  return { kind: 'commented', commentId: await insertComment(tx, command) }
}

/**
 * A supplier's word beside the lines.
 *
 * @throws {PermissionError} when the actor may not answer orders
 */
export async function leaveMessage(
  tx: Tx,
  command: { readonly orderId: OrderId; readonly body: string },
): Promise<string> {
  requirePermission(tx, 'orders.answer')

  const commentId = await insertComment(tx, { ...command, audience: 'supplier' })
  const subject = { kind: 'purchase_order', id: command.orderId }
  announce(tx, 'order.message-left', subject, { commentId })
  return commentId
}

/**
 * Notes that the supplier has the page of a link open; only the first time counts.
 *
 * @throws {PermissionError} when the actor may not answer orders
 */
export async function noteSeen(tx: Tx, link: { readonly id: string; readonly orderId: OrderId }) {
  requirePermission(tx, 'orders.answer')

  if (!(await markLinkSeen(tx, link.id))) return
  announce(tx, 'order.seen', { kind: 'purchase_order', id: link.orderId }, {})
}
