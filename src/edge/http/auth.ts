/**
 * Sign-in by better-auth, on the people's tables of the control database. It makes and ends sessions
 * and checks passwords; who may do what is decided by memberships, which it knows nothing of.
 */
import { randomFillSync } from 'node:crypto'
import { betterAuth } from 'better-auth'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { uuidV7 } from '#kernel/ids'
import { uncleanParts } from '#platform/http/malformed'
import { MalformedInputError, type Problem, problem } from '#platform/http/problem'
import { sendProblem } from '#platform/http/register'
import {
  admitSignIn,
  attemptWindowMinutes,
  forgetCallers,
  forgiveSignIn,
  markPasswordChanged,
} from '#records/people'

import type { Edge } from './edge.ts'
import { foreignOrigin, isFromElsewhere, isFromOurPages } from './same-origin.ts'
import { cookiePrefix } from './session-cookie.ts'
import { turnstile } from './turnstile.ts'

const dayS = 86_400
const sessionDays = 7
const textMax = 1_000

/** What of better-auth is reachable; signing up is not, since only owners let people in. */
const allowed = new Set([
  'POST /sign-in/email',
  'POST /sign-out',
  'POST /change-password',
  'GET /get-session',
  'GET /list-sessions',
  'POST /revoke-session',
  'POST /revoke-sessions',
  'POST /revoke-other-sessions',
])

export type Auth = ReturnType<typeof authOn>

export function authOn(edge: Edge) {
  return betterAuth({
    appName: 'Landfall',
    baseURL: baseUrlOf(edge),
    basePath: '/api/auth',
    secret: edge.sessionSecret,
    telemetry: { enabled: false },
    // Attempts are counted in the database, see sign-in-limit.ts; the count here would be by process.
    rateLimit: { enabled: false },
    logger: { log: (level, message) => edge.log.debug({ level }, message) },
    database: { db: edge.installation.control, type: 'postgres' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
    },
    user: { modelName: 'app_user', fields: { ...stamps, emailVerified: 'email_verified' } },
    session: {
      modelName: 'user_session',
      expiresIn: sessionDays * dayS,
      updateAge: dayS,
      cookieCache: { enabled: false },
      fields: {
        ...stamps,
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
    },
    account: { modelName: 'user_account', fields: accountFields },
    verification: {
      modelName: 'user_verification',
      fields: { ...stamps, expiresAt: 'expires_at' },
    },
    advanced: {
      cookiePrefix,
      useSecureCookies: edge.isSecure,
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: {
        generateId: () => uuidV7(Date.now(), randomFillSync(new Uint8Array(10))),
      },
    },
  })
}

const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

const accountFields = {
  ...stamps,
  userId: 'user_id',
  accountId: 'account_id',
  providerId: 'provider_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
} as const

/** Set by us alone: what a client sends under this name is dropped. */
const addressHeader = 'x-landfall-address'

function baseUrlOf(edge: Edge): string {
  return edge.config.publicUrl ?? 'http://localhost'
}

const checksPassword: ReadonlySet<string> = new Set(['/sign-in/email', '/change-password'])

/** Of the four threads that Node hashes on, half stay free for everything else. */
const passwordChecksMax = 2
const passwordChecksWaitingMax = 40

/** Mounts `/api/auth/*`. */
export function registerAuth(app: FastifyInstance, edge: Edge, auth: Auth): void {
  const passwordChecks = turnstile({
    passingMax: passwordChecksMax,
    waitingMax: passwordChecksWaitingMax,
  })
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    handler: async (request, response) => {
      const path = request.url.replace(/^\/api\/auth/, '').replace(/\?.*$/, '')
      const refusal = await refusalOf(edge, request, path)
      if (refusal !== undefined) return sendProblem(response, refusal)
      const run = () => auth.handler(toFetch(edge, request, path))
      const answer = await (checksPassword.has(path) ? passwordChecks.pass(run) : run())
      if (request.method === 'POST') forgetCallers(edge.installation.control)
      if (answer === undefined) return sendProblem(response, tooManyAtOnce())
      return relay(edge, request, path, answer, response)
    },
  })
}

