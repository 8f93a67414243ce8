/** One search box over the rooms: documents by number; records, policies and what is to be bought by code or name. */
import { z } from 'zod'

import { searchCustomerOrders } from '#flow/customer-orders'
import { searchInvoices } from '#flow/matching'
import { searchProposals } from '#flow/planning'
import { searchPolicies } from '#flow/policies'
import { searchOrders } from '#flow/purchasing'
import { question, type Route, reply } from '#platform/http/route'
import type { Permission } from '#platform/permissions'
import { type SearchHit, searchWire } from '#platform/search'
import { idWire } from '#platform/wire'
import type { Ask } from '#platform/work'
import { searchItems } from '#records/items'
import { searchPlaces } from '#records/places'
import { searchPromotions } from '#records/promotions'
import { searchSuppliers } from '#records/suppliers'

const searchHit = z
  .strictObject({
    kind: z.enum([
      'purchase-order',
      'supplier-invoice',
      'customer-order',
      'supplier',
      'item',
      'place',
      'promotion',
      'policy',
      'proposal',
    ]),
    id: idWire,
    /** What people call it by: a number, code or SKU. */
    label: z.string(),
    note: z.string(),
  })
  .meta({ id: 'SearchHit' })

type Searcher = {
  readonly kind: z.infer<typeof searchHit>['kind']
  readonly permission: Permission
  readonly search: (ask: Ask, q: string) => Promise<readonly SearchHit[]>
}

const searchers: readonly Searcher[] = [
  { kind: 'purchase-order', permission: 'orders.read', search: searchOrders },
  { kind: 'supplier-invoice', permission: 'invoices.read', search: searchInvoices },
  { kind: 'customer-order', permission: 'demand.read', search: searchCustomerOrders },
  { kind: 'supplier', permission: 'records.read', search: searchSuppliers },
  { kind: 'item', permission: 'records.read', search: searchItems },
  { kind: 'place', permission: 'records.read', search: searchPlaces },
  { kind: 'promotion', permission: 'demand.read', search: searchPromotions },
  { kind: 'policy', permission: 'plans.read', search: searchPolicies },
  { kind: 'proposal', permission: 'plans.read', search: searchProposals },
]

export const searchRoutes: readonly Route[] = [
  question({
    path: '/search',
    tag: 'search',
    summary: 'Find by the start of a number, code or name, of what one may see',
    permission: null,
    query: z.strictObject({ q: searchWire }),
    responses: { 200: z.strictObject({ items: z.array(searchHit) }) },
    run: async (ask, { query }) => {
      const found = await Promise.all(
        searchers
          .filter(({ permission }) => ask.actor.permissions.has(permission))
          .map(async ({ kind, search }) => {
            const hits = await search(ask, query.q)
            return hits.map(({ id, code, name }) => ({ kind, id, label: code, note: name }))
          }),
      )
      return reply(200, { items: found.flat() })
    },
  }),
]
