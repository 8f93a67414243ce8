/** Goal: what runs beside the rooms answers: health, metrics, the document, the web app, the audit. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

let api: TestApi

beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

test('health tells of the database', async () => {
  const { status, body } = await api.nobody.get('/api/health')
  expect(status).toBe(200)
  expect(body).toMatchObject({ status: 'ok', database: 'ok' })
})

describe('metrics', () => {
  test('count requests by route', async () => {
    await api.as('owner').get('/people')
    const { text } = await api.nobody.get('/metrics')
    expect(text).toContain('route="/api/v1/:organization/people"')
    expect(text).toContain('landfall_outbox_waiting{organization="test"} 0')
    expect(text).toContain('landfall_jobs{organization="test",state="failed"} 0')
    expect(text).toContain('landfall_nodejs_eventloop_lag_seconds')
  })

  test('are for this machine', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.5' }
    expect((await api.nobody.get('/metrics', { headers })).status).toBe(403)
  })
})

describe('the document', () => {
  test('describes every room', async () => {
    const { body } = await api.nobody.get<{ openapi: string; paths: object }>('/api/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    expect(Object.keys(body.paths)).toContain('/api/v1/{organization}/people/{personId}')
  })

  test('refers to nothing that is not there', async () => {
    const { text, body } = await api.nobody.get<{ components: { schemas: object } }>(
      '/api/openapi.json',
    )
    const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name)
    const there = Object.keys(body.components.schemas)
    expect(names.filter((name) => !there.includes(name ?? ''))).toEqual([])
    expect(text).not.toContain('#/$defs/')
  })

  test('is a page without scripts', async () => {
    const { text, headers } = await api.nobody.get('/api/docs')
    expect(headers.get('content-type')).toContain('text/html')
    expect(text).toContain('/api/v1/{organization}/people')
    expect(text).not.toContain('<script')
  })
})

test('pages may run scripts from here alone', async () => {
  const { headers } = await api.nobody.get('/api/docs')
  expect(headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

test('an unknown address of the API is a problem, not the web app', async () => {
  const { status, body } = await api.nobody.get('/api/nothing')
  expect([status, body['code']]).toEqual([404, 'not_found'])
})

describe('the audit', () => {
  test('lists who changed what, newest first, and filters', async () => {
    const owner = api.as('owner')
    const supplier = { code: 'S-1', name: 'Supplier', currency: 'EUR' }
    const made = await owner.post<{ id: string }>('/suppliers', supplier)
    expect(made.status).toBe(201)
    type Events = { items: { table: string; rowId: string; action: string; changed: string[] }[] }
    const all = await owner.get<Events>(`/audit-events?table=supplier&row=${made.body.id}`)
    expect(all.body.items).toMatchObject([{ action: 'insert', rowId: made.body.id }])
    expect(all.body.items[0]?.changed).toContain('name')
    const none = await owner.get<Events>('/audit-events?from=2030-01-01')
    expect(none.body.items).toEqual([])
  })

  test('is not for everybody', async () => {
    expect((await api.as('viewer').get('/audit-events')).status).toBe(403)
  })
})

test('the log never names an address', () => {
  const server = readFileSync('src/edge/http/server.ts', 'utf8')
  expect(server).not.toMatch(/log\.\w+\([^)]*request\.(url|raw|headers)/)
})
