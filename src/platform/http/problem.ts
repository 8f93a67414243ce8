/**
 * What a caller may have done wrong, as a problem document (RFC 9457): one stable `code`, and every
 * reason at once in `errors`, each a sentence that says what to do.
 */

/** One reason. Facts beside the sentence let a program act on it; a bigint goes out as text. */
export type ErrorFact = {
  readonly code: string
  readonly detail: string
  /** Where in the body (JSON pointer, RFC 6901), or `?name` for a query parameter. */
  readonly pointer?: string
  readonly [fact: string]: unknown
}

export type Problem = {
  readonly kind: 'problem'
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly errors: readonly ErrorFact[]
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * @param status 400 to 503; a command that answers with one is rolled back
 * @param code snake_case and stable, such as `over_receipt`
 * @param detail one sentence for a person; taken from the first error when absent
 */
export function problem(
  status: number,
  code: string,
  errors: readonly ErrorFact[] = [],
  detail?: string,
): Problem {
  return {
    kind: 'problem',
    status,
    code,
    detail: detail ?? errors[0]?.detail ?? titleOf(code),
    errors,
  }
}

/** Input that does not keep the contract: answered 400 with every reason. */
export class MalformedInputError extends Error {
  override readonly name = 'MalformedInputError'
  readonly errors: readonly ErrorFact[]

  constructor(errors: readonly ErrorFact[]) {
    super('The request does not keep the contract.')
    this.errors = errors
  }
}

export function malformed(errors: readonly ErrorFact[]): Problem {
  return problem(400, 'malformed', errors, malformedDetail(errors.length))
}

/** Also the answer for an organization one may not see: the two must not be told apart. */
export function notFound(): Problem {
  return problem(404, 'not_found', [], 'There is nothing at this address, or not for you.')
}

export function unauthenticated(): Problem {
  const detail = 'Sign in, or send an API key as "Authorization: Bearer lf_…".'
  return {
    ...problem(401, 'unauthenticated', [], detail),
    headers: { 'www-authenticate': 'Bearer' },
  }
}

export const problemMediaType = 'application/problem+json'

/** The body of a problem as it goes out. `instance` is the id of the request, as the log has it. */
export function problemText(given: Problem, requestId: string): string {
  const body = {
    type: `urn:landfall:problem:${given.code}`,
    title: titleOf(given.code),
    status: given.status,
    detail: given.detail,
    instance: `urn:landfall:request:${requestId}`,
    code: given.code,
    errors: given.errors,
  }
  return JSON.stringify(body, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
}

function titleOf(code: string): string {
  const words = code.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function malformedDetail(count: number): string {
  return count === 1
    ? 'One part of the request must be corrected; see errors.'
    : `${count} parts of the request must be corrected; see errors.`
}
