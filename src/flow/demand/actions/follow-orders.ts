/** What customers order, cancel and bring back becomes demand, each fact once. */
import {
  type CustomerOrderNews,
  customerOrderEvents,
  newsOf,
  type OrderedDemand,
} from '#flow/customer-orders'
import { type Subscription, subscribe } from '#platform/relay'

import { signedUnits } from '../rules/signed-units.ts'
import type { NewDemandEntry } from '../store/entries.ts'
import { recordDemand } from './record-demand.ts'

export const followOrders: Subscription = subscribe(
  'demand.follow-orders',
  customerOrderEvents,
  async (tx, event) => {
    const { demand }: CustomerOrderNews = newsOf(event.payload)
    const entries = demand.flatMap(entryOf)
    if (entries.length > 0) await recordDemand(tx, entries)
  },
)

/** A shipment changes nothing of what was wanted. */
function entryOf(said: OrderedDemand): readonly NewDemandEntry[] {
  const { kind, lineId, version, itemId, placeId, channelId, onDay, currency } = said
  if (kind === 'shipment') return []
  const units = signedUnits(kind, said.units) ?? said.units
  return [
    {
      key: `customer-order-line:${lineId}:${version}:${kind}`,
      ...{ itemId, placeId, channelId, onDay, kind, units, currency },
      valueMinor: units < 0n ? -said.valueMinor : said.valueMinor,
      sourceKind: 'customer_order',
      sourceId: lineId,
    },
  ]
}
