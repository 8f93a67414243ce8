import type { Stale } from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'
import { voidApprovals } from '#records/approvals'
import { staleOrder } from '../queries/stale-order.ts'
import { type Refused, refused } from '../refusal.ts'
import { type Lifecycle, mayBecome } from '../rules/order-life.ts'
import { openUnits, receivedUnits } from '../rules/order-line.ts'
import { setLifecycle } from '../store/heads.ts'
import { cancelLines } from '../store/lines.ts'
import { lockOrder } from '../store/lock.ts'
import type { OrderForWork } from '../store/order-for-work.ts'
import { reviseExpected } from './revise-expected.ts'
import type { OrderCommand } from './submit-order.ts'

export type ReasonedOrderCommand = OrderCommand & { readonly reason: string }

export type LifeOutcome = { readonly kind: 'done'; readonly order: OrderForWork } | Refused | Stale

/**
 * Stops a released order for a while: nothing is received or answered on it.
 *
 * @throws {PermissionError} when the actor may not write orders
 */
export function holdOrder(tx: Tx, command: ReasonedOrderCommand): Promise<LifeOutcome> {
  return move(tx, command, 'on_hold', 'order.held', (order) =>
    order.lifecycle === 'released' ? undefined : refused('not_holdable'),
  )
}

/**
 * Lets a held order go on. Changed terms are released instead.
 *
 * @throws {PermissionError} when the actor may not write orders
 */
export function resumeOrder(tx: Tx, command: OrderCommand): Promise<LifeOutcome> {
  return move(tx, { ...command, reason: '' }, 'released', 'order.resumed', (order) => {
    if (order.lifecycle !== 'on_hold') return refused('order_not_held')
    return order.contentHash === order.releasedHash ? undefined : refused('changed_not_released')
  })
}

/**
 * Ends an order on which nothing more is to come, so that nothing more is received on it.
 *
 * @throws {PermissionError} when the actor may not write orders
 */
export function closeOrder(tx: Tx, command: ReasonedOrderCommand): Promise<LifeOutcome> {
  return move(tx, command, 'closed', 'order.closed', (order) => {
    const open = order.lines.filter((line) => openUnits(line) > 0n)
    if (!mayBecome(order.lifecycle, 'closed')) return refused('not_closable')
    if (open.length === 0) return undefined
    const lineNos = open.map((line) => line.lineNo)
    return refused('not_closable', { code: 'not_closable', lineNos })
  })
}

/**
 * Opens a closed order again, for goods or invoices that came after all.
 *
 * @throws {PermissionError} when the actor may not write orders
 */
export function reopenOrder(tx: Tx, command: OrderCommand): Promise<LifeOutcome> {
  return move(tx, { ...command, reason: '' }, 'released', 'order.reopened', (order) =>
    order.lifecycle === 'closed' ? undefined : refused('not_closed'),
  )
}

/**
 * Calls an order off: only while nothing of it has come or was billed.
 *
 * @throws {PermissionError} when the actor may not write orders
 */
export async function cancelOrder(tx: Tx, command: ReasonedOrderCommand): Promise<LifeOutcome> {
  const outcome = await move(tx, command, 'cancelled', 'order.cancelled', (order) => {
    if (!mayBecome(order.lifecycle, 'cancelled')) return refused('not_cancellable')
    const touched = order.lines.filter(
      (line) => receivedUnits(line) > 0n || line.invoicedUnits > 0n,
    )
    if (touched.length === 0) return undefined
    const lineNos = touched.map((line) => line.lineNo)
    return refused('order_received', { code: 'order_received', lineNos })
  })
  if (outcome.kind !== 'done') return outcome
  const { order } = outcome
  await cancelLines(tx, order.id, command.reason)
  await voidApprovals(tx, { subjectKind: 'purchase_order', subjectId: order.id })
  await reviseExpected(tx, { kind: 'purchase_order', id: order.id }, [order])
  return outcome
}

async function move(
  tx: Tx,
  command: ReasonedOrderCommand,
  lifecycle: Lifecycle,
  event: string,
  whyNot: (order: OrderForWork) => Refused | undefined,
): Promise<LifeOutcome> {
  requirePermission(tx, 'orders.write')

  const order = await lockOrder(tx, command.orderId)
  if (order === undefined) return refused('not_found')
  const stale = await staleOrder(tx, order, command.ifMatch)
  if (stale !== undefined) return stale
  const no = whyNot(order)
  if (no !== undefined) return no
  const { reason } = command
  await setLifecycle(tx, { orderId: order.id, lifecycle, reason })
  announce(tx, event, { kind: 'purchase_order', id: order.id }, { reason })
  return { kind: 'done', order: { ...order, lifecycle, version: order.version + 1 } }
}
