/**
 * Goal: from demand to the buy list in one run, with the terms that made each line; and nothing new
 * from a second run over the same world.
 *
 * Method: two items with a year of demand, terms of a supplier, little stock, on a real database.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { recordDemand } from '#flow/demand'
import {
  chooseSource,
  createSource,
  forgetChoice,
  layChosen,
  recordOutside,
  scoreForecasts,
} from '#flow/forecasting'
import { type PlanRunId, runPlan, startRun } from '#flow/planning'
import { tellForecastUses } from '#flow/policies'
import { addDays } from '#kernel/day'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody, type GoodsCompany, goodsCompany } from '#support/goods-company'

import { planSteps } from './plan-steps.ts'

let org: TestOrganization
let company: GoodsCompany

const asOf = '2026-01-05'
const weekCount = 60

beforeAll(async () => {
  org = await testOrganization()
  company = await goodsCompany(org)
  const { rows } = await sql<{ id: string }>`
    insert into channel (id, code, name) values (gen_random_uuid(), 'WEB', 'Web') returning id
  `.execute(org.db)
  const channelId = rows[0]?.id ?? ''
  await sql`
    with term as (
      insert into supplier_term (id, supplier_id, item_id, currency, unit, moq_units, multiple_units,
        lead_time_days, pallet_units)
      select gen_random_uuid(), ${company.supplierId}::uuid, item_id, 'USD', 'EA', 24, 12, 21, 144
      from unnest(${[company.fifoItemId, company.pooledItemId]}::uuid[]) as g (item_id)
      returning id
    )
    insert into supplier_term_break (id, term_id, from_units, price_e4, priced_units)
    select gen_random_uuid(), id, 0, 5000000, 1 from term
  `.execute(org.db)
  const entries = [company.fifoItemId, company.pooledItemId].flatMap((itemId, no) =>
    Array.from({ length: weekCount }, (_, week) => {
      const onDay = addDays(asOf, -7 * (weekCount - week) + 2)
      return {
        key: `${itemId}:${onDay}`,
        itemId,
        placeId: company.placeId,
        channelId,
        onDay,
        kind: 'sale' as const,
        units: BigInt(20 + no * 30 + ((week * 7) % 5)),
        sourceKind: 'api' as const,
        sourceId: itemId,
      }
    }),
  )
  await org.work(anybody).transact((tx) => recordDemand(tx, entries))
})
afterAll(() => org.close())

async function plan() {
  const work = org.work(anybody)
  const started = await work.transact((tx) => startRun(tx, { asOf }))
  if (started.kind !== 'started') throw new Error('a run is under way')
  return runPlan(work, started.runId as PlanRunId, planSteps)
}

type Row = {
  readonly id: string
  readonly version: number
  readonly needed: number
  readonly suggested: number
  readonly why: Readonly<Record<'cover' | 'have' | 'size', readonly { readonly units: number }[]>>
}

async function openProposals(): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select id, version, needed_units::int as needed, suggested_units::int as suggested, why
    from proposal where status = 'open' order by id
  `.execute(org.db)
  return rows
}

const sum = (terms: readonly { readonly units: number }[]) =>
  terms.reduce((total, { units }) => total + units, 0)

test('a run goes from demand to proposals whose terms add up, once', async () => {
  expect(await plan()).toMatchObject({
    status: 'done',
    result: { seriesCount: 2, forecastCount: 2, ruleCount: 2, plannedCount: 2, proposalCount: 2 },
  })
  const first = await openProposals()
  expect(first).toHaveLength(2)
  for (const { needed, suggested, why } of first) {
    expect(sum(why.cover) + sum(why.have)).toBe(needed)
    expect(needed + sum(why.size)).toBe(suggested)
    expect(suggested % 12).toBe(0)
    expect(needed).toBeGreaterThan(100)
  }

  expect(await plan()).toMatchObject({
    status: 'done',
    result: { seriesCount: 0, forecastCount: 0, ruleCount: 0, plannedCount: 0, proposalCount: 0 },
  })
  expect(await openProposals()).toEqual(first)
  const { rows } = await sql<{ firmness: string; count: number }>`
    select firmness, count(*)::int as count from expectation where units > 0 group by 1
  `.execute(org.db)
  expect(rows).toContainEqual({ firmness: 'proposed', count: 2 })
})

test('after a run forecasting is told what is made of its forecasts, and keeps the week that matters', async () => {
  const work = org.work(anybody)
  await tellForecastUses({ work })
  expect((await org.jobs()).map(({ task }) => task)).toContain('forecasting.score')
  await scoreForecasts({ work })
  const { rows } = await sql`
    select u.segment = r.segment and u.supplier_id = r.supplier_id as "isSame",
           n.lag_weeks = ceil((r.lead_days + r.review_days) / 7.0) as "isLag",
           n.target_on = f.starts_on + 7 * (n.lag_weeks - 1) as "isTarget",
           n.planned_units = f.planned_units[n.lag_weeks]::real as "isPlanned"
    from stock_rule r
    join forecast_use u on u.item_id = r.item_id and u.place_id = r.place_id
    join forecast f on f.item_id = r.item_id and f.place_id = r.place_id
    join forecast_snapshot n on n.item_id = r.item_id and n.place_id = r.place_id`.execute(org.db)
  const all = { isSame: true, isLag: true, isTarget: true, isPlanned: true }
  expect(rows).toEqual([all, all])
})

test('another forecast that is chosen changes what is proposed, says whose it is, and goes again', async () => {
  const work = org.work(anybody)
  const [first, other] = await openProposals()
  const { rows } = await sql<{ readonly itemId: string; readonly segment: string }>`
    select p.item_id as "itemId", u.segment from proposal p
    join forecast_use u on u.item_id = p.item_id and u.place_id = p.place_id
    where p.id = ${first?.id}::uuid`.execute(org.db)
  const [{ itemId, segment } = { itemId: '', segment: '' }] = rows
  await work.transact(async (tx) => {
    const made = await createSource(tx, { code: 'CUST', name: 'A customer' })
    if (made.kind !== 'created') throw new Error('the source is new')
    const { sourceId } = made
    const figures = Array.from({ length: 13 }, (_, week) => ({
      itemId,
      placeId: company.placeId,
      startsOn: addDays(asOf, 7 * week),
      quantity: { quantity: '500', unit: 'EA' },
    }))
    await recordOutside(tx, { sourceId, edition: 'one', period: 'week', figures })
    await chooseSource(tx, { segment, placeId: null, sourceId, reason: 'They know' })
  })
  org.clock.set(`${asOf}T20:00:00Z`)
  await layChosen({ work })
  expect(await plan()).toMatchObject({ result: { forecastCount: 0, plannedCount: 1 } })
  const [now, otherNow] = await openProposals()
  expect(now?.suggested).toBeGreaterThan(4 * (first?.suggested ?? 0))
  expect(sum(now?.why.cover ?? []) + sum(now?.why.have ?? [])).toBe(now?.needed)
  expect(now?.why.cover[0]).toMatchObject({ facts: { forecaster: 'A customer' } })
  expect(otherNow).toEqual(other)

  await work.transact((tx) => forgetChoice(tx, { segment, placeId: null }))
  org.clock.set(`${asOf}T21:00:00Z`)
  await layChosen({ work })
  await plan()
  const back = (await openProposals()).map(({ needed, suggested, why }) => [needed, suggested, why])
  expect(back).toEqual([first, other].map((one) => [one?.needed, one?.suggested, one?.why]))
})
