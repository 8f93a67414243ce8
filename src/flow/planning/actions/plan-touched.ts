/** What happens to stock, supply or terms changes the plans of the item-places it is about, at once. */
import { z } from 'zod'

import { type OutboxEvent, type Subscription, subscribe } from '#platform/relay'

import { touchedPairs } from '../queries/touched-pairs.ts'
import { planItems } from './plan-items.ts'

const told = z.looseObject({
  orderId: z.string().optional(),
  itemId: z.string().optional(),
  itemIds: z.array(z.string()).optional(),
})

export const planTouched: Subscription = subscribe(
  'planning.replan',
  [
    'goods.received',
    'receipt.reversed',
    'goods.inspected',
    'goods.issued',
    'issue.reversed',
    'goods.returned',
    'stock.adjusted',
    'order.created',
    'order.changed',
    'order.released',
    'order.answered',
    'answer.accepted',
    'answer.rejected',
    'order.held',
    'order.resumed',
    'order.cancelled',
    'order.closed',
    'order.reopened',
    'order.short-closed',
    'customer-order.created',
    'customer-order.changed',
    'forecast.changed',
    'supplier-term.created',
    'supplier-term.changed',
    'supplier-term.deleted',
  ],
  async (tx, event) => {
    await planItems(tx, await touchedPairs(tx, aboutOf(event)))
  },
)

function aboutOf({ subject, payload }: OutboxEvent) {
  const { orderId, itemId, itemIds = [] } = told.safeParse(payload).data ?? {}
  return {
    documentIds: [subject.id, ...(orderId === undefined ? [] : [orderId])],
    itemIds: itemId === undefined ? itemIds : [...itemIds, itemId],
  }
}
