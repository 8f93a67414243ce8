import type { Stale } from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import { staleOrder } from '../queries/stale-order.ts'
import { type Reason, type Refused, refused } from '../refusal.ts'
import { openUnits } from '../rules/order-line.ts'
import { totalMinor } from '../rules/terms.ts'
import { shortCloseRows } from '../store/lines.ts'
import { lockOrder } from '../store/lock.ts'
import type { OrderForWork, OrderLineForWork } from '../store/order-for-work.ts'
import { reviseExpected } from './revise-expected.ts'
import type { OrderCommand } from './submit-order.ts'

export type ShortCloseLines = OrderCommand & {
  readonly lineIds: readonly string[]
  readonly reason: string
}

export type ShortCloseOutcome =
  | { readonly kind: 'done'; readonly order: OrderForWork }
  | Refused
  | Stale

/**
 * Gives up what has not come of these lines: it will neither be received nor billed. What was given
 * up counts as cancelled; a line of which nothing came keeps its record, too.
 *
 * @throws {PermissionError} when the actor may not write orders
 */
export async function shortCloseLines(
  tx: Tx,
  command: ShortCloseLines,
): Promise<ShortCloseOutcome> {
  requirePermission(tx, 'orders.write')

  const order = await lockOrder(tx, command.orderId)
  if (order === undefined) return refused('not_found')
  const stale = await staleOrder(tx, order, command.ifMatch)
  if (stale !== undefined) return stale
  if (order.lifecycle !== 'released' && order.lifecycle !== 'on_hold') {
    return refused('order_not_open', { code: 'order_not_open', lifecycle: order.lifecycle })
  }
  const reasons = whyNot(order, command.lineIds)
  const [first] = reasons
  if (first !== undefined) return refused(first.code, ...reasons)
  return close(tx, order, command)
}

function whyNot(order: OrderForWork, lineIds: readonly string[]): readonly Reason[] {
  const byId = new Map<string, OrderLineForWork>(order.lines.map((line) => [line.id, line]))
  return lineIds.flatMap((id, index) => {
    const line = byId.get(id)
    const pointer = `/lineIds/${index}`
    if (line === undefined) return [{ code: 'line_unknown', pointer }]
    if (openUnits(line) === 0n) return [{ code: 'nothing_open', lineNo: line.lineNo, pointer }]
    return []
  })
}

async function close(
  tx: Tx,
  order: OrderForWork,
  command: ShortCloseLines,
): Promise<ShortCloseOutcome> {
  const { reason } = command
  const chosen = new Set(command.lineIds)
  const lines = order.lines.map((line): OrderLineForWork => {
    if (!chosen.has(line.id)) return line
    const cancelledUnits = line.cancelledUnits + openUnits(line)
    return { ...line, state: 'short_closed', stateReason: reason, cancelledUnits }
  })
  const changed = lines.filter((line) => chosen.has(line.id))
  const after = { ...order, lines, totalMinor: totalMinor(lines), version: order.version + 1 }
  await shortCloseRows(tx, order.id, { lines: changed, reason, totalMinor: after.totalMinor })
  await reviseExpected(tx, { kind: 'purchase_order', id: order.id }, [{ ...after, changed }])
  announce(
    tx,
    'order.short-closed',
    { kind: 'purchase_order', id: order.id },
    { reason, lineNos: changed.map((line) => line.lineNo) },
  )
  return { kind: 'done', order: after }
}
