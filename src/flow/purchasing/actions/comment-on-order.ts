import { sql } from 'kysely'

import { requirePermission, type Tx } from '#platform/work'

import { type Refused, refused } from '../refusal.ts'
import { insertComment } from '../store/comments.ts'
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
