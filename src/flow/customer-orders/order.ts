/** A customer order as it is kept, and as it is shown. */
import type { Id } from '#kernel/brand'
import type { Price } from '#kernel/value'
import { moneyToWire, priceToWire, quantityToWire } from '#platform/wire'

import type { OrderLineView, OrderRow, OrderView } from './contract.ts'
import { type LineUnits, openUnits } from './rules/line-life.ts'

export type CustomerOrderId = Id<'CustomerOrder'>
export type CustomerOrderLineId = Id<'CustomerOrderLine'>

export type Order = {
  readonly id: CustomerOrderId
  readonly number: string
  readonly channelId: string
  readonly channelCode: string
  readonly channelName: string
  readonly placeId: string
  readonly placeCode: string
  readonly placeName: string
  readonly customer: string
  readonly country: string
  readonly currency: string
  readonly orderedOn: string
  readonly requestedOn: string
  readonly lifecycle: 'open' | 'completed' | 'cancelled'
  readonly totalMinor: bigint
  readonly lineCount: number
  readonly sourceSystem: string
  readonly externalId: string
  readonly version: number
}

export type OrderLine = LineUnits & {
  readonly id: CustomerOrderLineId
  readonly lineNo: number
  readonly itemId: string
  readonly sku: string
  readonly itemName: string
  readonly unit: string
  readonly unitDecimals: number
  readonly bundleItemId: string | null
  readonly bundleSku: string | null
  readonly bundleName: string | null
  readonly bundleUnit: string | null
  readonly bundleUnitDecimals: number | null
  readonly bundleUnits: bigint | null
  readonly price: Price
  readonly amountMinor: bigint
  readonly requestedOn: string
  readonly cancelReason: string
  readonly returnReason: string
}

/** Picked field by field, since a page's rows carry its cursor too. */
export function orderToRow(order: Order): OrderRow {
  const { id, number, customer, country, orderedOn, requestedOn, lifecycle } = order
  const { lineCount, sourceSystem, externalId, version } = order
  return {
    ...{ id, number, customer, country, orderedOn, requestedOn, lifecycle },
    ...{ lineCount, sourceSystem, externalId, version },
    channel: { id: order.channelId, code: order.channelCode, name: order.channelName },
    place: { id: order.placeId, code: order.placeCode, name: order.placeName },
    total: moneyToWire(order.totalMinor, order.currency),
  }
}

export function orderToView(
  order: Order & { readonly createdAt: Date },
  lines: readonly OrderLine[],
): OrderView {
  return {
    ...orderToRow(order),
    createdAt: order.createdAt.toISOString(),
    lines: lines.map((line) => lineToView(line, order.currency)),
  }
}

function lineToView(line: OrderLine, currency: string): OrderLineView {
  return {
    id: line.id,
    lineNo: line.lineNo,
    item: { id: line.itemId, sku: line.sku, name: line.itemName },
    bundle: bundleOf(line),
    ordered: quantityToWire(line.orderedUnits, line),
    cancelled: quantityToWire(line.cancelledUnits, line),
    shipped: quantityToWire(line.shippedUnits, line),
    returned: quantityToWire(line.returnedUnits, line),
    open: quantityToWire(openUnits(line), line),
    price: priceToWire(line.price, { ...line, packs: [], currency }),
    amount: moneyToWire(line.amountMinor, currency),
    requestedOn: line.requestedOn,
    cancelReason: line.cancelReason,
    returnReason: line.returnReason,
  }
}

function bundleOf(line: OrderLine): OrderLineView['bundle'] {
  const { bundleItemId, bundleUnits } = line
  if (bundleItemId === null || bundleUnits === null) return null
  return {
    id: bundleItemId,
    sku: line.bundleSku ?? '',
    name: line.bundleName ?? '',
    quantity: quantityToWire(bundleUnits, {
      unit: line.bundleUnit ?? '',
      unitDecimals: line.bundleUnitDecimals ?? 0,
    }),
  }
}
