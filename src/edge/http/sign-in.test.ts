/**
 * Goal: people come in by password, once there is somebody; strangers and guessers do not.
 *
 * Method: a browser's requests against a real server, cookies carried by hand.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { admitSignIn } from '#records/people'
import { type TestAnswer, type TestApi, testApi } from '#support/http'

let api: TestApi

beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

/** As the browser keeps it. */
function cookieOf(answer: TestAnswer<unknown>): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

async function signIn(email: string, password: string, headers: Record<string, string> = {}) {
  return api.nobody.post('/api/auth/sign-in/email', { email, password }, { headers })
}

type Added = { readonly person: { readonly id: string }; readonly temporaryPassword: string }

async function addPerson(email: string, role = 'buyer') {
  const added = await api.as('owner').post<Added>('/people', { name: 'Ana', email, role })
  expect(added.status).toBe(201)
  return added.body
}

describe('somebody let in', () => {
  test('signs in with the temporary password, changes it, and is asked no more', async () => {
    const { temporaryPassword } = await addPerson('Ana@Example.com')
    const first = await signIn('ana@example.com', temporaryPassword)
    expect(first.status).toBe(200)
    const [setCookie] = first.headers.getSetCookie()
    expect(setCookie).toMatch(/^landfall\.session_token=.*; HttpOnly; SameSite=Lax$/)

    const headers = { cookie: cookieOf(first), origin: api.address }
    const session = await api.nobody.get('/api/session', { headers })
    expect(session.body).toMatchObject({
      user: { name: 'Ana', email: 'ana@example.com', mustChangePassword: true },
      organizations: [{ slug: 'test', role: 'buyer' }],
      needsSetup: false,
    })

    const passwords = { currentPassword: temporaryPassword, newPassword: 'a long new password' }
    const changed = await api.nobody.post('/api/auth/change-password', passwords, { headers })
    expect(changed.status).toBe(200)
    const after = await api.nobody.get('/api/session', { headers })
    expect(after.body).toMatchObject({ user: { mustChangePassword: false } })
    expect((await signIn('ana@example.com', temporaryPassword)).status).toBe(401)
    expect((await signIn('ana@example.com', 'a long new password')).status).toBe(200)
  })

  test('is gone with the session they end', async () => {
    const { temporaryPassword } = await addPerson('bo@example.com', 'viewer')
    const headers = {
      cookie: cookieOf(await signIn('bo@example.com', temporaryPassword)),
      origin: api.address,
    }
    expect((await api.nobody.get('/suppliers', { headers })).status).toBe(200)
    expect((await api.nobody.post('/api/auth/sign-out', {}, { headers })).status).toBe(200)
    expect((await api.nobody.get('/suppliers', { headers })).status).toBe(401)
    const session = await api.nobody.get('/api/session', { headers })
    expect(session.body).toEqual({ user: null, organizations: [], needsSetup: false })
  })

  test('acts in a new role, and no more once taken out, from the next request on', async () => {
    const { person, temporaryPassword } = await addPerson('fay@example.com', 'viewer')
    const cookie = cookieOf(await signIn('fay@example.com', temporaryPassword))
    const statusOf = async (path: string) =>
      (await api.nobody.get(path, { headers: { cookie } })).status
    const owner = api.as('owner')

    expect([await statusOf('/suppliers'), await statusOf('/people')]).toEqual([200, 403])
    await owner.patch(`/people/${person.id}`, { role: 'owner' })
    expect(await statusOf('/people')).toBe(200)
    await owner.delete(`/people/${person.id}`)
    expect(await statusOf('/suppliers')).toBe(404)
  })

  test('is gone with the password that an owner replaces', async () => {
    const { person, temporaryPassword } = await addPerson('gus@example.com')
    const headers = { cookie: cookieOf(await signIn('gus@example.com', temporaryPassword)) }
    expect((await api.nobody.get('/suppliers', { headers })).status).toBe(200)
    await api.as('owner').post(`/people/${person.id}/temporary-password`)
    expect((await api.nobody.get('/suppliers', { headers })).status).toBe(401)
  })

  test('may not choose a password shorter than twelve characters', async () => {
    const { temporaryPassword } = await addPerson('cy@example.com')
    const headers = {
      cookie: cookieOf(await signIn('cy@example.com', temporaryPassword)),
      origin: api.address,
    }
    const passwords = { currentPassword: temporaryPassword, newPassword: 'eleven char' }
    const answer = await api.nobody.post('/api/auth/change-password', passwords, { headers })
    expect([answer.status, answer.body['code']]).toEqual([400, 'password_too_short'])
  })
})

describe('a guesser', () => {
  test('may try one account ten times, and no more even with the right password', async () => {
    const { temporaryPassword } = await addPerson('di@example.com')
    const from = (n: number) => ({ 'x-forwarded-for': `203.0.113.${n}` })
    const guesses = Array.from({ length: 10 }, (_, n) => signIn('di@example.com', 'wrong', from(n)))
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([401]))
    const answer = await signIn('di@example.com', temporaryPassword, from(11))
    expect([answer.status, answer.body['code']]).toEqual([429, 'too_many_attempts'])
    expect(answer.headers.get('retry-after')).toBe('900')

    api.clock.set(new Date(api.clock().getTime() + 15 * 60_000))
    expect((await signIn('di@example.com', temporaryPassword, from(12))).status).toBe(200)
  })

  test('may try a hundred times from one address', async () => {
    const address = '203.0.113.99'
    const now = api.clock()
    for (let n = 0; n < 99; n += 1) {
      await admitSignIn(api.installation.control, { email: `no${n}@example.com`, address, now })
    }
    const from = { 'x-forwarded-for': address }
    expect((await signIn('hundredth@example.com', 'wrong', from)).status).toBe(401)
    expect((await signIn('another@example.com', 'wrong', from)).status).toBe(429)
  })

  test('is not told which of the two was wrong', async () => {
    await addPerson('ed@example.com')
    const [known, unknown] = [
      await signIn('ed@example.com', 'wrong password'),
      await signIn('nobody@example.com', 'wrong password'),
    ]
    expect({ ...known.body, instance: '' }).toEqual({ ...unknown.body, instance: '' })
  })
})

describe('the doors of sign-in', () => {
  const closed = [
    '/sign-up/email',
    '/update-user',
    '/delete-user',
    '/ok',
    '/request-password-reset',
  ]
  test.each(closed)('%s is not one', async (path) => {
    const answer = await api.nobody.post(
      `/api/auth${path}`,
      {},
      { headers: { origin: api.address } },
    )
    expect(answer.status).toBe(404)
  })

  const bodies = [{}, [], 'x', null, { email: 1, password: 2 }, { email: 'a\0@b.c', password: 'x' }]
  test.each(bodies)('%j is malformed', async (body) => {
    expect((await api.nobody.post('/api/auth/sign-in/email', body)).status).toBe(400)
  })

  test('other sites can sign nobody in or out', async () => {
    const headers = { origin: 'https://evil.example' }
    expect((await signIn('ana@example.com', 'x', headers)).status).toBe(403)
    expect((await api.nobody.post('/api/auth/sign-out', {}, { headers })).status).toBe(403)
  })
})
