/**
 * Goal: whatever comes over the wire is answered in words, never by an internal error, and only by
 * whom it may be.
 *
 * Method: a real server on a real database, with a few routes of the test's own beside the rooms'.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { ErrorFact } from '#platform/http/route'
import { type TestApi, testApi } from '#support/http'
import { noteRoutes, uploadBytesMax } from '#support/note-routes'

let api: TestApi

beforeAll(async () => {
  api = await testApi({ extraRoutes: noteRoutes })
})
afterAll(() => api.close())

async function notesWritten(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from outbox_event where type = 'note.written'
  `.execute(api.organization.db)
  return rows[0]?.count ?? 0
}

const someId = '00000000-0000-7000-8000-000000000001'

describe('a command', () => {
  test('answers with location and version', async () => {
    const { status, headers, body } = await api.as('buyer').post('/notes', { text: 'hello' })
    expect(status).toBe(201)
    expect(headers.get('etag')).toBe('"1"')
    expect(headers.get('location')).toBe(`/api/v1/test/notes/${body['id']}`)
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('is given the version of If-Match', async () => {
    const answer = await api.as('buyer').post('/notes', { text: 'hello' }, { ifMatch: 7 })
    expect(answer.headers.get('etag')).toBe('"7"')
  })

  test('that answers with a problem leaves nothing', async () => {
    const before = await notesWritten()
    const { status, body } = await api.as('buyer').post('/notes', { text: 'refuse' }, { key: 'r1' })
    expect(status).toBe(409)
    expect(body['errors']).toEqual([{ code: 'x', detail: 'y', n: '3' }])
    expect(await notesWritten()).toBe(before)
    const again = await api.as('buyer').post('/notes', { text: 'now it may' }, { key: 'r1' })
    expect(again.status).toBe(201)
  })

  test('that fails tells nothing of our insides', async () => {
    const { status, body, text } = await api.as('buyer').post('/notes', { text: 'fail' })
    expect(status).toBe(500)
    expect(body['code']).toBe('internal_error')
    expect(text).not.toContain('secret')
  })

  test('that PostgreSQL refuses as out of range is the input at fault', async () => {
    expect((await api.as('buyer').post('/notes', { text: 'overflow' })).status).toBe(400)
  })

  test('needs its permission', async () => {
    const { status, body } = await api.as('receiver').post('/notes', { text: 'hello' })
    expect(status).toBe(403)
    expect(body['errors']).toMatchObject([{ permission: 'orders.write' }])
  })
})

describe('the same key', () => {
  test('twenty times at once is one note and one answer', async () => {
    const before = await notesWritten()
    const send = () => api.as('buyer').post('/notes', { text: 'once' }, { key: 'twenty' })
    const answers = await Promise.all(Array.from({ length: 20 }, send))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(answers.filter(({ headers }) => headers.has('idempotent-replayed'))).toHaveLength(19)
    expect(await notesWritten()).toBe(before + 1)
  })

  test('with another body is refused', async () => {
    await api.as('buyer').post('/notes', { text: 'first' }, { key: 'other' })
    const { status, body } = await api
      .as('buyer')
      .post('/notes', { text: 'second' }, { key: 'other' })
    expect([status, body['code']]).toEqual([422, 'idempotency_key_reused'])
  })

  test('of another person is another key', async () => {
    await api.as('buyer').post('/notes', { text: 'mine' }, { key: 'shared' })
    expect(
      (await api.as('owner').post('/notes', { text: 'yours' }, { key: 'shared' })).status,
    ).toBe(201)
  })

  test.each(['', 'a b', 'x'.repeat(201)])('is refused as %j', async (key) => {
    const answer = await api
      .as('buyer')
      .post('/notes', { text: 'hello' }, { headers: { 'idempotency-key': key } })
    expect(answer.status).toBe(400)
  })
})

describe('malformed input', () => {
  test('is told all at once, each with its place', async () => {
    const { status, body } = await api.as('buyer').post<{ errors: ErrorFact[] }>('/notes', {
      day: '2026-02-30',
      money: { amount: '1,00', currency: 'XXX' },
      lines: [{ count: 1 }, { count: 10, more: true }],
      'a/b': 1,
    })
    expect(status).toBe(400)
    const told = Object.fromEntries(body.errors.map(({ pointer, code }) => [pointer, code]))
    expect(told).toEqual({
      '/text': 'required',
      '/day': 'malformed',
      '/money/amount': 'malformed',
      '/money/currency': 'not_allowed',
      '/lines/1/count': 'too_large',
      '/lines/1/more': 'unknown_field',
      '/a~1b': 'unknown_field',
    })
  })

  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  const bodies: readonly [string, string][] = [
    ['no JSON', '{'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number too large for a double', '{"text":1e999}'],
    ['NUL in text', '{"text":"a\\u0000b"}'],
    ['NUL in a name', '{"text":"a","\\u0000":1}'],
    ['half a surrogate pair', '{"text":"\\ud800"}'],
    ['endless nesting', deep],
    ['nesting in a field', `{"text":${deep}}`],
    ['a poisoned prototype', '{"__proto__":{"text":"a"}}'],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]).toString('latin1')],
    ['spaces only', '{"text":"   "}'],
    ['one character too many', JSON.stringify({ text: 'x'.repeat(51) })],
  ]
  test.each(bodies)('%s is a 400', async (_, raw) => {
    const headers = { 'content-type': 'application/json' }
    const { status } = await api.as('buyer').call('POST', '/notes', { raw, headers })
    expect(status).toBe(400)
  })

  test('fifty characters are not too many', async () => {
    expect((await api.as('buyer').post('/notes', { text: 'x'.repeat(50) })).status).toBe(201)
  })

  test('another media type is a 415', async () => {
    const headers = { 'content-type': 'text/plain' }
    const { status } = await api.as('buyer').call('POST', '/notes', { raw: 'hello', headers })
    expect(status).toBe(415)
  })

  test('a body beyond the limit is a 413', async () => {
    const raw = JSON.stringify({ text: 'x'.repeat(5_000_000) })
    const headers = { 'content-type': 'application/json' }
    expect((await api.as('buyer').call('POST', '/notes', { raw, headers })).status).toBe(413)
  })

  const paths: readonly [string, number][] = [
    [`/notes/${someId}`, 200],
    [`/notes/${someId}?limit=5`, 200],
    [`/notes/${someId}?limit=6`, 400],
    [`/notes/${someId}?limit=x`, 400],
    [`/notes/${someId}?limit=1&limit=2`, 400],
    [`/notes/${someId}?more=1`, 400],
    ['/notes/not-an-id', 400],
    [`/notes/${someId.toUpperCase().replace('8', 'A')}`, 400],
    ['/notes/%00', 400],
    ['/notes/%ff', 400],
    [`/notes/${'x'.repeat(400)}`, 414],
    ['/nothing', 404],
  ]
  test.each(paths)('GET %s', async (path, status) => {
    expect((await api.as('buyer').get(path)).status).toBe(status)
  })

  test.each(['3', '"x"', '""', '"1", "2"'])('If-Match %s is a 400', async (ifMatch) => {
    const headers = { 'if-match': ifMatch }
    expect((await api.as('buyer').post('/notes', { text: 'a' }, { headers })).status).toBe(400)
  })
})

describe('files', () => {
  const headers = { 'content-type': 'text/csv' }

  test('come down with a safe name', async () => {
    const answer = await api.as('viewer').get('/notes.csv')
    expect(answer.text).toBe('a,b\n')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="no-tes.csv"')
  })

  test('go up to their limit', async () => {
    const raw = 'x'.repeat(uploadBytesMax)
    const { status, body } = await api.as('buyer').call('POST', '/uploads', { raw, headers })
    expect([status, body['sizeBytes'], body['text']]).toEqual([201, uploadBytesMax, 'xxxxxxxxxx'])
  })

  test('are refused beyond it, by their length', async () => {
    const raw = 'x'.repeat(uploadBytesMax + 1)
    expect((await api.as('buyer').call('POST', '/uploads', { raw, headers })).status).toBe(413)
  })

  test('are refused beyond it while they come, without an end in sight', async () => {
    let sentBytes = 0
    const chunk = new Uint8Array(64 * 1024)
    const endless = new ReadableStream({
      pull(controller) {
        sentBytes += chunk.length
        if (sentBytes > 50_000_000) controller.close()
        else controller.enqueue(chunk)
      },
    })
    const { status } = await api.as('buyer').call('POST', '/uploads', { raw: endless, headers })
    expect(status).toBe(413)
  })

  test('sent twice with one key are one', async () => {
    const send = () => api.as('buyer').call('POST', '/uploads', { raw: 'abc', headers, key: 'up' })
    const [first, second] = [await send(), await send()]
    expect(second.text).toBe(first.text)
    expect(second.headers.get('idempotent-replayed')).toBe('true')
  })
})

describe('without a way in', () => {
  test('nobody is let in', async () => {
    expect((await api.nobody.get(`/notes/${someId}`)).status).toBe(401)
    expect((await api.withKey('lf_test_nonsense').get(`/notes/${someId}`)).status).toBe(401)
  })

  test('a forged cookie is nobody', async () => {
    const headers = { cookie: 'landfall.session_token=abc.ZZZ', origin: api.address }
    expect((await api.nobody.get(`/notes/${someId}`, { headers })).status).toBe(401)
  })

  test("another's organization, one that is not there and a route that is not there look alike", async () => {
    const { organization, owner } = await api.neighbour()
    const shapes = await Promise.all([
      owner.get(`/notes/${someId}`, { organization: 'test' }),
      owner.post('/notes', { text: 'x' }, { organization: 'test' }),
      owner.get(`/notes/${someId}`, { organization: 'nowhere' }),
      owner.get('/nothing', { organization: organization.slug }),
      owner.get(`/notes/${someId}`, { organization: 'NOT-A-SLUG' }),
    ])
    for (const { status, body } of shapes) {
      expect(status).toBe(404)
      expect({ ...body, instance: '' }).toEqual({ ...shapes[0]?.body, instance: '' })
    }
  })
})

describe('another site', () => {
  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]
  test.each(foreign)('may not write in the name of a person: %o', async (headers) => {
    const { status, body } = await api.as('buyer').post('/notes', { text: 'x' }, { headers })
    expect([status, body['code']]).toEqual([403, 'foreign_origin'])
  })

  test('is not needed for a key', async () => {
    const made = await api.as('owner').post('/api-keys', { name: 'Shop', role: 'buyer' })
    const client = api.withKey(String(made.body['secret']))
    const headers = { origin: 'https://shop.example' }
    expect((await client.post('/notes', { text: 'x' }, { headers })).status).toBe(201)
  })
})
