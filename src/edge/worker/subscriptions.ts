/** Who reads the outbox: `subscribe('<room>', ['<event type>', …], handler)` from each room's door. */
import { followPromotions } from '#flow/demand'
import { observeLeadTimes } from '#flow/lead-times'
import { rematchOnReceipt } from '#flow/matching'
import type { Subscription } from '#platform/relay'

export const subscriptions: readonly Subscription[] = [
  followPromotions,
  observeLeadTimes,
  rematchOnReceipt,
]
