/**
 * Goal: others' forecasts stand beside ours edition by edition, are scored like ours at the lag that
 * matters, and are planned with exactly where somebody chose so.
 *
 * Method: two items over some weeks, the clock set Monday by Monday, the real steps and jobs; scores are
 * those of rules.md 13, worked out by hand.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { demandStep, recordDemand } from '#flow/demand'
import { addDays } from '#kernel/day'
import type { RunStep } from '#platform/run-step'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody, type GoodsCompany, goodsCompany } from '#support/goods-company'

import { chooseSource, forgetChoice } from './actions/choose-source.ts'
import { layChosen } from './actions/lay-outside.ts'
import { recordOutside } from './actions/record-outside.ts'
import { changeSource, createSource } from './actions/save-source.ts'
import { scoreForecasts } from './actions/score-forecasts.ts'
import { tellUses } from './actions/tell-uses.ts'
import type { Period } from './contract/outside.ts'
import { listForecasts } from './queries/list-forecasts.ts'
import { listScores } from './queries/list-scores.ts'
import { readForecast } from './queries/read-forecast.ts'
import { forecastStep } from './refresh-step.ts'
import type { SourceId } from './store/sources.ts'

let org: TestOrganization
let company: GoodsCompany
let channelId: string
let customer: SourceId
let bureau: SourceId

/** A Monday; history ends with the week before. */
const start = '2026-01-05'
const sold = [10, 0, 12, 8, 15, 0, 9, 11]
const sells = [12, 7, 0, 14]
const customerSays = [10, 10, 5, 11]
const monday = (week: number) => addDays(start, 7 * week)

beforeAll(async () => {
  org = await testOrganization()
  company = await goodsCompany(org)
  const { rows } = await sql<{ id: string }>`
    insert into channel (id, code, name) values (gen_random_uuid(), 'WEB', 'Web') returning id
  `.execute(org.db)
  channelId = rows[0]?.id ?? ''
  org.clock.set(`${addDays(start, -1)}T08:00:00Z`)
  for (const [week, units] of sold.entries()) await sell(week - sold.length, units)
  await org.work(anybody).transact((tx) =>
    tellUses(tx, [
      { ...pair(company.fifoItemId), segment: 'AX', supplierId: null, protectedDays: 7 },
      { ...pair(company.pooledItemId), segment: 'CZ', supplierId: null, protectedDays: 14 },
    ]),
  )
  customer = await source('CUST', true)
  bureau = await source('BUREAU', false)
})
afterAll(() => org.close())

const pair = (itemId: string) => ({ itemId, placeId: company.placeId })

async function sell(week: number, units: number): Promise<void> {
  const entries = [company.fifoItemId, company.pooledItemId].map((itemId) => ({
    key: `${itemId}:${week}`,
    ...pair(itemId),
    channelId,
    onDay: addDays(monday(week), 2),
    kind: 'sale' as const,
    units: BigInt(units),
    sourceKind: 'api' as const,
    sourceId: itemId,
  }))
  await org.work(anybody).transact((tx) => recordDemand(tx, entries))
}

async function source(code: string, includesPromotions: boolean): Promise<SourceId> {
  const made = await org
    .as('planner')
    .transact((tx) => createSource(tx, { code, name: code, includesPromotions }))
  if (made.kind !== 'created') throw new Error(JSON.stringify(made))
  return made.sourceId
}

type Said = readonly (readonly [startsOn: string, quantity: number])[]

const record = (
  sourceId: SourceId,
  edition: string,
  said: Said,
  given: { readonly period?: Period; readonly itemId?: string; readonly madeOn?: string } = {},
) => {
  const { period = 'week', itemId = company.fifoItemId, madeOn } = given
  const figures = said.map(([startsOn, quantity]) => ({
    ...pair(itemId),
    startsOn,
    quantity: { quantity: String(quantity), unit: 'EA' },
  }))
  return org
    .as('planner')
    .transact((tx) => recordOutside(tx, { sourceId, edition, period, madeOn, figures }), {
      keep: ({ kind }) => kind === 'recorded',
    })
}

async function run(step: RunStep, asOf: string): Promise<void> {
  const work = org.work(anybody)
  const parts = await work.transact(
    async (tx) => (await step.parts?.(tx, asOf, company.companyId)) ?? [undefined],
  )
  for (const part of parts) {
    let cursor: unknown = part
    do {
      const given = { runId: company.companyId, asOf, cursor }
      cursor = (await step.advance(work, given)).cursor
    } while (cursor !== undefined)
  }
}

