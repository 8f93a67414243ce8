/** The posting context on real PostgreSQL: rates in both directions, open and closed periods. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { invariant } from '#kernel/invariant'
import {
  type CompanyId,
  closePeriod,
  createCompany,
  createRate,
  type FiscalPeriodId,
  postingContext,
  readChargeCodes,
} from '#records/companies'
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

test('a rate is found in either direction', async () => {
  await org.as('owner').transact(async (tx) => {
    const rate = { fromCurrency: 'EUR', toCurrency: 'USD', onDay: '2026-01-02' }
    await createRate(tx, { ...rate, rateE10: 12_500_000_000n })
    await createRate(tx, { ...rate, onDay: '2026-01-07', rateE10: 20_000_000_000n })
  })
  expect(await contextOf('2026-01-06', 'USD')).toMatchObject({ rateE10: 8_000_000_000n })
  expect(await contextOf('2026-01-07', 'USD')).toMatchObject({ rateE10: 5_000_000_000n })
})

test('who is about to post holds the period open; who comes after the closing posts later', async () => {
  const day = '2026-05-10'
  const { rows } = await sql<{ id: FiscalPeriodId }>`
    select id from fiscal_period where starts_on = '2026-05-01'`.execute(org.db)
  const periodId = rows[0]?.id
  invariant(periodId !== undefined, 'May is there')
  const told: string[] = []
  let closing: Promise<unknown> = Promise.resolve()
  await org.as('owner').transact(async (tx) => {
    await postingContext(tx, { companyId, day, documentCurrency: 'EUR' })
    closing = org
      .as('owner')
      .transact((other) => closePeriod(other, { periodId }))
      .then(() => told.push('closed'))
    await new Promise((resolve) => setTimeout(resolve, 200))
    told.push('posted')
  })
  await closing
  expect(told).toEqual(['posted', 'closed'])
  expect(await contextOf(day, 'EUR')).toMatchObject({ postedOn: '2026-06-01' })
})
