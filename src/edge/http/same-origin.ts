/**
 * Requests that another site makes a browser send. A browser says where a request comes from, in
 * Sec-Fetch-Site or Origin; what carries a cookie and changes something must come from our own pages.
 */
import type { FastifyRequest } from 'fastify'

import { type Problem, problem } from '#platform/http/problem'

const ours = new Set(['same-origin', 'none'])

/** True when the request says it comes from our own pages, or was typed by a person. */
export function isFromOurPages(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return ours.has(String(site))
  const { origin } = request.headers
  return origin !== undefined && hostOf(origin) === request.host
}

/** True when the request says it comes from elsewhere; a program that says nothing does not. */
export function isFromElsewhere(request: FastifyRequest): boolean {
  const { origin } = request.headers
  const saysNothing = request.headers['sec-fetch-site'] === undefined && origin === undefined
  return !saysNothing && !isFromOurPages(request)
}

export function foreignOrigin(): Problem {
  const detail = 'Send this from the pages of Landfall: with the header Origin set to its address.'
  return problem(403, 'foreign_origin', [{ code: 'foreign_origin', detail }])
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
