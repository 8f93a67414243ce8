/**
 * Goal: a hub is kept for all that flows through it, hub after hub, whether or not anything is sold there itself; and
 * what did not change is not made anew.
 *
 * Method: series laid down by SQL, the real steps on a real database.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type PlanRunId, proposalsStep, runPlan, startRun } from '#flow/planning'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody, type GoodsCompany, goodsCompany } from '#support/goods-company'
import { planDay } from '#support/planned-company'

import { hubRulesStep, stockRulesStep } from './index.ts'

let org: TestOrganization
let company: GoodsCompany

beforeAll(async () => {
  org = await testOrganization()
  company = await goodsCompany(org)
  await sql`
    with place as (
      insert into place (id, code, name, company_id)
      select gen_random_uuid(), g, g, ${company.companyId}::uuid
      from unnest(array['MIDDLE', 'LEAF']) as g returning id, code
    ), lane as (
      insert into source_lane (id, from_place_id, to_place_id, lead_time_days)
      select gen_random_uuid(), f.id, t.id, 3
      from (select id, code from place union all select ${company.placeId}::uuid, 'ROOT') as f
      join place t on (f.code, t.code) in (('ROOT', 'MIDDLE'), ('MIDDLE', 'LEAF'))
    )
    insert into demand_series (id, item_id, place_id, period, starts_on, ends_on, raw_units,
      corrected_units, cleaned_units, baseline_units, uplift_units, event_units, marks, units_4w,
      units_13w, units_52w, mark_kinds, fingerprint, computed_at)
    select gen_random_uuid(), ${company.fifoItemId}::uuid, place.id, 'week',
           ${planDay}::date - 364, ${planDay}::date,
           array(select 70 + 7 * ((n * 5) % 3) from generate_series(1, 52) n),
           '{}', '{}', '{}', '{}', '{}', '{}', 300, 1000, 4000, 0, place.code, now()
    from place
  `.execute(org.db)
})
afterAll(() => org.close())

async function plan() {
  const work = org.work(anybody)
  const started = await work.transact((tx) => startRun(tx, { asOf: planDay }))
  if (started.kind !== 'started') throw new Error('a run is under way')
  const steps = [stockRulesStep, hubRulesStep, proposalsStep]
  return runPlan(work, started.runId as PlanRunId, steps)
}

test('rules of hubs are of the pool below them, and made once', async () => {
  expect(await plan()).toMatchObject({ result: { ruleCount: 3, plannedCount: 3 } })
  const { rows } = await sql<{ code: string; day: number; flow: number | null; safety: number }>`
    select case when r.place_id = ${company.placeId}::uuid then 'ROOT' else p.code end as code,
           round(r.mean_day_units)::int as day, (r.facts -> 'flowPlaces')::int as flow,
           r.safety_units::int as safety
    from stock_rule r join place p on p.id = r.place_id order by 1
  `.execute(org.db)
  expect(rows).toMatchObject([
    { code: 'LEAF', day: 11, flow: null },
    { code: 'MIDDLE', day: 22, flow: 1 },
    { code: 'ROOT', day: 22, flow: 2 },
  ])
  expect(await plan()).toMatchObject({ result: { ruleCount: 0, plannedCount: 0 } })
})

test('a hub that feeds nobody any more keeps nothing for others', async () => {
  await sql`update source_lane set status = 'inactive', version = version + 1`.execute(org.db)
  await plan()
  const { rows } = await sql`
    select mean_day_units as day, safety_units::int as safety, facts ? 'flowPlaces' as flows
    from stock_rule where place_id = ${company.placeId}::uuid
  `.execute(org.db)
  expect(rows).toEqual([{ day: 0, safety: 0, flows: false }])
  expect(await plan()).toMatchObject({ result: { ruleCount: 0, plannedCount: 0 } })
})
