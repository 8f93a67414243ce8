/** Who is behind a request below `/api/v1/{organization}`: a key, or a person by the session cookie. */
import type { FastifyRequest } from 'fastify'

import { notFound, type Problem, unauthenticated } from '#platform/http/problem'
import type { FindCaller } from '#platform/http/register'
import { type Caller, callerByKey, callerBySession } from '#records/people'

import type { Edge } from './edge.ts'
import { foreignOrigin, isFromOurPages } from './same-origin.ts'
import { readSessionToken, sessionCookieName } from './session-cookie.ts'

const slugPattern = /^[a-z][a-z0-9-]{0,30}[a-z0-9]$/
const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/** 401 without a sign-in; 404 for an organization that is not there or not one's own, alike. */
export function findCallerOn(edge: Edge): FindCaller {
  const cookieName = sessionCookieName(edge.isSecure)
  return async (request) => {
    const caller = await callerOf(edge, cookieName, request)
    if (caller.kind === 'refused') return caller.problem
    if (caller.kind === 'nobody') return unauthenticated()
    if (caller.kind === 'stranger') return notFound()
    const organization = await edge.installation.organization(caller.organization.slug)
    if (organization === undefined) return notFound()
    const context = { requestId: request.id, address: request.ip }
    return {
      organization: caller.organization,
      work: organization.work(caller.actor, context),
    }
  }
}

type Refused = { readonly kind: 'refused'; readonly problem: Problem }

async function callerOf(
  edge: Edge,
  cookieName: string,
  request: FastifyRequest,
): Promise<Caller | Refused> {
  const { control } = edge.installation
  const { organization } = request.params as { readonly organization: string }
  // A name that can't exist still needs a sign-in to be told so.
  const slug = slugPattern.test(organization) ? organization : '-'

  const { authorization, cookie } = request.headers
  if (authorization !== undefined) {
    const [, key] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
    return key === undefined ? { kind: 'nobody' } : callerByKey(control, key, slug)
  }
  const token = readSessionToken(cookie, cookieName, edge.sessionSecret)
  if (token === undefined) return { kind: 'nobody' }
  if (!reading.has(request.method) && !isFromOurPages(request)) {
    return { kind: 'refused', problem: foreignOrigin() }
  }
  return callerBySession(control, token, slug)
}
