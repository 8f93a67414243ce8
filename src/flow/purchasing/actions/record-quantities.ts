/**
 * What rooms downstream tell an order about its lines. Each caller has locked the order or its lines
 * and checked its own limits, and requires its own permission.
 */
import type { ExpectedPayment } from '#books/cash'
import { announce } from '#platform/outbox'
import type { Tx } from '#platform/work'

import type { OrderForWork, OrderId, OrderLineId } from '../store/order-for-work.ts'
import { addQuantities, type QuantityDelta } from '../store/quantities.ts'
import { type Cause, type ExpectOptions, reviseExpected } from './revise-expected.ts'

export type RecordReceived = {
  readonly orderId: OrderId
  readonly receivedAt: Date
  readonly cause: Cause
  /** Base units; negative when a receipt is reversed. */
  readonly deltas: readonly {
    readonly orderLineId: OrderLineId
    readonly acceptedUnits: bigint
    readonly quarantinedUnits: bigint
    readonly rejectedUnits: bigint
  }[]
  /** Lines whose missing units are within the under-tolerance: short-closed at once. */
  readonly completes: readonly OrderLineId[]
}

/** Counts what came, or takes back what was counted; revises the goods and the payment expected. */
export function recordReceived(tx: Tx, command: RecordReceived): Promise<readonly OrderForWork[]> {
  const { completes, receivedAt } = command
  return record(tx, 'order.received', command.cause, command.deltas, { completes, receivedAt })
}

export type RecordInspected = {
  readonly cause: Cause
  /** Passed units become accepted, failed ones rejected; both leave quarantine. */
  readonly deltas: readonly {
    readonly orderLineId: OrderLineId
    readonly passedUnits: bigint
    readonly failedUnits: bigint
  }[]
}

export function recordInspected(
  tx: Tx,
  command: RecordInspected,
): Promise<readonly OrderForWork[]> {
  const deltas = command.deltas.map((delta) => ({
    orderLineId: delta.orderLineId,
    acceptedUnits: delta.passedUnits,
    rejectedUnits: delta.failedUnits,
    quarantinedUnits: -(delta.passedUnits + delta.failedUnits),
  }))
  return record(tx, 'order.inspected', command.cause, deltas, {})
}

export type RecordReturned = {
  readonly cause: Cause
  /** What went back to the supplier: rejects, and goods accepted before. */
  readonly deltas: readonly {
    readonly orderLineId: OrderLineId
    readonly rejectedUnits: bigint
    readonly acceptedUnits: bigint
  }[]
}

export function recordReturned(tx: Tx, command: RecordReturned): Promise<readonly OrderForWork[]> {
  const deltas = command.deltas.map((delta) => ({
    orderLineId: delta.orderLineId,
    returnedRejectedUnits: delta.rejectedUnits,
    returnedAcceptedUnits: delta.acceptedUnits,
  }))
  return record(tx, 'order.returned', command.cause, deltas, {})
}

export type RecordInvoiced = {
  readonly cause: Cause
  /** Units a posted invoice bills; negative when it is reversed. Lines may be of several orders. */
  readonly deltas: readonly { readonly orderLineId: OrderLineId; readonly units: bigint }[]
  /** What is to be paid instead: the invoice's own, kept in the same statement. */
  readonly payments?: readonly ExpectedPayment[]
}

/** Counts what was billed; the payment expected of the order falls by it. */
export function recordInvoiced(tx: Tx, command: RecordInvoiced): Promise<readonly OrderForWork[]> {
  const deltas = command.deltas.map(({ orderLineId, units }) => ({
    orderLineId,
    invoicedUnits: units,
  }))
  return record(
    tx,
    'order.invoiced',
    command.cause,
    deltas,
    {},
    {
      goods: false,
      payments: command.payments ?? [],
    },
  )
}

/** Writes, revises what is expected, and tells each order's timeline. */
async function record(
  tx: Tx,
  event: string,
  cause: Cause,
  deltas: readonly QuantityDelta[],
  given: Parameters<typeof addQuantities>[2],
  options: ExpectOptions = {},
): Promise<readonly OrderForWork[]> {
  const orders = await addQuantities(tx, addUp(deltas), given)
  const touched = new Set(deltas.map((delta) => delta.orderLineId))
  const toExpect = orders.map((order) => ({
    ...order,
    changed: order.lines.filter((line) => touched.has(line.id)),
  }))
  await reviseExpected(tx, cause, toExpect, options)
  for (const order of toExpect) {
    const lineNos = order.changed.map((line) => line.lineNo)
    announce(tx, event, { kind: 'purchase_order', id: order.id }, { cause, lineNos })
  }
  return orders
}

/** A line that is named twice (two lots of one delivery) is changed once. */
function addUp(deltas: readonly QuantityDelta[]): readonly QuantityDelta[] {
  return [...Map.groupBy(deltas, (delta) => delta.orderLineId)].map(([orderLineId, group]) => ({
    orderLineId,
    acceptedUnits: total(group, 'acceptedUnits'),
    quarantinedUnits: total(group, 'quarantinedUnits'),
    rejectedUnits: total(group, 'rejectedUnits'),
    returnedRejectedUnits: total(group, 'returnedRejectedUnits'),
    returnedAcceptedUnits: total(group, 'returnedAcceptedUnits'),
    invoicedUnits: total(group, 'invoicedUnits'),
  }))
}

function total(
  group: readonly QuantityDelta[],
  column: Exclude<keyof QuantityDelta, 'orderLineId'>,
): bigint {
  return group.reduce((sum, delta) => sum + (delta[column] ?? 0n), 0n)
}
