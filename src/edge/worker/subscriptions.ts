/** Who reads the outbox: `subscribe('<room>', ['<event type>', …], handler)` from each room's door. */
import type { Subscription } from '#platform/relay'

export const subscriptions: readonly Subscription[] = []
