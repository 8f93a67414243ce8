/**
 * Goal: no route answers a stranger, and none breaks, whatever it is sent.
 *
 * Method: each route of every room is called from the outside, then by an owner with requests made up
 * from its own contract, well-formed and spoiled.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Route } from '#platform/http/route'
import { type TestApi, type TestClient, testApi } from '#support/http'
import { pick, type Random, randomOf, sampleOf, spoil } from '#support/sample'

import { roomRoutes } from './rooms.ts'

const callsPerRoute = Number(process.env['FUZZ_CALLS'] ?? 15)
const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_105)

let api: TestApi
let routes: readonly Route[]

beforeAll(async () => {
  api = await testApi()
  routes = roomRoutes(api.installation.control)
})
afterAll(() => api.close())

const someId = '00000000-0000-7000-8000-000000000001'

function pathOf(route: Route, partOf: (name: string) => string = () => someId): string {
  return route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(partOf(name)))
}

function nameOf(route: Route): string {
  return `${route.method} ${route.path}`
}

async function callEach(
  client: TestClient,
  organization: string,
): Promise<ReadonlyMap<string, number>> {
  const statuses = new Map<string, number>()
  for (const route of routes) {
    const options = { organization, ...(route.method === 'GET' ? {} : { body: {} }) }
    const { status } = await client.call(route.method, pathOf(route), options)
    statuses.set(nameOf(route), status)
  }
  return statuses
}

function others(statuses: ReadonlyMap<string, number>, expected: number): readonly string[] {
  return [...statuses].filter(([, status]) => status !== expected).map(([name]) => name)
}

describe('every route', () => {
  test('is closed to nobody', async () => {
    expect(others(await callEach(api.nobody, 'test'), 401)).toEqual([])
  })

  test('is not there for the owner of another organization, nor for its keys', async () => {
    const { owner } = await api.neighbour()
    expect(others(await callEach(owner, 'test'), 404)).toEqual([])
    const key = await owner.post<{ secret: string }>('/api-keys', { name: 'Spy', role: 'owner' })
    expect(others(await callEach(api.withKey(key.body.secret), 'test'), 404)).toEqual([])
  })

  test('has a name of its own', () => {
    expect(new Set(routes.map(nameOf)).size).toBe(routes.length)
  })

  test('survives what it is sent', async () => {
    const random = randomOf(seed)
    const ids = await someIds()
    const broken: string[] = []
    const statuses = new Map<number, number>()
    for (const route of routes) {
      for (let call = 0; call < callsPerRoute; call += 1) {
        const { status, sent } = await callMadeUp(route, random, ids)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        if (status >= 500) broken.push(`${nameOf(route)} ${status} ${sent}`)
      }
    }
    expect(broken).toEqual([])
    expect([...statuses].filter(([status]) => status < 300).length).toBeGreaterThan(0)
  }, 300_000)
})

/** Ids that are there, by what the lists show, beside one that is not. */
async function someIds(): Promise<readonly string[]> {
  const owner = api.as('owner')
  await owner.post('/companies', { code: 'F', name: 'Fuzz', currency: 'USD' })
  const lists = routes.filter((route) => route.method === 'GET' && !route.path.includes(':'))
  const answers = await Promise.all(lists.map((route) => owner.get(route.path)))
  const found = answers.flatMap(
    ({ text }) => text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [],
  )
  return [...new Set(found)].slice(0, 50).concat(someId)
}

async function callMadeUp(route: Route, random: Random, ids: readonly string[]) {
  const isSpoiled = random() < 0.6
  const given = (shape: Route['query']): unknown => {
    const value = shape === undefined ? undefined : sampleOf(shape, random, ids)
    return isSpoiled && value !== undefined ? spoil(value, random) : value
  }
  const query = given(route.query)
  const body = route.kind === 'command' ? given(route.body) : undefined
  const search = typeof query === 'object' && query !== null ? searchOf(query) : ''
  const path = pathOf(route, () => (random() < 0.9 ? pick(random, ids) : 'x y/ü%')) + search
  const raw = route.kind === 'command' && route.rawUpload ? { raw: 'code,name\n"a' } : {}
  const { status, text } = await api.as('owner').call(route.method, path, {
    ...(body === undefined ? {} : { body }),
    ...raw,
    ...(random() < 0.3 ? { key: randomUUID() } : {}),
    ...(random() < 0.2 ? { ifMatch: Math.floor(random() * 5) } : {}),
  })
  return {
    status,
    sent: `${search} ${JSON.stringify(body)?.slice(0, 500)} → ${text.slice(0, 300)}`,
  }
}

function searchOf(query: object): string {
  const pairs = Object.entries(query).map(([name, value]) => [name, textOf(value)])
  return `?${new URLSearchParams(pairs)}`
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.slice(0, 4_000)
}
