/** Refusals as people read them: each says what to do. */
import type { ErrorFact } from '#platform/http/problem'
import { quantityToWire } from '#platform/wire'

import type { DeliveryRefusal } from './rules/delivery.ts'

/** What stands in the way because of how things are now, rather than because of the request. */
export const receivingConflicts: ReadonlySet<string> = new Set([
  'order_not_released',
  'line_not_open',
  'over_receipt',
  'already_reversed',
  'is_reversal',
  'units_used',
  'units_returned',
  'units_invoiced',
  'over_inspection',
  'stock_short',
])

type Unit = { readonly sku: string; readonly unit: string; readonly unitDecimals: number }

export function deliveryError(
  refusal: DeliveryRefusal,
  itemOf: (orderLineId: string) => Unit,
): ErrorFact {
  switch (refusal.code) {
    case 'order_not_released':
      return { ...refusal, detail: orderSentences[refusal.lifecycle] ?? orderSentence }
    case 'received_in_future':
      return {
        ...refusal,
        detail: `Choose a day up to ${refusal.today}: that is today where the goods came.`,
        pointer: '/receivedOn',
      }
    case 'line_not_open': {
      const { index, ...facts } = refusal
      const detail = `Leave this line out: it is ${refusal.state.replace('_', '-')}.`
      return { ...facts, detail, pointer: `/lines/${index}` }
    }
    case 'over_receipt':
      return overReceiptError(refusal, itemOf(refusal.orderLineId))
    default: {
      const { index, ...facts } = refusal
      const item = itemOf(refusal.orderLineId)
      return {
        ...facts,
        detail: lotSentences[refusal.code](item.sku),
        pointer: `/lines/${index}/lot`,
      }
    }
  }
}

function overReceiptError(
  refusal: Extract<DeliveryRefusal, { code: 'over_receipt' }>,
  item: Unit,
): ErrorFact {
  const { index, ...facts } = refusal
  const remaining = quantityToWire(refusal.remainingUnits, item)
  const detail =
    refusal.remainingUnits === 0n
      ? `Turn the delivery of ${item.sku} down or ask the buyer to raise the order: all of it has come.`
      : `Receive at most ${remaining.quantity} ${remaining.unit} of ${item.sku}, or ask the buyer to raise the order.`
  return { ...facts, remaining, detail, pointer: `/lines/${index}` }
}

const orderSentence = 'Ask the buyer to release the order first.'

const orderSentences: Readonly<Record<string, string>> = {
  on_hold: 'Ask the buyer to resume the order: it is on hold.',
  closed: 'Ask the buyer to reopen the order: it is closed.',
  cancelled: 'Turn the delivery down: the order is cancelled.',
}

const lotSentences = {
  lot_missing: (sku: string) => `Enter the lot of ${sku}.`,
  lot_not_tracked: (sku: string) => `Leave the lot out: lots of ${sku} are not kept.`,
  expiry_missing: (sku: string) => `Enter the day on which this lot of ${sku} expires.`,
  lot_expired: (sku: string) => `Reject this lot of ${sku}: it has expired.`,
} as const
