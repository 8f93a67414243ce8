/**
 * Goal: what is due within the limits is ordered in the name of the rule, exactly once; everything else is
 * left to people, with the reason; and the run tells how much of each there was.
 *
 * Method: a planned company on a real database; the job as the worker runs it, twice.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import {
  dueOrders,
  type PlanRunId,
  proposalsStep,
  runPlan,
  startRun,
  topUpStep,
} from '#flow/planning'
import type { JobContext } from '#platform/jobs'
import { ruleActor } from '#platform/rule-actor'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody } from '#support/goods-company'
import { planDay, plannedCompany } from '#support/planned-company'

import { releaseDue } from './actions/release-due.ts'

let org: TestOrganization
let runId: string

beforeAll(async () => {
  org = await testOrganization()
  await plannedCompany(org, { items: 40, seed: 11 })
  await sql`update company set approval_over_minor = null`.execute(org.db)
  runId = await plan()
})
afterAll(() => org.close())

async function plan(): Promise<string> {
  const work = org.work(anybody)
  const started = await work.transact((tx) => startRun(tx, { asOf: planDay }))
  if (started.kind !== 'started') throw new Error('no other run is under way')
  await runPlan(work, started.runId as PlanRunId, [proposalsStep, topUpStep])
  return started.runId
}

const context = () => ({ work: org.work(ruleActor('purchasing.release-due')) }) as JobContext

type Due = {
  readonly id: string
  readonly status: string
  readonly value: number
  readonly isExpedited: boolean
  readonly outcome: string | null
}

async function due(): Promise<readonly Due[]> {
  const { rows } = await sql<Due>`
    select p.id, p.status, p.company_value_minor::float8 as value, p.is_expedited as "isExpedited",
           l.outcome
    from proposal p left join plan_release l on l.proposal_id = p.id and l.run_id = ${runId}::uuid
    where p.kind = 'buy' and p.order_by <= ${planDay}::date and p.status <> 'gone'
    order by p.company_value_minor, p.id
  `.execute(org.db)
  return rows
}

const counted = async () => {
  const { rows } = await sql<{ result: Record<string, number> }>`
    select result from plan_run where id = ${runId}::uuid`.execute(org.db)
  return rows[0]?.result ?? {}
}

test('nothing goes out without a limit, or with the switch off', async () => {
  await releaseDue(context(), { runId })
  await sql`update stock_rule set release_up_to_minor = 100000000000`.execute(org.db)
  await sql`update plan_setting set is_releasing = false`.execute(org.db)
  await releaseDue(context(), { runId })
  expect((await due()).filter(({ status }) => status === 'taken')).toEqual([])
  await sql`update plan_setting set is_releasing = true`.execute(org.db)
})

test('what is within its limit is ordered and sent once, and the rest says why not', async () => {
  const before = await due()
  const calm = before.filter(({ isExpedited }) => !isExpedited)
  const limit = calm[Math.floor(calm.length / 2)]?.value ?? 0
  expect(calm.length).toBeGreaterThan(3)
  expect(before.length).toBeGreaterThan(calm.length)
  await sql`update stock_rule set release_up_to_minor = ${limit}::bigint`.execute(org.db)
  await releaseDue(context(), { runId })

  const after = await due()
  const expected = (line: Due) => {
    if (line.isExpedited) return 'expedited'
    return line.value <= limit ? 'released' : 'over_limit'
  }
  for (const line of after) {
    expect(line.outcome, line.id).toBe(expected(line))
    expect(line.status, line.id).toBe(expected(line) === 'released' ? 'taken' : 'open')
  }
  const released = after.filter(({ outcome }) => outcome === 'released').length
  expect(await counted()).toMatchObject({
    'release:released': released,
    'release:expedited': before.length - calm.length,
    'release:over_limit': calm.length - released,
  })
  const { rows } = await sql<{ lifecycle: string; number: string | null; lines: number }>`
    select lifecycle, number, line_count as lines from purchase_order`.execute(org.db)
  expect(rows).toEqual([{ lifecycle: 'released', number: expect.any(String), lines: released }])
  const { rows: acts } = await sql<{ actor: string }>`
    select distinct actor_name as actor from audit_event where table_name = 'purchase_order'
  `.execute(org.db)
  expect(acts).toEqual([{ actor: 'Release within limits' }])

  await releaseDue(context(), { runId })
  expect(await due()).toEqual(after)
})

test('a supplier gets no more than its day allows, and an approval is asked for where one is due', async () => {
  await sql`update stock_rule set release_up_to_minor = 100000000000`.execute(org.db)
  await sql`update company set approval_over_minor = 0`.execute(org.db)
  const spent = (await due())
    .filter(({ outcome }) => outcome === 'released')
    .reduce((sum, { value }) => sum + value, 0)
  const left = (await due()).filter(({ outcome }) => outcome === 'over_limit')
  const most = spent + (left[0]?.value ?? 0)
  await sql`update plan_setting set release_day_max_minor = ${most}::bigint`.execute(org.db)
  await sql`update plan_position set fingerprint = ''`.execute(org.db)
  runId = await plan()
  await releaseDue(context(), { runId })
  const outcomes = Map.groupBy(await due(), ({ outcome }) => outcome)
  const waiting = outcomes.get('waits_for_approval') ?? []
  expect(waiting.length).toBeGreaterThan(0)
  expect(waiting.reduce((sum, { value }) => sum + value, spent)).toBeLessThanOrEqual(most)
  expect(outcomes.get('over_day_limit')?.length ?? 0).toBe(left.length - waiting.length)
  expect((await org.work(anybody).transact((tx) => dueOrders(tx, runId))).orders).toHaveLength(1)
})
