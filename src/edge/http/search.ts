/** One search box over the rooms: orders and invoices by number; suppliers, items and places by code or name. */
import { z } from 'zod'

import { searchInvoices } from '#flow/matching'
import { searchOrders } from '#flow/purchasing'
import { question, type Route, reply } from '#platform/http/route'
import type { Permission } from '#platform/permissions'
import { type SearchHit, searchWire } from '#platform/search'
import { idWire } from '#platform/wire'
import type { Ask } from '#platform/work'
import { searchItems } from '#records/items'
import { searchPlaces } from '#records/places'
import { searchSuppliers } from '#records/suppliers'

const searchHit = z
  .strictObject({
    kind: z.enum(['purchase-order', 'supplier-invoice', 'supplier', 'item', 'place']),
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
  { kind: 'supplier', permission: 'records.read', search: searchSuppliers },
  { kind: 'item', permission: 'records.read', search: searchItems },
  { kind: 'place', permission: 'records.read', search: searchPlaces },
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
