/** A promotion that is added or changed makes the series it is about old. */
import { type Subscription, subscribe } from '#platform/relay'
import { requirePermission } from '#platform/work'

import { touchPromoted } from '../store/entries.ts'
import { refreshSoon } from './record-demand.ts'

export const followPromotions: Subscription = subscribe(
  'demand.follow-promotions',
  ['promotion.created', 'promotion.changed'],
  async (tx, event) => {
    requirePermission(tx, 'demand.write')
    await touchPromoted(tx, event.subject.id)
    refreshSoon(tx)
  },
)
