/**
 * Goal: what is due from a supplier reaches its minimum and fills its load, with terms that add up; ten
 * runs with nothing changed change nothing; what people decide wins; and what is added goes when it is
 * not asked for any more.
 *
 * Method: rules and forecasts laid down by SQL, the rest through the real actions on a real database.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { addDays } from '#kernel/day'
import type { JobContext } from '#platform/jobs'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody } from '#support/goods-company'
import { type PlannedCompany, planDay, plannedCompany } from '#support/planned-company'
import { plannedNetwork } from '#support/planned-network'

import { decideProposals } from './actions/decide-proposals.ts'
import { planItems } from './actions/plan-items.ts'
import { startRun } from './actions/start-run.ts'
import { planChecks } from './plan-checks.ts'
import { proposalsStep } from './plan-step.ts'
import { readProposal } from './queries/read-proposal.ts'
import { runPlan } from './run.ts'
import type { ProposalId } from './store/proposals.ts'
import type { PlanRunId } from './store/runs.ts'
import { topUpStep, topUpSuppliers } from './top-up-step.ts'

let org: TestOrganization
let company: PlannedCompany

beforeAll(async () => {
  org = await testOrganization()
  company = await plannedCompany(org, { items: 40, seed: 5 })
})
afterAll(() => org.close())

async function run(organization = org) {
  const work = organization.work(anybody)
  const started = await work.transact((tx) => startRun(tx, { asOf: planDay }))
  if (started.kind !== 'started') throw new Error('no other run is under way')
  return (await runPlan(work, started.runId as PlanRunId, [proposalsStep, topUpStep]))?.result
}

type Term = { readonly code: string; readonly units: number }

type Line = {
  readonly id: string
  readonly key: string
  readonly suggested: number
  readonly topped: number
  readonly ordered: number
  readonly value: number
  readonly orderBy: string
  readonly pulledFrom: string | null
  readonly why: { readonly cover: Term[]; readonly have: Term[]; size: Term[]; top?: Term[] }
  readonly multiple: number
  readonly expected: number
}

async function toBuy(): Promise<readonly Line[]> {
  const { rows } = await sql<Line>`
    select p.id, p.key, p.suggested_units::float8 as suggested, p.topped_units::float8 as topped,
           p.ordered_units::float8 as ordered, p.value_minor::float8 as value,
           p.order_by as "orderBy", p.pulled_from_on as "pulledFrom", p.why,
           t.multiple_units::float8 as multiple, e.units::float8 as expected
    from proposal p join supplier_term t on t.id = p.term_id
    join expectation e on e.source_kind = 'proposal' and e.source_id = p.id
    where p.status = 'open' and p.kind = 'buy' and p.supplier_id = ${company.supplierId}::uuid
    order by p.id
  `.execute(org.db)
  return rows
}

const sum = (terms: readonly Term[] = []) => terms.reduce((total, { units }) => total + units, 0)
const dueOf = (lines: readonly Line[]) => lines.filter(({ orderBy }) => orderBy <= planDay)
const worthOf = (lines: readonly Line[]) => lines.reduce((total, { value }) => total + value, 0)

const ask = (terms: string) =>
  sql`
    insert into order_minimum (id, supplier_id, currency, minimum_value_minor, load_volume_cm3,
      load_name, review_days)
    select gen_random_uuid(), ${company.supplierId}::uuid, 'USD', g.* from (values ${sql.raw(terms)}) as g
    on conflict (supplier_id, place_id) do update set
      minimum_value_minor = excluded.minimum_value_minor,
      load_volume_cm3 = excluded.load_volume_cm3, review_days = excluded.review_days,
      version = order_minimum.version + 1
  `.execute(org.db)

async function everything(organization = org): Promise<string> {
  const { rows } = await sql<{ said: string }>`
    select json_build_object(
      'proposals', (select json_agg(p order by p.id) from proposal p),
      'topUps', (select json_agg(p order by p.supplier_id, p.place_id) from order_top_up p),
      'expectations', (select json_agg(e order by e.id) from expectation e),
      'changes', (select count(*) from expectation_change))::text as said
  `.execute(organization.db)
  return rows[0]?.said ?? ''
}

const said = async () => {
  const { rows } = await sql<{ status: string; value: bigint; most: bigint; days: number | null }>`
    select status, value_minor as value, most_minor as most, takes_days as days from order_top_up
  `.execute(org.db)
  return rows[0]
}

const found = async () => (await Promise.all(planChecks.map(({ run: ask }) => ask(org.db)))).flat()

describe('the minimum', () => {
  let alone: readonly Line[]
  let minimumMinor: number

  test('is reached by what runs out next, in terms that add up', async () => {
    await run()
    alone = await toBuy()
    minimumMinor = Math.round(worthOf(dueOf(alone)) * 1.5)
    await ask(`(${minimumMinor}, null::bigint, '', 127)`)
    expect(await run()).toMatchObject({ plannedCount: 0, toppedOrderCount: 1 })
    const lines = await toBuy()
    const due = dueOf(lines)
    expect(worthOf(due)).toBeGreaterThanOrEqual(minimumMinor)
    expect(await said()).toMatchObject({ status: 'topped', value: BigInt(worthOf(due)) })
    for (const line of lines) {
      const { why, suggested, topped, ordered, expected } = line
      expect(sum(why.cover) + sum(why.have) + sum(why.size), line.key).toBe(suggested)
      expect([sum(why.top), ordered, expected], line.key).toEqual([
        topped,
        suggested + topped,
        suggested + topped,
      ])
      expect(topped % line.multiple, line.key).toBe(0)
    }
    const pulled = lines.filter(({ pulledFrom }) => pulledFrom !== null)
    expect(pulled.length).toBeGreaterThan(0)
    for (const { key, pulledFrom, orderBy } of pulled) {
      expect(pulledFrom, key).toBe(alone.find((line) => line.key === key)?.orderBy)
      expect(orderBy, key).toBe(planDay)
    }
  })

  test('stays reached: nothing is written while nothing changes', async () => {
    const before = await everything()
    for (let at = 0; at < 10; at += 1) {
      expect(await run()).toMatchObject({ plannedCount: 0, toppedOrderCount: 0 })
    }
    expect(await everything()).toBe(before)
    await sql`update plan_position set fingerprint = 'other ' || fingerprint`.execute(org.db)
    const ids = (lines: readonly Line[]) =>
      lines.map(({ id, topped, ordered, orderBy }) => ({ id, topped, ordered, orderBy }))
    const was = ids(await toBuy())
    expect(await run()).toMatchObject({ plannedCount: 40 })
    expect(ids(await toBuy())).toEqual(was)
  })

  test('leaves alone what a person decided', async () => {
    const line = (await toBuy()).find(({ topped }) => topped > 0)
    if (line === undefined) throw new Error('nothing was topped up')
    const decision = { proposalId: line.id as ProposalId, quantity: { quantity: '1', unit: 'EA' } }
    await org
      .work(anybody)
      .transact((tx) => decideProposals(tx, [{ ...decision, pointer: '', reason: 'Enough' }]))
    const decided = (lines: readonly Line[]) => lines.find(({ id }) => id === line.id)
    expect(decided(await toBuy())).toMatchObject({ ordered: 1, topped: 0 })
    await run()
    const lines = await toBuy()
    expect(decided(lines)).toMatchObject({ ordered: 1, topped: 0 })
    expect(worthOf(dueOf(lines))).toBeGreaterThanOrEqual(minimumMinor)
    expect(await found()).toEqual([])
    await sql`delete from proposal_decision`.execute(org.db)
  })

  test('that is out of reach adds nothing, and says what it would take', async () => {
    await ask(`(${minimumMinor * 50}, null::bigint, '', 127)`)
    expect(await run()).toMatchObject({ shortOrderCount: 1 })
    const plain = (lines: readonly Line[]) =>
      lines.map(({ key, ordered, orderBy }) => ({ key, ordered, orderBy }))
    expect(plain(await toBuy())).toEqual(plain(alone))
    const short = await said()
    expect(short).toMatchObject({ status: 'short', value: BigInt(worthOf(dueOf(alone))) })
    expect(short?.most).toBeGreaterThan(short?.value ?? 0n)
  })

  test('is as after a whole run when a few items are planned anew between runs', async () => {
    const shown = (lines: readonly Line[]) =>
      lines.map(({ id, key, topped, ordered, orderBy, pulledFrom, value }) => {
        return { id, key, topped, ordered, orderBy, pulledFrom, value }
      })
    await ask(`(${minimumMinor}, null::bigint, '', 127)`)
    await run()
    const before = shown(await toBuy())
    const some = company.itemIds.filter((_, at) => at % 7 === 0)
    const set = (times: number) =>
      sql`update stock_balance set units = ceil(units * ${times}::float8)
          where item_id = any(${some}::uuid[])`.execute(org.db)
    for (const times of [0.3, 4, 0.5]) {
      await set(times)
      const pairs = some.map((itemId) => ({ itemId, placeId: company.placeId }))
      await org.work(anybody).transact((tx) => planItems(tx, pairs))
      const supplierIds = [company.supplierId]
      await topUpSuppliers({ work: org.work(anybody) } as JobContext, { supplierIds })
      const between = shown(await toBuy())
      expect(between).not.toEqual(before)
      expect(await run()).toMatchObject({ plannedCount: 0, toppedOrderCount: 0 })
      await sql`update plan_position set fingerprint = 'other ' || fingerprint`.execute(org.db)
      await sql`update order_top_up set fingerprint = ''`.execute(org.db)
      expect(await run()).toMatchObject({ plannedCount: 40, toppedOrderCount: 1 })
      expect(shown(await toBuy())).toEqual(between)
      expect(await found()).toEqual([])
    }
  })
})

test('a load is filled, or how full it is is said', async () => {
  const litres = 1_200
  const units = dueOf(await toBuy()).reduce((total, { ordered }) => total + ordered, 0)
  await ask(`(0, ${Math.round(units * litres * 1.1)}::bigint, '20 ft', 127)`)
  await run()
  const lines = dueOf(await toBuy())
  const { rows } = await sql<{ status: string; bps: number }>`
    select status, load_bps as bps from order_top_up`.execute(org.db)
  const filled = lines.reduce((total, { ordered }) => total + ordered, 0)
  expect(rows[0]).toMatchObject({ status: 'topped' })
  expect(rows[0]?.bps).toBeGreaterThanOrEqual(9_500)
  expect(rows[0]?.bps).toBe(Math.round((10_000 * filled) / (units * 1.1)))
})

test('orders are made on review days only', async () => {
  // Wednesdays and Fridays; the day planned from is a Monday.
  await ask(`(0, null::bigint, '', 20)`)
  expect(await run()).toMatchObject({ plannedCount: 40 })
  const days = new Set((await toBuy()).map(({ orderBy }) => orderBy))
  const allowed = [2, 4, 9, 11].map((ahead) => addDays(planDay, ahead))
  expect([...days].filter((day) => !allowed.includes(day))).toEqual([])
  expect(days.has(addDays(planDay, 2))).toBe(true)
  await sql`delete from order_minimum`.execute(org.db)
  expect(await run()).toMatchObject({ plannedCount: 40 })
  expect(dueOf(await toBuy()).length).toBeGreaterThan(0)
  expect(await said()).toBeUndefined()
})

test('what runs out before it can come says what would be there sooner, and what that costs', async () => {
  const ask = org.work(anybody).ask()
  const views = await Promise.all(
    (await toBuy()).map(({ id }) => readProposal(ask, id as ProposalId)),
  )
  const late = views.flatMap((view) => (view?.isExpedited ? [view] : []))
  const offered = late.filter(({ faster }) => faster.length > 0)
  expect(offered.length).toBeGreaterThan(0)
  for (const { faster, alternatives, arrivesOn, companyValue } of late) {
    const sooner = alternatives.filter((one) => one.arrivesOn < arrivesOn)
    expect(faster.map(({ id }) => id)).toEqual(sooner.map(({ supplier }) => supplier.id))
    for (const [at, one] of sooner.entries()) {
      const extra = Number(one.companyValue.amount) - Number(companyValue.amount)
      expect(Number(faster[at]?.extra?.amount)).toBeCloseTo(extra, 2)
    }
  }
})

test('orders of a hub are filled up like others, and stay so', async () => {
  const hub = await testOrganization()
  const { supplierId, placeId } = await plannedNetwork(hub, { items: 20 })
  await run(hub)
  await sql`
    insert into order_minimum (id, supplier_id, place_id, currency, minimum_value_minor)
    select gen_random_uuid(), ${supplierId}::uuid, ${placeId}::uuid, 'USD', sum(value_minor) * 1.2
    from proposal
    where status = 'open' and kind = 'buy' and order_by <= ${planDay}::date
      and supplier_id = ${supplierId}::uuid and place_id = ${placeId}::uuid
  `.execute(hub.db)
  expect(await run(hub)).toMatchObject({ toppedOrderCount: 1 })
  const before = await everything(hub)
  expect(await run(hub)).toMatchObject({ plannedCount: 0, toppedOrderCount: 0 })
  expect(await everything(hub)).toBe(before)
  expect((await Promise.all(planChecks.map(({ run: ask }) => ask(hub.db)))).flat()).toEqual([])
  await hub.close()
})
