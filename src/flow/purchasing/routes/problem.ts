import type { NotFound, Stale } from '#platform/change'
import { staleProblem } from '#platform/http/outcome'
import { notFound, type Problem, problem } from '#platform/http/problem'

import type { Refused } from '../refusal.ts'
import { worded } from '../sentences.ts'

const statuses: Readonly<Record<string, number>> = {
  order_invalid: 422,
  order_total_too_large: 422,
  answer_invalid: 422,
  line_unknown: 422,
  below_received: 409,
}

/** The problem an act's "no" is answered with: 409 unless the request itself is at fault. */
export function problemFor(outcome: Refused | Stale | NotFound): Problem {
  if (outcome.kind === 'not_found') return notFound()
  if (outcome.kind === 'stale') return staleProblem(outcome)
  if (outcome.code === 'not_found') return notFound()
  return problem(statuses[outcome.code] ?? 409, outcome.code, outcome.reasons.map(worded))
}
