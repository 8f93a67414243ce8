/**
 * Calls a route without a socket: the same contract, the same transaction, the same rows. The demo and the
 * replay walk through the business this way, each act at its own time.
 */
import { createHash } from 'node:crypto'

import type { Clock } from '#platform/clock'
import { check } from '#platform/http/malformed'
import { MalformedInputError, type Problem } from '#platform/http/problem'
import type { Answer, CommandRoute, Route, RouteInput } from '#platform/http/route'
import type { Organization } from '#platform/organizations'
import { type Actor, type Work, workFor } from '#platform/work'

export type DirectCall = {
  readonly method?: 'GET' | CommandRoute['method']
  /** Relative to the organization, as in `/purchase-orders`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Makes the act safe to repeat: a second call with it gives the first answer. */
  readonly key?: string
  readonly ifMatch?: number
}

export type Direct = <T>(call: DirectCall) => Promise<T>

/** A problem where none was expected: the caller's script is wrong. */
export class DirectCallError extends Error {
  override readonly name = 'DirectCallError'
  readonly problem: Problem

  constructor(call: DirectCall, problem: Problem) {
    super(`${call.method ?? 'POST'} ${call.path}: ${JSON.stringify(problem)}`)
    this.problem = problem
  }
}

/** A caller who acts as `actor` at the instants of `clock`. */
export function directCaller(
  routes: readonly Route[],
  organization: Organization,
  actor: Actor,
  clock: Clock,
): Direct {
  const find = matcherOf(routes)
  const { slug, id, database } = organization
  const work = workFor({ organization: slug, database, clock }, actor)
  return async <T>(call: DirectCall): Promise<T> => {
    const method = call.method ?? (call.body === undefined ? 'GET' : 'POST')
    const { route, params } = find(method, call.path)
    const input = readInput(route, call, params, { id, slug })
    const answer = await run(work, route, input, { ...call, method })
    if (answer.kind === 'problem') throw new DirectCallError(call, answer)
    return (answer.kind === 'reply' ? answer.body : answer.content) as T
  }
}

function run(work: Work, route: Route, input: RouteInput, call: DirectCall): Promise<Answer> {
  if (route.kind === 'question') return route.run(work.ask(), input)
  return work.transact((tx) => route.run(tx, input), {
    idempotency:
      call.key === undefined ? undefined : { key: call.key, requestHash: requestHashOf(call) },
    keep: (made) => made.kind !== 'problem' && !(made.kind === 'reply' && made.status >= 400),
  })
}

function readInput(
  route: Route,
  call: DirectCall,
  params: Readonly<Record<string, string>>,
  organization: RouteInput['organization'],
): RouteInput {
  const body = route.kind === 'command' ? route.body : undefined
  return {
    organization,
    params: read(route.params, 'params', params),
    query: read(route.query, 'query', call.query ?? {}),
    body: read(body, 'body', call.body),
    upload: undefined,
    ifMatch: call.ifMatch,
  }
}

function read(schema: Route['params'], part: 'params' | 'query' | 'body', given: unknown): unknown {
  if (schema === undefined) return {}
  const checked = check(schema, part, given)
  if (checked.kind === 'refused') throw new MalformedInputError(checked.errors)
  return checked.value
}

type Found = { readonly route: Route; readonly params: Readonly<Record<string, string>> }

function matcherOf(routes: readonly Route[]): (method: string, path: string) => Found {
  const candidates = routes.map((route) => ({ route, parts: route.path.split('/') }))
  return (method, path) => {
    const parts = path.split('/')
    for (const { route, parts: template } of candidates) {
      if (route.method !== method || template.length !== parts.length) continue
      if (!template.every((part, at) => part.startsWith(':') || part === parts[at])) continue
      const params = template.flatMap((part, at) =>
        part.startsWith(':') ? [[part.slice(1), parts[at] ?? '']] : [],
      )
      return { route, params: Object.fromEntries(params) }
    }
    throw new Error(`There is no route ${method} ${path}.`)
  }
}

function requestHashOf(call: DirectCall): string {
  return createHash('sha256')
    .update(`${call.method} ${call.path} ${call.ifMatch ?? ''}\n${JSON.stringify(call.body)}`)
    .digest('base64url')
}
