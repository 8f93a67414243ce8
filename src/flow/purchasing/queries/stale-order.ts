import { type Stale, staleSince } from '#platform/change'
import type { Ask } from '#platform/work'

import type { OrderHead } from '../store/order-for-work.ts'

/** What others changed since the caller read the order; `undefined` when nothing did. */
export function staleOrder(
  ask: Ask,
  order: Pick<OrderHead, 'id' | 'version'>,
  seen: number | undefined,
): Promise<Stale | undefined> {
  return staleSince(ask, { table: 'purchase_order', id: order.id, seen, version: order.version })
}
