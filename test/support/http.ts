/**
 * A running server for a test, on a control database and an organization of its own, with somebody
 * signed in for each role. Each answer is held against the contract of its route.
 *
 *     const api = await testApi()
 *     const { status, body } = await api.as('buyer').post('/purchase-orders', order)
 */
import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { expect, inject } from 'vitest'
import { z } from 'zod'

import { roomRoutes } from '#edge/http/rooms'
import { startServer } from '#edge/http/server'
import { sessionCookieName } from '#edge/http/session-cookie'
import { type HandClock, handClock } from '#platform/clock'
import { readConfig } from '#platform/config'
import { problemMediaType } from '#platform/http/problem'
import type { Route } from '#platform/http/route'
import { createLogger } from '#platform/log'
import { prepareControlDatabase } from '#platform/organization-database'
import { type Installation, type Organization, openInstallation } from '#platform/organizations'
import { type Role, roles } from '#platform/permissions'
import { withClient } from '#platform/postgres/roles'

import { testStart } from './database.ts'

/** `Body` is what the test takes the answer to be; its contract is checked beside. */
export type TestAnswer<Body = Readonly<Record<string, unknown>>> = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: Body
}

export type CallOptions = {
  readonly body?: unknown
  /** Instead of `body`, as it is. */
  readonly raw?: string | Uint8Array<ArrayBuffer> | ReadableStream
  readonly headers?: Readonly<Record<string, string>>
  readonly key?: string
  readonly ifMatch?: number
  /** Another organization than one's own. */
  readonly organization?: string
}

type Facts = Readonly<Record<string, unknown>>

export type TestClient = {
  readonly call: <B = Facts>(
    method: string,
    path: string,
    options?: CallOptions,
  ) => Promise<TestAnswer<B>>
  readonly get: <B = Facts>(path: string, options?: CallOptions) => Promise<TestAnswer<B>>
  readonly post: <B = Facts>(
    path: string,
    body?: unknown,
    options?: CallOptions,
  ) => Promise<TestAnswer<B>>
  readonly patch: <B = Facts>(
    path: string,
    body?: unknown,
    options?: CallOptions,
  ) => Promise<TestAnswer<B>>
  readonly delete: <B = Facts>(path: string, options?: CallOptions) => Promise<TestAnswer<B>>
}

export type TestApi = {
  readonly address: string
  readonly installation: Installation
  readonly organization: Organization
  readonly clock: HandClock
  /** Somebody of this role in the organization, by session. */
  readonly as: (role: Role) => TestClient
  /** An outside system, by its key. */
  readonly withKey: (key: string) => TestClient
  readonly nobody: TestClient
  /** A second organization with its own owner, to look over the fence. */
  readonly neighbour: () => Promise<{
    readonly organization: Organization
    readonly owner: TestClient
  }>
  /** The header of a new session; the person is made when new. */
  readonly signIn: (organization: Organization, role: Role) => Promise<string>
  readonly close: () => Promise<void>
}

type Identity = Readonly<Record<string, string>>

export async function testApi(
  options: {
    /** Beside those of the rooms. */
    readonly extraRoutes?: readonly Route[]
    /** With no organization and nobody in it, as before the first run. */
    readonly isEmpty?: boolean
  } = {},
): Promise<TestApi> {
  const shared = inject('testServer')
  const server = { ...shared, prefix: `${shared.prefix}_${randomBytes(4).toString('hex')}` }
  await prepareControlDatabase(server)
  const clock = handClock(testStart)
  const log = createLogger({ logLevel: process.env['LOG_LEVEL'] ?? 'fatal' }, 'test')
  const installation = openInstallation({ server, log, clock, connectionsMax: 10 })
  const config = readConfig({}, { port: 0, host: '127.0.0.1', logLevel: 'fatal' })
  const extraRoutes = options.extraRoutes ?? []
  const http = await startServer({ config, installation, log, extraRoutes })
  const routes = [...roomRoutes(installation.control), ...extraRoutes]

  const cookies = new Map<Role, string>()
  const made = options.isEmpty ? undefined : await createOrganization(installation, 'test')
  for (const role of made ? roles : []) {
    cookies.set(role, await signInTo(installation, made as Organization, role))
  }
  const organization = made ?? ({ slug: 'test' } as Organization)

  const client = (identity: Identity, home: Organization) =>
    clientOn(http.address, routes, identity, home)
  return {
    address: http.address,
    installation,
    organization,
    clock,
    as: (role) => client(fromOurPage(http.address, cookies.get(role) ?? ''), organization),
    withKey: (key) => client({ authorization: `Bearer ${key}` }, organization),
    nobody: client({}, organization),
    neighbour: async () => {
      const other = await createOrganization(installation, `next-${randomBytes(3).toString('hex')}`)
      const cookie = await signInTo(installation, other, 'owner')
      return { organization: other, owner: client(fromOurPage(http.address, cookie), other) }
    },
    signIn: (home, role) => signInTo(installation, home, role),
    close: async () => {
      await http.close()
      const slugs = (await installation.organizations()).map(({ slug }) => slug)
      await installation.close()
      await withClient(server.owner, async (owner) => {
        for (const slug of ['control', ...slugs]) {
          const name = owner.escapeIdentifier(`${server.prefix}_${slug}`)
          await owner.query(`drop database if exists ${name} with (force)`)
        }
      })
    },
  }
}