/** A Monday's run, with the jobs that follow it. */
async function plan(week: number): Promise<void> {
  org.clock.set(`${monday(week)}T08:00:00Z`)
  await run(demandStep, monday(week))
  await run(forecastStep, monday(week))
  await scoreForecasts({ work: org.work(anybody) })
}

const lay = () => layChosen({ work: org.work(anybody) })

async function read(itemId: string) {
  const view = await readForecast(org.as('planner').ask(), pair(itemId))
  if (view === undefined) throw new Error('nothing is forecast')
  return view
}

const scores = (by: 'source' | 'segment', sourceId?: string) =>
  listScores(org.as('viewer').ask(), { by, sourceId, sort: '-actualUnits', limit: 50 })

test('a source is scored by hand computation over the weeks it spoke of, and so are our steps', async () => {
  for (const [week, units] of sells.entries()) {
    await plan(week)
    await record(customer, `W${week}`, [[monday(week), customerSays[week] ?? 0]])
    org.clock.set(`${monday(week)}T20:00:00Z`)
    await sell(week, units)
  }
  expect((await read(company.fifoItemId)).accuracy).toMatchObject({ lagWeeks: 1 })
  org.clock.set(`${monday(4)}T08:00:00Z`)
  await plan(4)
  const { accuracy } = await read(company.fifoItemId)
  const [ours, theirs] = accuracy?.scores ?? []
  expect(theirs).toMatchObject({ source: { code: 'CUST' }, weekCount: 4, lastOn: monday(3) })
  expect(theirs?.wape).toBeCloseTo(0.3939, 4)
  expect(theirs?.bias).toBeCloseTo(0.0909, 4)
  expect(theirs?.mase).toBeCloseTo(0.3856, 4)
  expect(theirs?.rmsse).toBeCloseTo(0.3645, 4)
  expect(theirs?.trackingSignal).toBeCloseTo(0.9231, 4)
  // The week before each: 11, 12, 7, 0.
  expect(theirs?.naiveWape).toBeCloseTo(27 / 33, 12)
  expect(ours).toMatchObject({ source: null, weekCount: 4 })
  expect(ours?.valueAdded.statistical).toBeCloseTo((ours?.naiveWape ?? 0) - (ours?.wape ?? 0), 6)
  expect(ours?.valueAdded).toMatchObject({ promotions: 0, source: 0, overrides: 0 })
  expect(theirs?.valueAdded.source).toBeCloseTo((ours?.wape ?? 0) - (theirs?.wape ?? 0), 6)

  const bySource = (await scores('source')).items
  expect(bySource.map(({ key, seriesCount, weekCount }) => [key, seriesCount, weekCount])).toEqual([
    ['', 2, 7],
    [customer, 1, 4],
  ])
  const [bySegment] = (await scores('segment', customer)).items
  expect(bySegment).toMatchObject({ key: 'AX', seriesCount: 1, actualUnits: 33 })
  expect(bySegment?.wape).toBeCloseTo(13 / 33, 12)
})

test('an edition that comes late is scored by the day it was made; a second job changes nothing', async () => {
  const written = async () => {
    const { rows } = await sql`
      select xmin::text as by from forecast_score
      union all select xmin::text from forecast_score_group
      union all select xmin::text from forecast_snapshot order by 1`.execute(org.db)
    return rows
  }
  const before = await written()
  await scoreForecasts({ work: org.work(anybody) })
  expect(await written()).toEqual(before)
  org.clock.set(`${monday(4)}T09:00:00Z`)
  // Two a day, said in the week before the first, and anew in the middle of the third.
  const days = Array.from({ length: 28 }, (_, day) => [addDays(start, day), 2] as const)
  await record(bureau, 'first', days, { period: 'day', madeOn: addDays(start, -3) })
  const later = days.slice(14).map(([day]) => [day, 1] as const)
  await record(bureau, 'second', later, { period: 'day', madeOn: addDays(start, 16) })
  await scoreForecasts({ work: org.work(anybody) })
  const theirs = (await scores('source')).items.find(({ key }) => key === bureau)
  // 14 each week, and 7 for the last, against 12, 7, 0, 14.
  expect(theirs?.wape).toBeCloseTo((2 + 7 + 14 + 7) / 33, 12)
  expect(theirs?.bias).toBeCloseTo((2 + 7 + 14 - 7) / 33, 12)
})

const choose = (segment: string, sourceId: string | null, seenVersion?: number) =>
  org
    .as('planner')
    .transact((tx) =>
      chooseSource(tx, { segment, placeId: null, sourceId, seenVersion, reason: 'They know' }),
    )

