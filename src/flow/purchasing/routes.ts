import type { Route } from '#platform/http/route'

import { actRoutes } from './routes/acts.ts'
import { answerActRoutes } from './routes/answers.ts'

export const routes: readonly Route[] = [...actRoutes, ...answerActRoutes]
