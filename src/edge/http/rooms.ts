/** All routes there are. A room's routes are put here in the order of the flow. */
import type { Route } from '#platform/http/route'
import type { Control } from '#records/people'
import { routes as purchasingRoutes } from '#routes/flow/purchasing'
import { routes as receivingRoutes } from '#routes/flow/receiving'
import { routes as returnsRoutes } from '#routes/flow/returns'
import { routes as companyRoutes } from '#routes/records/companies'
import { routes as itemRoutes } from '#routes/records/items'
import { routesOn as peopleRoutesOn } from '#routes/records/people'
import { routes as placeRoutes } from '#routes/records/places'
import { routes as supplierRoutes } from '#routes/records/suppliers'

import { auditRoutes } from './audit-events.ts'

/** Below `/api/v1/{organization}`. */
export function roomRoutes(control: Control): readonly Route[] {
  return [
    ...peopleRoutesOn(control),
    ...companyRoutes,
    ...supplierRoutes,
    ...itemRoutes,
    ...placeRoutes,
    ...purchasingRoutes,
    ...receivingRoutes,
    ...returnsRoutes,
    ...auditRoutes,
  ]
}
