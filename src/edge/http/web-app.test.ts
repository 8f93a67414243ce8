/** Goal: the app's files are served small and cached well, its addresses lead to its page, nothing else leads anywhere. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { webApp } from './web-app.ts'

let folder: string
let app: FastifyInstance

const script = 'export const one = 1\n'.repeat(200)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'landfall-web-'))
  mkdirSync(join(folder, 'dist/assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.txt'), 'not for you')
  writeFileSync(join(folder, 'dist/index.html'), '<!doctype html><title>Landfall</title>')
  writeFileSync(join(folder, 'dist/assets/index-abc.js'), script)
  writeFileSync(join(folder, 'dist/notes.exe'), 'of no known type')
  app = Fastify()
  const web = webApp(join(folder, 'dist'))
  app.setNotFoundHandler((request, response) => web(request, response) ?? response.code(404).send())
  await app.ready()
})

afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

describe('a file with a hash in its name', () => {
  test('is kept for good, and sent compressed to whom can read it', async () => {
    const headers = { 'accept-encoding': 'gzip, br' }
    const answer = await app.inject({ url: '/assets/index-abc.js', headers })
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect(answer.rawPayload.length).toBeLessThan(script.length / 10)
    const plain = await app.inject({ url: '/assets/index-abc.js' })
    expect(plain.body).toBe(script)
  })

  test('that is gone is not the page of the app', async () => {
    expect((await app.inject({ url: '/assets/index-old.js' })).statusCode).toBe(404)
  })
})

describe('an address of the app', () => {
  test.each(['/', '/acme/orders/1', '/sign-in?back=/x.y'])('%s is its page', async (url) => {
    const answer = await app.inject({ url })
    expect(answer.body).toContain('<title>Landfall</title>')
    expect(answer.headers['cache-control']).toBe('no-cache')
  })

  test('is not sent again while it is the same', async () => {
    const first = await app.inject({ url: '/' })
    const headers = { 'if-none-match': String(first.headers['etag']) }
    expect((await app.inject({ url: '/', headers })).statusCode).toBe(304)
  })
})

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/notes.exe',
  '//secret.txt',
])('%s leads nowhere', async (url) => {
  expect((await app.inject({ url })).body).not.toContain('not for you')
})

test('other methods lead nowhere', async () => {
  expect((await app.inject({ method: 'POST', url: '/' })).statusCode).toBe(404)
})

test('an app that is not built says how to build it', async () => {
  const bare = Fastify()
  const web = webApp(join(folder, 'nothing'))
  bare.setNotFoundHandler(
    (request, response) => web(request, response) ?? response.code(404).send(),
  )
  expect((await bare.inject({ url: '/' })).body).toContain('npm start')
})
