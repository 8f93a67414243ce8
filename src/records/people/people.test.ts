/** Goal: owners decide who comes in, and can never lock themselves out. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

let api: TestApi

beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

type Person = { readonly id: string; readonly role: string; readonly email: string }
type Added = { readonly person: Person; readonly temporaryPassword: string | null }
type People = { readonly items: readonly Person[] }

let count = 0

async function add(role = 'buyer') {
  count += 1
  const body = { name: 'Somebody', email: `s${count}@example.com`, role }
  return (await api.as('owner').post<Added>('/people', body)).body.person
}

async function theOwner(): Promise<Person> {
  const { body } = await api.as('owner').get<People>('/people?role=owner')
  const [owner] = body.items
  if (owner === undefined) throw new Error('nobody owns the test organization')
  return owner
}

describe('people', () => {
  test('are listed for owners alone', async () => {
    const { body } = await api.as('owner').get<People>('/people?sort=email')
    expect(body.items.map(({ role }) => role)).toContain('viewer')
    expect((await api.as('buyer').get('/people')).status).toBe(403)
    expect((await api.as('buyer').post('/people', {})).status).toBe(400)
  })

  test('of one address are one person', async () => {
    const person = await add()
    const body = { name: 'Again', email: person.email.toUpperCase(), role: 'viewer' }
    const { status, body: refused } = await api.as('owner').post('/people', body)
    expect([status, refused['code']]).toEqual([409, 'already_member'])
  })

  test('of another organization join without a new password', async () => {
    const person = await add()
    const { owner } = await api.neighbour()
    const body = { name: 'Same', email: person.email, role: 'viewer' }
    const { body: added } = await owner.post<Added>('/people', body)
    expect(added).toMatchObject({ person: { id: person.id }, temporaryPassword: null })
  })

  test('get another role, which holds at once', async () => {
    const person = await add('viewer')
    const { status, body } = await api.as('owner').patch(`/people/${person.id}`, { role: 'buyer' })
    expect([status, body['role']]).toEqual([200, 'buyer'])
  })

  test('leave', async () => {
    const person = await add()
    expect((await api.as('owner').delete(`/people/${person.id}`)).status).toBe(204)
    expect((await api.as('owner').delete(`/people/${person.id}`)).status).toBe(404)
  })

  test('of another organization are not there', async () => {
    const { owner } = await api.neighbour()
    const person = await add()
    expect((await owner.delete(`/people/${person.id}`)).status).toBe(404)
    expect((await owner.patch(`/people/${person.id}`, { role: 'owner' })).status).toBe(404)
    expect((await owner.post(`/people/${person.id}/temporary-password`)).status).toBe(404)
  })
})

describe('the last owner', () => {
  test('neither leaves nor becomes something else', async () => {
    const { id } = await theOwner()
    const left = await api.as('owner').delete(`/people/${id}`)
    expect([left.status, left.body['code']]).toEqual([409, 'last_owner'])
    expect((await api.as('owner').patch(`/people/${id}`, { role: 'buyer' })).status).toBe(409)
  })

  test('is one of two who remove each other at once', async () => {
    const { organization, owner: first } = await api.neighbour()
    const cookie = await api.signIn(organization, 'owner')
    const second = { headers: { cookie, origin: api.address }, organization: organization.slug }
    const { body } = await first.get<People>('/people?sort=createdAt')
    const [a, b] = body.items
    const [one, other] = await Promise.all([
      first.delete(`/people/${b?.id}`),
      api.nobody.delete(`/people/${a?.id}`, second),
    ])
    const statuses = [one.status, other.status].sort()
    expect(statuses[0]).toBe(204)
    expect([404, 409]).toContain(statuses[1])
  })
})

describe('a temporary password', () => {
  test('is shown once, and never kept for a twin', async () => {
    const body = { name: 'Once', email: 'once@example.com', role: 'viewer' }
    const first = await api.as('owner').post<Added>('/people', body, { key: 'once' })
    const twin = await api.as('owner').post<Added>('/people', body, { key: 'once' })
    expect(first.body.temporaryPassword).toMatch(/^[A-Za-z2-9]{16}$/)
    expect(twin.body).toEqual({ ...first.body, temporaryPassword: null })
  })

  test('replaces a forgotten one', async () => {
    const { id, email } = await add()
    const reset = await api.as('owner').post<Added>(`/people/${id}/temporary-password`)
    const credentials = { email, password: reset.body.temporaryPassword }
    expect((await api.nobody.post('/api/auth/sign-in/email', credentials)).status).toBe(200)
  })

  test('is not given for somebody who belongs elsewhere too', async () => {
    const person = await add()
    const { owner } = await api.neighbour()
    await owner.post('/people', { name: 'Same', email: person.email, role: 'viewer' })
    const { status, body } = await owner.post(`/people/${person.id}/temporary-password`)
    expect([status, body['code']]).toEqual([409, 'belongs_elsewhere'])
  })
})

describe('an API key', () => {
  type Created = { readonly apiKey: { readonly id: string }; readonly secret: string }

  test('acts in its role until it is revoked', async () => {
    const { body } = await api
      .as('owner')
      .post<Created>('/api-keys', { name: 'ERP', role: 'viewer' })
    expect(body.secret).toMatch(/^lf_test_[A-Za-z0-9_-]{43}$/)
    const client = api.withKey(body.secret)
    expect((await client.get('/suppliers')).status).toBe(200)
    expect((await client.get('/people')).status).toBe(403)
    const listed = await api.as('owner').get('/api-keys')
    expect(JSON.stringify(listed.body)).not.toContain(body.secret.slice(20))
    expect(listed.body['items']).toMatchObject([{ name: 'ERP', lastUsedAt: expect.any(String) }])
    expect((await api.as('owner').delete(`/api-keys/${body.apiKey.id}`)).status).toBe(204)
    expect((await client.get('/suppliers')).status).toBe(401)
  })

  test('ends at its time', async () => {
    const key = { name: 'Short', role: 'viewer', expiresAt: '2020-01-01T00:00:00Z' }
    const { body } = await api.as('owner').post<Created>('/api-keys', key)
    expect((await api.withKey(body.secret).get('/suppliers')).status).toBe(401)
  })

  test('opens no other organization', async () => {
    const { organization } = await api.neighbour()
    const { body } = await api.as('owner').post<Created>('/api-keys', { name: 'X', role: 'owner' })
    const answer = await api
      .withKey(body.secret)
      .get('/suppliers', { organization: organization.slug })
    expect(answer.status).toBe(404)
  })
})
