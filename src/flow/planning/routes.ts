import type { Route } from '#platform/http/route'

import { laneRoutes } from './routes/lanes.ts'
import { minimumRoutes } from './routes/minimums.ts'
import { proposalRoutes } from './routes/proposals.ts'
import { runRoutes } from './routes/runs.ts'
import { settingRoutes } from './routes/settings.ts'

export const routes: readonly Route[] = [
  ...runRoutes,
  ...proposalRoutes,
  ...laneRoutes,
  ...minimumRoutes,
  ...settingRoutes,
]
