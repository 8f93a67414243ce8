import type { Route } from '#platform/http/route'

import { quoteRoutes } from './routes/quotes.ts'
import { termRoutes } from './routes/terms.ts'

export const routes: readonly Route[] = [...termRoutes, ...quoteRoutes]
