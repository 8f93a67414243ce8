import type { Route } from '#platform/http/route'

import { actRoutes } from './routes/acts.ts'
import { answerActRoutes } from './routes/answers.ts'
import { fromProposalRoutes } from './routes/from-proposals.ts'
import { mailRoutes } from './routes/mail.ts'
import { readRoutes } from './routes/reads.ts'

export { problemFor as orderProblem } from './routes/problem.ts'

export const routes: readonly Route[] = [
  ...actRoutes,
  ...fromProposalRoutes,
  ...answerActRoutes,
  ...readRoutes,
  ...mailRoutes,
]