const laid = async () => {
  const { rows } = await sql<{ readonly sku: string; readonly at: Date }>`
    select i.sku, f.computed_at as at from forecast f join item i on i.id = f.item_id order by 1
  `.execute(org.db)
  return rows
}

test('a choice switches the plan of its segment alone, week by week, and back', async () => {
  const before = await read(company.fifoItemId)
  const [fifoBefore, pooledBefore] = await laid()
  // February by month: whole units by week, ours in the days before and after.
  await record(bureau, 'month', [['2026-02-01', 100]], { period: 'month' })
  await record(bureau, 'other', [[monday(4), 70]], { itemId: company.pooledItemId })
  expect(await choose('AX', bureau)).toEqual({ kind: 'changed' })
  org.clock.set(`${monday(4)}T10:00:00Z`)
  await lay()
  const chosen = await read(company.fifoItemId)
  expect(chosen.plannedWith).toMatchObject({ source: { code: 'BUREAU' }, edition: 'month' })
  const curve = chosen.outside.find(({ edition }) => edition === 'month')
  // 1 February is a Sunday: 3, then whole weeks of 25, and all of it.
  expect(curve?.units.slice(0, 5)).toEqual([25, 25, 25, null, null])
  const said = chosen.ahead.planned.slice(0, 4)
  expect(said.slice(0, 3)).toEqual([25, 25, 25])
  expect(said[3]).toBeCloseTo(22 + (before.ahead.baseline[3] ?? 0) / 7, 9)
  expect(chosen.ahead.planned.slice(4)).toEqual(before.ahead.planned.slice(4))
  expect(chosen.ahead.baseline).toEqual(before.ahead.baseline)
  const spread = (view: typeof before, week: number) =>
    (view.ahead.quantiles['0.95']?.[week] ?? 0) / (view.ahead.planned[week] ?? 1)
  expect(spread(chosen, 0)).toBeCloseTo(spread(before, 0), 5)
  const [fifoLaid, pooledLaid] = await laid()
  expect(fifoLaid?.at).not.toEqual(fifoBefore?.at)
  expect(pooledLaid).toEqual(pooledBefore)

  org.clock.set(`${monday(4)}T11:00:00Z`)
  await lay()
  expect(await laid()).toEqual([fifoLaid, pooledLaid])
  // A run that forecasts anew keeps the choice.
  await sql`update forecast set fingerprint = 'of another history'`.execute(org.db)
  await run(forecastStep, monday(4))
  expect((await read(company.fifoItemId)).ahead.planned).toEqual(chosen.ahead.planned)

  const newer = [[monday(4), 40]] as const
  await record(bureau, 'newer', newer, { madeOn: addDays(monday(4), 1) })
  await lay()
  expect((await read(company.fifoItemId)).ahead.planned[0]).toBe(40)
  const listed = await listForecasts(org.as('viewer').ask(), {
    sourceId: bureau,
    segment: 'AX',
    sort: 'sku',
    limit: 50,
  })
  expect(listed.items.map(({ item }) => item.id)).toEqual([company.fifoItemId])

  const outcomes = await Promise.all([choose('AX', null, 1), choose('AX', customer, 1)])
  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'stale'])
  await org.as('planner').transact((tx) => forgetChoice(tx, { segment: 'AX', placeId: null }))
  await lay()
  const after = await read(company.fifoItemId)
  expect(after.ahead).toEqual(before.ahead)
  expect(after.plannedWith).toBeNull()
})

test('all that has no choice of its own goes by the choice for all, while its source is active', async () => {
  await choose('*', bureau)
  await choose('AX', null)
  await lay()
  expect((await read(company.fifoItemId)).plannedWith).toBeNull()
  expect((await read(company.pooledItemId)).ahead.planned[0]).toBe(70)
  const told = { ...pair(company.pooledItemId), supplierId: null, protectedDays: 14 }
  await org.work(anybody).transact((tx) => tellUses(tx, [{ ...told, segment: 'AX' }]))
  await lay()
  expect((await read(company.pooledItemId)).plannedWith).toBeNull()
  await org.work(anybody).transact((tx) => tellUses(tx, [{ ...told, segment: 'CZ' }]))
  await lay()
  expect((await read(company.pooledItemId)).plannedWith).toMatchObject({ edition: 'other' })
  const off = { sourceId: bureau, changes: { status: 'inactive' } } as const
  await org.as('planner').transact((tx) => changeSource(tx, off))
  await lay()
  expect((await read(company.pooledItemId)).plannedWith).toBeNull()
})
