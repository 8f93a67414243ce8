/**
 * Goal: a supplier's minimum in another currency than its prices is held against what it is worth on the day; without a
 * rate nothing is added, the meter says so, and no rule orders below a minimum that nobody knows.
 *
 * Method: a company that buys in dollars of a supplier that asks for euros, planned by the real steps.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestOrganization, testOrganization } from '#support/database'
import { anybody } from '#support/goods-company'
import { type PlannedCompany, planDay, plannedCompany } from '#support/planned-company'

import { startRun } from './actions/start-run.ts'
import { planChecks } from './plan-checks.ts'
import { proposalsStep } from './plan-step.ts'
import { readOrderLimits } from './queries/due-lines.ts'
import { listProposalSuppliers } from './queries/list-proposal-suppliers.ts'
import { runPlan } from './run.ts'
import type { PlanRunId } from './store/runs.ts'
import { topUpStep } from './top-up-step.ts'

let org: TestOrganization
let company: PlannedCompany

beforeAll(async () => {
  org = await testOrganization()
  company = await plannedCompany(org, { items: 40, seed: 5 })
})
afterAll(() => org.close())

async function run() {
  const work = org.work(anybody)
  const started = await work.transact((tx) => startRun(tx, { asOf: planDay }))
  if (started.kind !== 'started') throw new Error('no other run is under way')
  return (await runPlan(work, started.runId as PlanRunId, [proposalsStep, topUpStep]))?.result
}

async function meter() {
  const asked = { kind: 'buy', snoozed: 'no', sort: 'name', limit: 10 } as const
  const { items } = await listProposalSuppliers(org.work(anybody).ask(), asked)
  const row = items.find(({ supplier }) => supplier?.id === company.supplierId)
  if (row === undefined) throw new Error('nothing to buy')
  return row
}

const limits = () => {
  const { supplierId, placeId } = company
  return readOrderLimits(org.work(anybody).ask(), { supplierId, placeId, currency: 'USD' })
}

async function dueMinor(): Promise<number> {
  const { rows } = await sql<{ due: number }>`
    select sum(value_minor)::float8 as due from proposal
    where status = 'open' and kind = 'buy' and order_by <= ${planDay}::date
      and supplier_id = ${company.supplierId}::uuid`.execute(org.db)
  return rows[0]?.due ?? 0
}

test('a minimum in euros is reached in dollars at the rate of the day, once there is one', async () => {
  await run()
  const alone = await dueMinor()
  const askedMinor = Math.round(alone / 100) * 100
  await sql`insert into order_minimum (id, supplier_id, currency, minimum_value_minor)
    values (gen_random_uuid(), ${company.supplierId}::uuid, 'EUR', ${askedMinor}::bigint)
  `.execute(org.db)
  expect(await run()).toMatchObject({ toppedOrderCount: 0 })
  const asked = { amount: (askedMinor / 100).toFixed(2), currency: 'EUR' }
  expect(await meter()).toMatchObject({
    minimum: null,
    topUps: [{ status: 'no_rate', minimum: null, asked }],
  })
  expect(await dueMinor()).toBe(alone)
  expect(await limits()).toMatchObject({ isMinimumUnknown: true, minimumMinor: null })

  await sql`insert into currency (id, code, name) values (gen_random_uuid(), 'EUR', 'Euro')
    on conflict do nothing`.execute(org.db)
  await sql`insert into currency_rate (id, from_currency, to_currency, on_day, rate_e10)
    values (gen_random_uuid(), 'EUR', 'USD', ${planDay}::date, 12500000000)`.execute(org.db)
  expect(await run()).toMatchObject({ toppedOrderCount: 1 })
  const worthMinor = askedMinor * 1.25
  expect(await dueMinor()).toBeGreaterThanOrEqual(worthMinor)
  const minimum = { amount: (worthMinor / 100).toFixed(2), currency: 'USD' }
  expect(await meter()).toMatchObject({ minimum, topUps: [{ status: 'topped', minimum, asked }] })
  expect(await limits()).toMatchObject({
    isMinimumUnknown: false,
    minimumMinor: BigInt(worthMinor),
  })
  expect(await run()).toMatchObject({ plannedCount: 0, toppedOrderCount: 0 })
  const found = await Promise.all(planChecks.map(({ run: ask }) => ask(org.db)))
  expect(found.flat()).toEqual([])
})

test('a supplier that is only asked to change orders stands after those that are bought from', async () => {
  const [other] = (
    await sql<{ id: string }>`
      with moved as (
        update proposal set kind = 'cancel', supplier_id = s.id, order_by = order_by - 9
        from supplier s
        where s.code = 'OTHER' and proposal.id = (select id from proposal
          where status = 'open' and kind = 'buy' order by order_by, id limit 1)
        returning s.id)
      select id from moved`.execute(org.db)
  ).rows
  const asked = { snoozed: 'no', sort: 'orderBy', limit: 1 } as const
  const first = await listProposalSuppliers(org.work(anybody).ask(), asked)
  expect(first.items[0]).toMatchObject({ supplier: { id: company.supplierId } })
  const cursor = first.nextCursor ?? ''
  const last = await listProposalSuppliers(org.work(anybody).ask(), { ...asked, cursor })
  expect(last).toMatchObject({
    items: [{ supplier: { id: other?.id }, orderBy: null, leadDays: 0 }],
    nextCursor: null,
  })
})
