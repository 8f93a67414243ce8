/** One reason of a refusal: a stable code, a sentence, and the facts it was decided on. */
export type Reason = {
  readonly code: string
  readonly detail: string
  /** JSON pointer to the field of the request body that it is about: `/lines/2/price`. */
  readonly pointer?: string
  readonly [fact: string]: unknown
}

/** A refusal as RFC 9457 tells it, with all its reasons. */
export type Problem = {
  /** HTTP status; 0 when the server could not be reached. */
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly errors: readonly Reason[]
  /** Something was to be read, so there was nothing to change. */
  readonly isOfRead?: boolean
}

/** What `call` throws; everything else that is thrown is a bug of ours. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail || problem.title)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

export const unreachable: Problem = {
  status: 0,
  code: 'unreachable',
  title: 'No connection',
  detail: 'Landfall can’t be reached. Nothing is lost; try again when the network is back.',
  errors: [],
}

export function problemOf(error: unknown): Problem | undefined {
  return error instanceof ProblemError ? error.problem : undefined
}

/** Reads a problem from a response, also from a proxy that answers in HTML. */
export async function readProblem(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => undefined)
  const told = isRecord(body) ? body : {}
  const errors = Array.isArray(told.errors) ? told.errors.filter(isRecord).map(reasonOf) : []
  const status = response.status
  return {
    status,
    code: textOr(told.code, `http_${status}`),
    title: textOr(told.title, titleOf(status)),
    detail: textOr(told.detail, textOr(told.message, titleOf(status))),
    errors,
  }
}

/** The reason about one field, for showing beside it. `pointer` as in `/lines/2/price`. */
export function reasonAt(problem: Problem | undefined, pointer: string): string | undefined {
  return problem?.errors.find((reason) => reason.pointer === pointer)?.detail
}

/** The reason about a field, or about anything inside of it. */
export function reasonWithin(problem: Problem | undefined, pointer: string): string | undefined {
  const within = `${pointer}/`
  const own = reasonAt(problem, pointer)
  return own ?? problem?.errors.find((reason) => reason.pointer?.startsWith(within))?.detail
}

/** The request may have been carried out though no answer came: safe to send again by its key. */
export function isUnknownOutcome({ status }: Problem): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500
}

function reasonOf(told: Record<string, unknown>): Reason {
  const pointer = typeof told.pointer === 'string' ? { pointer: told.pointer } : {}
  const code = textOr(told.code, 'refused')
  return { ...told, ...pointer, code, detail: textOr(told.detail, textOr(told.message, code)) }
}

function titleOf(status: number): string {
  if (status === 401) return 'Sign in first'
  if (status === 403) return 'Not allowed'
  if (status === 404) return 'Not found'
  if (status >= 500) return 'Landfall failed at this'
  return 'Refused'
}

function textOr(told: unknown, otherwise: string): string {
  return typeof told === 'string' && told !== '' ? told : otherwise
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
