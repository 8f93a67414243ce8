import type { FieldChanges } from '#platform/change'

import { type Problem, problem } from './problem.ts'

/** 412 with the difference: who changed which field since the version the caller saw, and to what. */
export function versionMismatch(stale: {
  readonly version: number
  readonly changes: readonly FieldChanges[]
}): Problem {
  const errors = stale.changes.flatMap((change) =>
    Object.entries(change.fields).map(([field, { from, to }]) => ({
      code: 'changed_meanwhile',
      detail: `${change.byName} changed ${field} at ${change.at}. Look at it, then send If-Match: "${stale.version}".`,
      field,
      before: from,
      now: to,
      at: change.at,
      byName: change.byName,
    })),
  )
  const detail = `Somebody changed this meanwhile: read it again and send If-Match: "${stale.version}".`
  return {
    ...problem(412, 'version_mismatch', errors, detail),
    headers: { etag: `"${stale.version}"` },
  }
}
