/** What acts left behind, as it goes out. */
import { reply } from '#platform/http/route'
import { moneyToWire } from '#platform/wire'

import type { OrderHead } from '../store/order-for-work.ts'

export function actedView(order: OrderHead) {
  return {
    id: order.id,
    number: order.number,
    lifecycle: order.lifecycle,
    total: moneyToWire(order.totalMinor, order.currency),
    version: order.version,
    termsVersion: order.termsVersion,
  }
}

export function acted(order: OrderHead) {
  return reply(200, actedView(order), { version: order.version })
}
