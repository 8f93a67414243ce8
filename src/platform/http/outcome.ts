/** From how an act ended to the problem that is answered. */
import type { NotFound, Refused, Stale } from '#platform/change'

import { notFound, type Problem, problem } from './problem.ts'

/** A key that another record has is a conflict; anything else is input that can't be kept. */
export function problemFor(outcome: Refused | NotFound | Stale): Problem {
  switch (outcome.kind) {
    case 'not_found':
      return notFound()
    case 'refused': {
      const isTaken = outcome.errors.some(({ code }) => /_(taken|in_use)$/.test(code))
      return problem(isTaken ? 409 : 422, outcome.errors[0]?.code ?? 'refused', outcome.errors)
    }
    case 'stale':
      return staleProblem(outcome)
  }
}

function staleProblem({ version, changes }: Stale): Problem {
  const advice = `Read it again, then send your change with If-Match: "${version}".`
  const errors = changes.map(({ at, byName, fields }) => ({
    code: 'changed_meanwhile',
    detail: `${byName} changed ${Object.keys(fields).join(', ') || 'its parts'} meanwhile. ${advice}`,
    changedAt: at,
    changedBy: byName,
    currentVersion: version,
    fields,
  }))
  const unknown = {
    code: 'version_unknown',
    detail: `There is no such version. ${advice}`,
    currentVersion: version,
  }
  return problem(412, 'version_mismatch', errors.length === 0 ? [unknown] : errors)
}
