/**
 * What customer orders tell: one event for each act, or for a set of orders that came by file. It says
 * all that demand needs, so that a reader asks nothing back.
 */
import { announce } from '#platform/outbox'
import type { Tx } from '#platform/work'

/** One thing that was wanted or taken back. */
export type OrderedDemand = {
  readonly orderId: string
  readonly lineId: string
  /** Of the order after the act: with `lineId` and `kind` it names the fact for good. */
  readonly version: number
  readonly itemId: string
  readonly placeId: string
  readonly channelId: string
  /** The day it was ordered; of a return the day it came back. */
  readonly onDay: string
  readonly kind: 'sale' | 'cancellation' | 'shipment' | 'return'
  /** Base units, above zero whatever the kind. */
  readonly units: bigint
  /** Above or equal to zero whatever the kind. */
  readonly valueMinor: bigint
  readonly currency: string
}

/** As it stands in `outbox_event.payload`: bigints are decimal strings. */
export type CustomerOrderNews = {
  readonly orderCount: number
  /** Each pair once. */
  readonly itemPlaces: readonly { readonly itemId: string; readonly placeId: string }[]
  readonly demand: readonly OrderedDemand[]
}

export const customerOrderEvents = [
  'customer-order.created',
  'customer-order.changed',
  'customer-orders.imported',
] as const

/** Reads the payload of one of `customerOrderEvents`. */
export function newsOf(payload: unknown): CustomerOrderNews {
  const news = payload as CustomerOrderNews
  return {
    ...news,
    demand: news.demand.map((each) => ({
      ...each,
      units: BigInt(each.units),
      valueMinor: BigInt(each.valueMinor),
    })),
  }
}

/** @param orderIds at least one; the first is what the event is about */
export function tell(
  tx: Tx,
  type: (typeof customerOrderEvents)[number],
  orderIds: readonly string[],
  demand: readonly OrderedDemand[],
): void {
  const pairs = new Map(
    demand.map(({ itemId, placeId }) => [`${itemId} ${placeId}`, { itemId, placeId }]),
  )
  const news = { orderCount: orderIds.length, itemPlaces: [...pairs.values()], demand }
  announce(tx, type, { kind: 'customer_order', id: orderIds[0] ?? '' }, news)
}
