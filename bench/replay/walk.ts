/**
 * One order of the source, walked through the real actions at its own dates. Each act is one transaction with a
 * key of its own, so that a replay that is run again, or was cut off, finds what it did and does no more.
 */
import type { Direct } from '#edge/http/direct'

import { type SourceLine, type SourceOrder, sourceSystem } from './source.ts'

/** Calls as this person at this instant; the source knows days only, so acts of a day follow by the hour. */
export type ActAt = (person: string, day: string, hour: number) => Direct

export type Ids = {
  readonly placeId: string
  readonly supplierIdByCode: ReadonlyMap<string, string>
  readonly itemIdBySku: ReadonlyMap<string, string>
}

type OrderMade = { readonly id: string; readonly lineIds: readonly string[] }
type Pair = { readonly orderLineId: string; readonly source: SourceLine }

const buyerOf = (order: SourceOrder) => `employee ${order.buyerId}`
const approver = 'approver'
const receiver = 'receiver'
const clerk = 'clerk'

export async function walkOrder(act: ActAt, ids: Ids, order: SourceOrder): Promise<void> {
  const buyer = buyerOf(order)
  const day = order.orderedOn
  const keyOf = (what: string) => `${sourceSystem}:${order.externalId}:${what}`

  const made = await act(
    buyer,
    day,
    8,
  )<OrderMade>({
    path: '/purchase-orders',
    key: keyOf('create'),
    body: {
      supplierId: required(ids.supplierIdByCode, order.supplierCode),
      placeId: ids.placeId,
      currency: 'USD',
      orderedOn: day,
      requestedOn: latest(order.lines.map((line) => line.dueOn)),
      sourceSystem,
      externalId: order.externalId,
      submit: true,
      lines: order.lines.map((line) => ({
        itemId: required(ids.itemIdBySku, line.sku),
        quantity: { quantity: `${line.orderedUnits}`, unit: 'EA' },
        price: { amount: line.unitPrice, currency: 'USD', per: '1', unit: 'EA' },
        requestedOn: line.dueOn,
      })),
    },
  })
  const path = `/purchase-orders/${made.id}`
  const lines = made.lineIds.map((orderLineId, at): Pair => {
    const source = order.lines[at]
    if (source === undefined) throw new Error(`order ${order.externalId} has lines of its own`)
    return { orderLineId, source }
  })

  await act(
    approver,
    day,
    9,
  )({
    path: `${path}/approvals`,
    key: keyOf('approve'),
    body: { decision: 'approved' },
  })
  await act(buyer, day, 10)({ path: `${path}/release`, method: 'POST', key: keyOf('release') })
  await act(
    buyer,
    day,
    11,
  )({
    path: '/supplier-answers',
    key: keyOf('answer'),
    body: {
      orderId: made.id,
      lines: lines.map(({ orderLineId }) => ({ orderLineId, kind: 'accept' })),
    },
  })
  for (const [receivedOn, received] of byReceiptDay(order, lines)) {
    await receive(act, made.id, receivedOn, received, keyOf)
  }
  await closeShort(act, order, path, lines, keyOf)
  await invoice(act, ids, order, lines, keyOf)
}

/** On the line's due day, or the order's when that is later. */
function byReceiptDay(order: SourceOrder, lines: readonly Pair[]): readonly [string, Pair[]][] {
  const dayOf = ({ source }: Pair) => latest([source.dueOn, order.orderedOn])
  const received = lines.filter(({ source }) => source.receivedUnits > 0n)
  return [...Map.groupBy(received, dayOf)].sort(([a], [b]) => a.localeCompare(b))
}

async function receive(
  act: ActAt,
  orderId: string,
  day: string,
  lines: readonly Pair[],
  keyOf: (what: string) => string,
): Promise<void> {
  await act(
    receiver,
    day,
    12,
  )({
    path: '/receipts',
    key: keyOf(`receive ${day}`),
    body: {
      orderId,
      receivedOn: day,
      lines: lines.map(({ orderLineId, source }) => ({
        orderLineId,
        accepted: pieces(source.receivedUnits - source.rejectedUnits),
        ...(source.rejectedUnits > 0n
          ? { rejected: pieces(source.rejectedUnits), reason: 'Rejected at inspection' }
          : {}),
      })),
    },
  })
  const rejected = lines.filter(({ source }) => source.rejectedUnits > 0n)
  if (rejected.length === 0) return
  await act(
    receiver,
    day,
    13,
  )({
    path: '/supplier-returns',
    key: keyOf(`return ${day}`),
    body: {
      orderId,
      returnedOn: day,
      reason: 'Rejected at inspection',
      lines: rejected.map(({ orderLineId, source }) => ({
        orderLineId,
        from: 'rejected',
        quantity: pieces(source.rejectedUnits),
      })),
    },
  })
}

async function closeShort(
  act: ActAt,
  order: SourceOrder,
  path: string,
  lines: readonly Pair[],
  keyOf: (what: string) => string,
): Promise<void> {
  const short = lines.filter(({ source }) => source.receivedUnits < source.orderedUnits)
  if (short.length === 0) return
  const day = latest([order.orderedOn, ...order.lines.map((line) => line.dueOn)])
  await act(
    buyerOf(order),
    day,
    14,
  )({
    path: `${path}/short-closures`,
    key: keyOf('short-close'),
    body: { lineIds: short.map(({ orderLineId }) => orderLineId), reason: 'Never came' },
  })
}

/** Bills what was accepted at the order's price; an order that accepts nothing has no invoice. */
async function invoice(
  act: ActAt,
  ids: Ids,
  order: SourceOrder,
  lines: readonly Pair[],
  keyOf: (what: string) => string,
): Promise<void> {
  const billed = lines.filter(({ source }) => source.receivedUnits > source.rejectedUnits)
  if (billed.length === 0) return
  const day = latest([order.orderedOn, ...order.lines.map((line) => line.dueOn)])
  const captured = await act(
    clerk,
    day,
    15,
  )<{ readonly id: string }>({
    path: '/supplier-invoices',
    key: keyOf('invoice'),
    body: {
      supplierId: required(ids.supplierIdByCode, order.supplierCode),
      supplierNumber: `AW-${order.externalId}`,
      currency: 'USD',
      invoicedOn: day,
      sourceSystem,
      externalId: order.externalId,
      lines: billed.map(({ orderLineId, source }) => ({
        kind: 'goods',
        orderLineId,
        quantity: pieces(source.receivedUnits - source.rejectedUnits),
        price: { amount: source.unitPrice, currency: 'USD', per: '1', unit: 'EA' },
      })),
    },
  })
  await act(
    clerk,
    day,
    16,
  )({
    path: `/supplier-invoices/${captured.id}/match`,
    method: 'POST',
    key: keyOf('match'),
  })
}

function pieces(units: bigint): { readonly quantity: string; readonly unit: string } {
  return { quantity: `${units}`, unit: 'EA' }
}

function latest(days: readonly string[]): string {
  return [...days].sort().at(-1) ?? ''
}

function required(map: ReadonlyMap<string, string>, key: string): string {
  const value = map.get(key)
  if (value === undefined) throw new Error(`${key} was not imported`)
  return value
}
