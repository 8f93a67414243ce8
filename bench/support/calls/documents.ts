/** Orders, receipts and invoices as far along as a call needs them. */
import { type Made, pieces, priceOf, today, type Walk } from './walk.ts'

type OrderWish = {
  readonly quantity?: number
  readonly submit?: boolean
  /** At the company whose orders need an approval. */
  readonly isStrict?: boolean
}

export type Order = Made & { readonly lineId: string }

export function orderBody(walk: Walk, wish: OrderWish = {}) {
  const { quantity = 10, submit = false, isStrict = false } = wish
  return {
    supplierId: walk.supplierId,
    placeId: isStrict ? walk.strictPlaceId : walk.placeId,
    requestedOn: today,
    submit,
    lines: [{ itemId: walk.itemId, quantity: pieces(quantity), price: priceOf('4.75') }],
  }
}

/** By the second owner, so that the first may approve it. */
export async function ordered(walk: Walk, wish: OrderWish = {}): Promise<Order> {
  const order = await walk.make('/purchase-orders', orderBody(walk, wish), walk.second)
  return { ...order, lineId: order.lineIds[0] ?? '' }
}

export async function released(walk: Walk): Promise<Order> {
  const order = await ordered(walk, { submit: true })
  await walk.make(`/purchase-orders/${order.id}/release`)
  return order
}

type Parts = {
  readonly accepted?: number
  readonly quarantined?: number
  readonly rejected?: number
}

export function receiptBody(order: Order, parts: Parts) {
  const quantities = Object.entries(parts).map(([name, units]) => [name, pieces(units)])
  return {
    orderId: order.id,
    receivedOn: today,
    lines: [{ orderLineId: order.lineId, ...Object.fromEntries(quantities) }],
  }
}

export async function received(walk: Walk, parts: Parts) {
  const order = await released(walk)
  const receipt = await walk.make('/receipts', receiptBody(order, parts))
  const [line] = receipt['lines'] as { id: string }[]
  return { order, receiptId: receipt.id, receiptLineId: line?.id ?? '' }
}

export function invoiceBody(walk: Walk, order: Order, price = '4.75') {
  return {
    supplierId: walk.supplierId,
    supplierNumber: `INV-${walk.next()}`,
    currency: 'USD',
    invoicedOn: today,
    lines: [
      {
        kind: 'goods',
        orderLineId: order.lineId,
        quantity: pieces(10),
        price: priceOf(price),
      },
    ],
  }
}

/** Goods received, and billed; not matched yet. By the second owner: nobody releases their own. */
export async function captured(walk: Walk, price?: string): Promise<string> {
  const { order } = await received(walk, { accepted: 10 })
  const bill = invoiceBody(walk, order, price)
  const { id } = await walk.make('/supplier-invoices', bill, walk.second)
  return id
}

export async function matched(walk: Walk, price?: string): Promise<string> {
  const id = await captured(walk, price)
  await walk.make(`/supplier-invoices/${id}/match`)
  return id
}

/** An answer that goes past what stands without a person. */
export async function answered(walk: Walk): Promise<string> {
  const order = await released(walk)
  const line = { orderLineId: order.lineId, kind: 'change', quantity: pieces(4) }
  const { id } = await walk.make('/supplier-answers', { orderId: order.id, lines: [line] })
  return id
}
