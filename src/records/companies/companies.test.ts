/** The posting context on real PostgreSQL: rates in both directions, open and closed periods. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { invariant } from '#kernel/invariant'
import { type CompanyId, createCompany, postingContext, readChargeCodes } from '#records/companies'
import { type TestOrganization, testOrganization } from '#support/database'

let org: TestOrganization
let companyId: CompanyId

beforeAll(async () => {
  org = await testOrganization()
  const outcome = await org
    .as('owner')
    .transact((tx) => createCompany(tx, { code: 'ACME', name: 'Acme', currency: 'EUR' }))
  invariant(outcome.kind === 'created', 'the company is made')
  companyId = outcome.companyId
})

afterAll(() => org.close())

const contextOf = (day: string, documentCurrency: string) =>
  org.as('owner').transact((tx) => postingContext(tx, { companyId, day, documentCurrency }))

test('a new company can post in its own currency', async () => {
  expect(await contextOf('2026-01-05', 'EUR')).toMatchObject({
    kind: 'ready',
    companyCurrency: 'EUR',
    postedOn: '2026-01-05',
    valuedOn: '2026-01-05',
    rateE10: 10_000_000_000n,
  })
})

test('charge codes that are expensed have their account', async () => {
  const codes = await org.as('owner').transact((tx) => readChargeCodes(tx, companyId))
  expect(
    codes.map(({ code, followsGoods, accountId }) => [code, followsGoods, accountId !== null]),
  ).toEqual([
    ['DUTY', true, false],
    ['FREIGHT', true, false],
    ['HANDLING', false, true],
  ])
})

test('all that is missing is told at once', async () => {
  expect(await contextOf('1999-01-01', 'JPY')).toEqual({
    kind: 'missing',
    missing: ['rate', 'open_period'],
  })
})

test('a closed period posts on the first day of the next open one', async () => {
  await sql`update fiscal_period set status = 'closed' where starts_on in ('2026-02-01', '2026-03-01')`.execute(
    org.db,
  )
  expect(await contextOf('2026-02-10', 'EUR')).toMatchObject({
    kind: 'ready',
    postedOn: '2026-04-01',
    valuedOn: '2026-02-10',
  })
})
