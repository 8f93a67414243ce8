import { type Problem, ProblemError, readProblem, unreachable } from './problem.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type CallOptions = {
  readonly body?: unknown
  /** Version of the document that the change is based on, as read from its ETag. */
  readonly ifMatch?: string | undefined
  /** One per user act, the same for every retry of that act. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

export type Reply<Body> = { readonly body: Body; readonly etag: string | undefined }

/**
 * One request. Resolves with the parsed body, throws `ProblemError` for every refusal and for a
 * network that failed. The type of the body is the contract's word, not checked again here.
 */
export async function call<Body>(
  method: Method,
  url: string,
  options: CallOptions = {},
): Promise<Reply<Body>> {
  const response = await send(method, url, options)
  if (!response.ok) throw refused(method, await readProblem(response))
  const text = response.status === 204 ? '' : await response.text()
  const body = (text === '' ? undefined : JSON.parse(text)) as Body
  return { body, etag: response.headers.get('etag') ?? undefined }
}

function refused(method: Method, problem: Problem): ProblemError {
  return new ProblemError(method === 'GET' ? { ...problem, isOfRead: true } : problem)
}

/** `/api/v1/{organization}{path}?{query}`; empty values are left out. */
export function organizationUrl(organization: string, path: string, query: Query = {}): string {
  const search = searchOf(query)
  const url = `/api/v1/${encodeURIComponent(organization)}${path}`
  return search === '' ? url : `${url}${path.includes('?') ? '&' : '?'}${search}`
}

export type Query = Readonly<Record<string, string | number | boolean | undefined>>

export function searchOf(query: Query): string {
  const told = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return new URLSearchParams(told.map(([key, value]) => [key, String(value)])).toString()
}

async function send(method: Method, url: string, options: CallOptions): Promise<Response> {
  const { body, signal } = options
  try {
    return await fetch(url, {
      method,
      credentials: 'same-origin',
      headers: headersOf(options),
      ...(body === undefined ? {} : { body: isRaw(body) ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw refused(method, unreachable)
  }
}

function headersOf({ body, ifMatch, idempotencyKey }: CallOptions): Record<string, string> {
  return {
    accept: 'application/json, application/problem+json',
    ...(body === undefined || isRaw(body) ? {} : { 'content-type': 'application/json' }),
    ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
  }
}

/** Files go as they are. */
function isRaw(body: unknown): body is FormData | Blob {
  return body instanceof FormData || body instanceof Blob
}
