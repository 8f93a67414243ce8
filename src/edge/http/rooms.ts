/** All routes there are. A room's routes are put here in the order of the flow. */
import type { Route } from '#platform/http/route'
import type { Control } from '#records/people'
import { routes as cashRoutes } from '#routes/books/cash'
import { routes as inventoryRoutes } from '#routes/books/inventory'
import { routes as ledgerRoutes } from '#routes/books/ledger'
import { routes as valuationRoutes } from '#routes/books/valuation'
import { routes as agreementRoutes } from '#routes/flow/agreements'
import { routes as countRoutes } from '#routes/flow/counts'
import { routes as customerOrderRoutes } from '#routes/flow/customer-orders'
import { routes as demandRoutes } from '#routes/flow/demand'
import { routes as forecastRoutes } from '#routes/flow/forecasting'
import { routes as leadTimeRoutes } from '#routes/flow/lead-times'
import { routes as matchingRoutes } from '#routes/flow/matching'
import { routes as planningRoutes } from '#routes/flow/planning'
import { routes as policyRoutes } from '#routes/flow/policies'
import { routes as purchasingRoutes } from '#routes/flow/purchasing'
import { routes as receivingRoutes } from '#routes/flow/receiving'
import { routes as returnRoutes } from '#routes/flow/returns'
import { routes as shippingRoutes } from '#routes/flow/shipping'
import { routes as approvalRoutes } from '#routes/records/approvals'
import { routes as assortmentRoutes } from '#routes/records/assortment'
import { routes as channelRoutes } from '#routes/records/channels'
import { routes as companyRoutes } from '#routes/records/companies'
import { importRoutes } from '#routes/records/imports'
import { routes as itemRoutes } from '#routes/records/items'
import { routesOn as peopleRoutesOn } from '#routes/records/people'
import { routes as placeRoutes } from '#routes/records/places'
import { routes as promotionRoutes } from '#routes/records/promotions'
import { routes as supplierRoutes } from '#routes/records/suppliers'

import { importKinds } from '../import-kinds.ts'
import { auditRoutes } from './audit-events.ts'
import { searchRoutes } from './search.ts'

/** Below `/api/v1/{organization}`. */
export function roomRoutes(control: Control): readonly Route[] {
  return [
    ...peopleRoutesOn(control),
    ...companyRoutes,
    ...importRoutes(importKinds),
    ...approvalRoutes,
    ...supplierRoutes,
    ...itemRoutes,
    ...placeRoutes,
    ...channelRoutes,
    ...promotionRoutes,
    ...assortmentRoutes,
    ...ledgerRoutes,
    ...inventoryRoutes,
    ...valuationRoutes,
    ...cashRoutes,
    ...agreementRoutes,
    ...leadTimeRoutes,
    ...customerOrderRoutes,
    ...demandRoutes,
    ...planningRoutes,
    ...forecastRoutes,
    ...policyRoutes,
    ...purchasingRoutes,
    ...receivingRoutes,
    ...matchingRoutes,
    ...shippingRoutes,
    ...returnRoutes,
    ...countRoutes,
    ...searchRoutes,
    ...auditRoutes,
  ]
}
