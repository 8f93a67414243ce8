import type { Route } from '#platform/http/route'

import { bundleRoutes } from './routes/bundles.ts'
import { categoryRoutes } from './routes/categories.ts'
import { itemRoutes } from './routes/items.ts'
import { unitRoutes } from './routes/units.ts'

export const routes: readonly Route[] = [
  ...itemRoutes,
  ...unitRoutes,
  ...categoryRoutes,
  ...bundleRoutes,
]