async function refusalOf(
  edge: Edge,
  request: FastifyRequest,
  path: string,
): Promise<Problem | undefined> {
  if (!allowed.has(`${request.method} ${path}`)) {
    return problem(404, 'not_found', [], 'There is nothing at this address, or not for you.')
  }
  checkBody(request.body)
  if (request.method === 'GET') return undefined
  if (path !== '/sign-in/email') return isFromOurPages(request) ? undefined : foreignOrigin()
  if (isFromElsewhere(request)) return foreignOrigin()
  const email = textIn(request.body, 'email')
  const password = textIn(request.body, 'password')
  if (email === '' || password === '') {
    const detail = 'Send an object with the texts email and password.'
    return problem(400, 'malformed', [{ code: 'required', detail, pointer: '' }])
  }
  const now = edge.installation.clock()
  const admitted = await admitSignIn(edge.installation.control, {
    email,
    address: request.ip,
    now,
  })
  return admitted ? undefined : tooManyAttempts()
}

function tooManyAtOnce(): Problem {
  const detail = 'Try again in a few seconds: many people sign in at this moment.'
  return { ...problem(503, 'busy', [], detail), headers: { 'retry-after': '5' } }
}

function tooManyAttempts(): Problem {
  const detail = `Wait ${attemptWindowMinutes} minutes before you try to sign in again.`
  return {
    ...problem(429, 'too_many_attempts', [{ code: 'too_many_attempts', detail }]),
    headers: { 'retry-after': String(attemptWindowMinutes * 60) },
  }
}

/** @throws {MalformedInputError} for what the database could not even be asked about */
function checkBody(body: unknown): void {
  const unclean = uncleanParts(body, 'body')
  if (unclean.length > 0) throw new MalformedInputError(unclean)
  for (const value of Object.values(body ?? {})) {
    if (typeof value === 'string' && value.length > textMax) {
      const detail = `Shorten this to at most ${textMax} characters.`
      throw new MalformedInputError([{ code: 'too_large', detail, pointer: '' }])
    }
  }
}

function textIn(body: unknown, name: string): string {
  const value = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
  return typeof value === 'string' ? value : ''
}

/** Where it came from was checked; better-auth sees one origin, its own. */
function toFetch(edge: Edge, request: FastifyRequest, path: string): Request {
  const base = new URL(baseUrlOf(edge))
  const headers = new Headers({
    origin: base.origin,
    [addressHeader]: request.ip,
    'user-agent': (request.headers['user-agent'] ?? '').slice(0, textMax),
  })
  if (request.headers.cookie !== undefined) headers.set('cookie', request.headers.cookie)
  const init: RequestInit = { method: request.method, headers }
  if (request.method === 'POST') {
    headers.set('content-type', 'application/json')
    init.body = JSON.stringify(request.body ?? {})
  }
  return new Request(new URL(`/api/auth${path}`, base), init)
}

async function relay(
  edge: Edge,
  request: FastifyRequest,
  path: string,
  answer: Response,
  response: FastifyReply,
): Promise<FastifyReply> {
  for (const cookie of answer.headers.getSetCookie()) response.header('set-cookie', cookie)
  const text = await answer.text()
  const body: unknown = text === '' ? null : JSON.parse(text)
  if (!answer.ok) return sendProblem(response, refusedBy(answer.status, body))
  const { control, clock } = edge.installation
  if (path === '/sign-in/email')
    await forgiveSignIn(control, textIn(request.body, 'email'), clock())
  if (path === '/change-password') {
    const userId = textIn(Reflect.get(Object(body), 'user'), 'id')
    if (userId !== '') await markPasswordChanged(control, userId)
  }
  return response
    .code(answer.status)
    .header('cache-control', 'no-store')
    .send(body ?? {})
}

function refusedBy(status: number, body: unknown): Problem {
  const code = textIn(body, 'code').toLowerCase() || 'sign_in_refused'
  const detail = textIn(body, 'message') || 'This was refused.'
  return problem(status >= 500 ? 503 : status, code, [{ code, detail }])
}
