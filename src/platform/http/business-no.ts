import { type ErrorFact, type Problem, problem } from './problem.ts'

/**
 * The answer to a business no: 409 when the state of things stands in the way, 422 when the request
 * asks for what can't be. The problem takes the code of the first conflict, or of the first error.
 *
 * @param errors at least one
 * @param conflicts codes that mean 409
 */
export function businessNo(
  errors: readonly ErrorFact[],
  conflicts: ReadonlySet<string> = new Set(),
): Problem {
  const conflict = errors.find((error) => conflicts.has(error.code))
  const leading = conflict ?? errors[0]
  return problem(
    conflict === undefined ? 422 : 409,
    leading?.code ?? 'refused',
    errors,
    errors.length > 1 ? `${errors.length} things stand in the way; see errors.` : leading?.detail,
  )
}
