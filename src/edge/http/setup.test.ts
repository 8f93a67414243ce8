/** Goal: the first run makes an owner, an organization and a company, once, whoever comes how often. */
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

let api: TestApi

beforeAll(async () => {
  api = await testApi({ isEmpty: true })
})
afterAll(() => api.close())

const setup = {
  owner: { name: 'Ana', email: 'Ana@Example.com', password: 'twelve chars' },
  organization: { name: 'Marlow & Finch', slug: 'marlow-finch' },
  company: { name: 'Marlow & Finch Ltd', baseCurrency: 'EUR', fiscalYearStartMonth: 4 },
}

test('an empty installation says so', async () => {
  expect((await api.nobody.get('/api/setup')).body).toEqual({ ownerExists: false })
  const session = await api.nobody.get('/api/session')
  expect(session.body).toEqual({ user: null, organizations: [], needsSetup: true })
})

test('every mistake is told at once, and nothing was made', async () => {
  const { status, body } = await api.nobody.post('/api/setup', {
    ...setup,
    owner: { name: '', email: 'ana', password: 'eleven char' },
    organization: { name: 'x', slug: 'Not A Slug' },
  })
  expect(status).toBe(400)
  expect(body['errors']).toHaveLength(4)
  expect(await api.installation.organizations()).toEqual([])
})

test('a name that is not allowed is refused, and the next try may come', async () => {
  const organization = { name: 'Control', slug: 'control' }
  const { status } = await api.nobody.post('/api/setup', { ...setup, organization })
  expect(status).toBe(422)
})

test('five at once make one', async () => {
  const five = Array.from({ length: 5 }, () => api.nobody.post('/api/setup', setup))
  const statuses = (await Promise.all(five)).map(({ status }) => status)
  expect(statuses.sort()).toEqual([201, 409, 409, 409, 409])
  expect((await api.installation.organizations()).map(({ slug }) => slug)).toEqual(['marlow-finch'])
  const organization = await api.installation.organization('marlow-finch')
  const companies = await organization?.db.selectFrom('company').select('name').execute()
  expect(companies).toEqual([{ name: 'Marlow & Finch Ltd' }])
})

test('and then nobody may again', async () => {
  expect((await api.nobody.get('/api/setup')).body).toEqual({ ownerExists: true })
  const again = { ...setup, organization: { name: 'Second', slug: 'second' } }
  expect((await api.nobody.post('/api/setup', again)).status).toBe(409)
})

test('the owner signs in', async () => {
  const { email, password } = setup.owner
  const { status } = await api.nobody.post('/api/auth/sign-in/email', { email, password })
  expect(status).toBe(200)
})
