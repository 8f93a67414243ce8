/** From how an act ended to the problem that is answered. */
import type { NotFound, Refused, Stale } from '#platform/change'

import { notFound, type Problem, problem } from './problem.ts'

/**
 * What stands in the way of how things are (a key of another record, done already) is a conflict;
 * anything else is input that can't be kept.
 */
export function problemFor(outcome: Refused | NotFound | Stale): Problem {
  switch (outcome.kind) {
    case 'not_found':
      return notFound()
    case 'refused': {
      const isConflict = outcome.errors.some(({ code }) => /_(taken|in_use|already)$/.test(code))
      return problem(isConflict ? 409 : 422, outcome.errors[0]?.code ?? 'refused', outcome.errors)
    }
    case 'stale':
      return staleProblem(outcome)
  }
}

/** 412 with the difference: who changed which fields since the caller looked, and what they are now. */
export function staleProblem({ version, changes }: Omit<Stale, 'kind'>): Problem {
  const advice = `Read it again, then send your change with If-Match: "${version}".`
  const errors = changes.map(({ at, byName, fields }) => ({
    code: 'changed_meanwhile',
    detail: `${byName} changed ${Object.keys(fields).join(', ') || 'its parts'} meanwhile. ${advice}`,
    currentVersion: version,
    changedAt: at,
    changedBy: byName,
    fields: Object.entries(fields).map(([field, { from, to }]) => ({ field, was: from, is: to })),
  }))
  const detail = `There is no such version. ${advice}`
  const unknown = { code: 'version_unknown', detail, currentVersion: version }
  return problem(412, 'version_mismatch', errors.length === 0 ? [unknown] : errors)
}
