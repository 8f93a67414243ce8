/** Who reads the outbox: `subscribe('<room>', ['<event type>', …], handler)` from each room's door. */
import { followOrders, followPromotions } from '#flow/demand'
import { followLives, followPlans } from '#flow/forecasting'
import { observeLeadTimes } from '#flow/lead-times'
import { rematchOnReceipt } from '#flow/matching'
import { planMinimums, planTouched } from '#flow/planning'
import { tellAfterRuns } from '#flow/policies'
import { releaseAfterRuns } from '#flow/purchasing'
import type { Subscription } from '#platform/relay'

export const subscriptions: readonly Subscription[] = [
  followOrders,
  followPlans,
  followLives,
  followPromotions,
  observeLeadTimes,
  rematchOnReceipt,
  planTouched,
  planMinimums,
  tellAfterRuns,
  releaseAfterRuns,
]
