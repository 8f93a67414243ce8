import type { Stale } from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'
import { decideApproval } from '#records/approvals'
import { staleOrder } from '../queries/stale-order.ts'
import { type Refused, refused } from '../refusal.ts'
import { markApproved, markRejected } from '../store/heads.ts'
import { lockHead } from '../store/lock.ts'
import type { OrderHead } from '../store/order-for-work.ts'
import type { OrderCommand } from './submit-order.ts'

export type DecideOrder = OrderCommand & {
  readonly decision: 'approved' | 'rejected'
  readonly reason: string
}

export type DecideOrderOutcome =
  | {
      readonly kind: 'decided'
      readonly decision: 'approved' | 'rejected'
      readonly order: OrderHead
    }
  | Refused
  | Stale

/**
 * Approves or rejects the terms as they stand. Who submitted them, or buys by them, may not approve.
 *
 * @throws {PermissionError} when the actor may not approve orders
 */
export async function decideOrder(tx: Tx, command: DecideOrder): Promise<DecideOrderOutcome> {
  requirePermission(tx, 'orders.approve')

  const order = await lockHead(tx, command.orderId)
  if (order === undefined) return refused('not_found')
  const stale = await staleOrder(tx, order, command.ifMatch)
  if (stale !== undefined) return stale
  const isSelf = command.decision === 'approved' && order.buyerId === tx.actor.id
  if (isSelf) return refused('self_approval')

  const decided = await decideApproval(tx, {
    subjectKind: 'purchase_order',
    subjectId: order.id,
    contentHash: order.contentHash,
    decision: command.decision,
    reason: command.reason,
  })
  if (decided.kind === 'refused') return refused(decided.reason)
  if (decided.kind === 'approved') await markApproved(tx, order.id)
  else await markRejected(tx, order.id, command.reason)
  const { reason } = command
  announce(tx, `order.${decided.kind}`, { kind: 'purchase_order', id: order.id }, { reason })
  return {
    kind: 'decided',
    decision: decided.kind,
    order: { ...order, version: order.version + 1 },
  }
}
