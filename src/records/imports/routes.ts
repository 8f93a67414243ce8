import type { Route } from '#platform/http/route'

import type { ImportKinds } from './kinds.ts'
import { writeRoutes } from './routes/acts.ts'
import { kindRoutes, readRoutes } from './routes/reads.ts'

/** What the import of a file offers, for the kinds that the rooms give. */
export function importRoutes(kinds: ImportKinds): readonly Route[] {
  return [...kindRoutes(kinds), ...readRoutes(kinds), ...writeRoutes(kinds)]
}
