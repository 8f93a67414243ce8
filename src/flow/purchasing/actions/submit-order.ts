import { planFactsOf } from '#flow/planning'
import type { Stale } from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'
import { verdict } from '#records/approvals'

import { readOrderFacts } from '../queries/order-facts.ts'
import { staleOrder } from '../queries/stale-order.ts'
import { type Refused, refused } from '../refusal.ts'
import { markSubmitted } from '../store/heads.ts'
import { lockHead } from '../store/lock.ts'
import type { OrderHead, OrderId } from '../store/order-for-work.ts'
import { askIfNeeded } from './ask-approval.ts'

export type OrderCommand = {
  readonly orderId: OrderId
  /** The version the caller saw; not checked when absent. */
  readonly ifMatch?: number | undefined
}

export type SubmitOrderOutcome =
  | {
      readonly kind: 'submitted'
      readonly order: OrderHead
      readonly approval: 'not_needed' | 'pending'
    }
  | Refused
  | Stale

/**
 * Hands a draft, or changed terms, on: to whoever approves, or straight to release.
 *
 * @throws {PermissionError} when the actor may not write orders
 */
export async function submitOrder(tx: Tx, command: OrderCommand): Promise<SubmitOrderOutcome> {
  requirePermission(tx, 'orders.write')

  const order = await lockHead(tx, command.orderId)
  if (order === undefined) return refused('not_found')
  const stale = await staleOrder(tx, order, command.ifMatch)
  if (stale !== undefined) return stale
  if (order.contentHash === order.releasedHash || !['draft', 'on_hold'].includes(order.lifecycle)) {
    return refused('nothing_to_submit', { code: 'nothing_to_submit', lifecycle: order.lifecycle })
  }
  const subject = { subjectKind: 'purchase_order', subjectId: order.id }
  const standing = await verdict(tx, { ...subject, contentHash: order.contentHash })
  if (standing === 'pending' || standing === 'approved') {
    return refused('already_submitted', { code: 'already_submitted', approval: standing })
  }
  const { company } = await readOrderFacts(tx, { ...order, day: undefined })
  if (company === undefined) return refused('not_found')
  const plan = await planFactsOf(tx, order.id)
  const approval = await askIfNeeded(tx, order, company, plan)
  await markSubmitted(tx, order.id)
  announce(tx, 'order.submitted', { kind: 'purchase_order', id: order.id }, { approval })
  return { kind: 'submitted', order: { ...order, version: order.version + 1 }, approval }
}