function fromOurPage(address: string, cookie: string): Identity {
  return { cookie, origin: address }
}

async function createOrganization(installation: Installation, slug: string): Promise<Organization> {
  const outcome = await installation.createOrganization({ slug, name: `Company ${slug}` })
  if (outcome.kind === 'refused') throw new Error(`${slug}: ${outcome.reason}`)
  return outcome.organization
}

/** Writes person and session as they would be after a sign-in, without the slow hash of a password. */
async function signInTo(
  { control, secretFor }: Installation,
  organization: Organization,
  role: Role,
): Promise<string> {
  const userId = randomUUID()
  const token = randomBytes(24).toString('base64url')
  await control
    .insertInto('app_user')
    .values({ id: userId, name: `Test ${role}`, email: `${role}-${userId}@example.com` })
    .execute()
  await control
    .insertInto('membership')
    .values({ user_id: userId, organization_id: organization.id, role })
    .execute()
  const expiresAt = new Date(Date.now() + 3_600_000)
  await control
    .insertInto('user_session')
    .values({ id: randomUUID(), user_id: userId, token, expires_at: expiresAt })
    .execute()
  const signature = createHmac('sha256', secretFor('sessions')).update(token).digest('base64')
  return `${sessionCookieName(false)}=${encodeURIComponent(`${token}.${signature}`)}`
}

function clientOn(
  address: string,
  routes: readonly Route[],
  identity: Identity,
  home: Organization,
): TestClient {
  const call = async <B = Facts>(
    method: string,
    path: string,
    options: CallOptions = {},
  ): Promise<TestAnswer<B>> => {
    const isAbsolute = path.startsWith('/api/') || path === '/metrics'
    const prefix = isAbsolute ? '' : `/api/v1/${options.organization ?? home.slug}`
    const response = await fetch(address + prefix + path, {
      method,
      headers: headersOf(identity, options),
      ...bodyOf(options),
    })
    const answer = await answerOf<B>(response)
    if (!isAbsolute) holdAgainstContract(routes, method, path, answer)
    return answer
  }
  return {
    call,
    get: (path, options) => call('GET', path, options),
    post: (path, body, options) => call('POST', path, { ...options, body }),
    patch: (path, body, options) => call('PATCH', path, { ...options, body }),
    delete: (path, options) => call('DELETE', path, options),
  }
}

function headersOf(identity: Identity, { body, key, ifMatch, headers }: CallOptions): Identity {
  return {
    ...identity,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
    ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    ...headers,
  }
}

function bodyOf({ body, raw }: CallOptions): RequestInit {
  if (raw !== undefined) return { body: raw, duplex: 'half' } as RequestInit
  return body === undefined ? {} : { body: JSON.stringify(body) }
}

async function answerOf<B>(response: Response): Promise<TestAnswer<B>> {
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  const body = (isJson ? JSON.parse(text) : undefined) as B
  return { status: response.status, headers: response.headers, text, body }
}

const problemShape = z.strictObject({
  type: z.string().startsWith('urn:landfall:problem:'),
  title: z.string().min(1),
  status: z.int(),
  detail: z.string().min(1),
  instance: z.string(),
  code: z.string().regex(/^[a-z0-9_]+$/),
  errors: z.array(
    z.looseObject({ code: z.string(), detail: z.string(), pointer: z.string().optional() }),
  ),
})

/** Fails the test when an answer is not what the contract of its route says. */
function holdAgainstContract(
  routes: readonly Route[],
  method: string,
  path: string,
  answer: TestAnswer<unknown>,
): void {
  if (answer.status >= 400) {
    expect(answer.headers.get('content-type')).toContain(problemMediaType)
    expect(problemShape.safeParse(answer.body).error?.issues ?? []).toEqual([])
    return
  }
  const route = routes.find((each) => each.method === method && matches(each.path, path))
  const shape = route?.responses[answer.status]
  expect(shape, `${method} ${path} may not answer ${answer.status}`).toBeDefined()
  if (shape !== undefined && !('kind' in shape)) {
    const issues = shape.safeParse(answer.body).error?.issues ?? []
    expect(issues, `${method} ${path} answers beside its contract`).toEqual([])
  }
}

function matches(pattern: string, path: string): boolean {
  const given = path.replace(/\?.*$/, '').split('/')
  const wanted = pattern.split('/')
  return (
    given.length === wanted.length &&
    wanted.every((step, at) => step.startsWith(':') || step === given[at])
  )
}
