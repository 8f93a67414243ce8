/**
 * Goal: a new item is forecast and kept from the item it is like, an item that ends is not bought beyond its
 * end, days and channels add up to their weeks, and what is said of all together is what they add up to.
 *
 * Method: daily sales in two channels, planned by the real steps on a real database.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { planSteps } from '#edge/worker/plan-steps'
import { type PlanRunId, runPlan, startRun } from '#flow/planning'
import { addDays } from '#kernel/day'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody, type GoodsCompany, goodsCompany } from '#support/goods-company'
import { asOf, type SoapShop, soapShop, soldDaily } from '#support/soap-shop'

import { layAnew } from './actions/lay-anew.ts'
import { overrideForecast, takeBackOverride } from './actions/override-forecast.ts'
import type { TotalBy } from './contract.ts'
import { analogCandidates } from './queries/analog-candidates.ts'
import { listTotals } from './queries/list-totals.ts'
import { newItemsToForecast } from './queries/new-items.ts'
import { readForecast } from './queries/read-forecast.ts'
import type { OverrideId } from './store/overrides.ts'

let org: TestOrganization
let company: GoodsCompany
let shop: SoapShop
let categoryId: string
let channelIds: readonly string[]
let newIds: SoapShop['newIds']

const weekCount = 40
const launchedWeeks = 3

async function plan(): Promise<Readonly<Record<string, number>>> {
  const work = org.work(anybody)
  const started = await work.transact((tx) => startRun(tx, { asOf }))
  if (started.kind !== 'started') throw new Error('A run is under way.')
  const ended = await runPlan(work, started.runId as PlanRunId, planSteps)
  return ended?.result ?? {}
}

async function carry(itemId: string, life: Readonly<Record<string, string>>): Promise<void> {
  await sql`
    insert into planning_item (id, item_id, place_id, analog_item_id, launch_on, end_on)
    values (gen_random_uuid(), ${itemId}::uuid, ${company.placeId}::uuid,
      ${life['analogItemId'] ?? null}::uuid, ${life['launchOn'] ?? null}::date,
      ${life['endOn'] ?? null}::date)
    on conflict (item_id, place_id) do update
      set end_on = excluded.end_on, version = planning_item.version + 1`.execute(org.db)
}

beforeAll(async () => {
  org = await testOrganization()
  org.clock.set('2026-01-05T09:00:00Z')
  company = await goodsCompany(org)
  shop = await soapShop(org, company)
  ;({ categoryId, channelIds, newIds } = shop)
  await soldDaily(org, shop, { itemId: company.fifoItemId, weeks: weekCount, perDay: 4 })
  await soldDaily(org, shop, { itemId: company.pooledItemId, weeks: weekCount, perDay: 8 })
  await soldDaily(org, shop, { itemId: newIds.launched, weeks: launchedWeeks, perDay: 2 })
  await carry(newIds.launched, { analogItemId: company.fifoItemId })
  await carry(newIds.coming, { analogItemId: company.pooledItemId, launchOn: addDays(asOf, 14) })
  await plan()
})
afterAll(() => org.close())

const ask = () => org.as('planner').ask()

async function read(itemId: string, asked = {}) {
  const view = await readForecast(ask(), { itemId, placeId: company.placeId }, asked)
  if (view === undefined) throw new Error('nothing is forecast')
  return view
}

const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0)

test('a new item sells like another, its own weeks counting n/(n+6); one to come is kept as well', async () => {
  const analog = await read(company.fifoItemId)
  const launched = await read(newIds.launched)
  expect(launched).toMatchObject({
    method: 'analog',
    analog: { item: { id: company.fifoItemId }, ownWeeks: 3, ownShare: 3 / 9 },
  })
  const [like = 0] = analog.ahead.baseline
  const [first = 0] = launched.ahead.baseline
  const own = sum(launched.history.raw.slice(-3)) / sum(analog.history.raw.slice(-3))
  expect(first).toBeCloseTo(like * (1 + (own - 1) / 3), 6)

  const coming = await read(newIds.coming)
  expect(coming.analog).toMatchObject({ ownWeeks: 0, ownShare: 0 })
  expect(coming.ahead.planned.slice(0, 2)).toEqual([0, 0])
  expect(coming.ahead.planned[2]).toBeGreaterThan(0)
  const { rows } = await sql<{ safety: number; proposed: number }>`
    select r.safety_units::int as safety,
           (select count(*)::int from proposal p
             where p.item_id = r.item_id and p.status = 'open') as proposed
    from stock_rule r where r.item_id = ${newIds.coming}::uuid`.execute(org.db)
  expect(rows[0]?.safety).toBeGreaterThan(0)
  expect(rows[0]?.proposed).toBe(1)
})

test('what is as it was is not forecast again', async () => {
  const again = await plan()
  expect(again).toMatchObject({ forecastCount: 0, newItemCount: 0, ruleCount: 0, plannedCount: 0 })
})

test('days and channels add up to their weeks', async () => {
  const { days, channels, ahead, dayShares } = await read(company.fifoItemId, {
    period: 'day',
    by: 'channel',
  })
  expect(dayShares[5]).toBeGreaterThan(1.5 * (dayShares[0] ?? 0))
  expect(dayShares[6]).toBeLessThan(0.01)
  for (const week of [0, 5]) {
    expect(sum(days?.planned.slice(7 * week, 7 * week + 7) ?? [])).toBeCloseTo(
      ahead.planned[week] ?? 0,
      9,
    )
    const parts = channels?.map(({ planned }) => planned[week] ?? 0) ?? []
    expect(sum(parts)).toBeCloseTo(ahead.planned[week] ?? 0, 9)
    const shop = channels?.find(({ channel }) => channel.code === 'SHOP')?.planned[week] ?? 0
    expect(shop / sum(parts)).toBeCloseTo(1 / 3, 2)
  }
})

async function totals(by: TotalBy) {
  const { items } = await listTotals(ask(), { by, limit: 50, sort: '-next13Units' })
  return items
}

const say = (given: object) =>
  org.as('planner').transact((tx) =>
    overrideForecast(tx, {
      kind: 'set',
      amount: 1_000,
      startsOn: asOf,
      endsOn: addDays(asOf, 200),
      reason: 'A fair',
      expiresOn: addDays(asOf, 30),
      ...given,
    }),
  )
const takeBack = (id: string) =>
  org.as('planner').transact((tx) => takeBackOverride(tx, id as OverrideId))

const firstWeeks = (items: Awaited<ReturnType<typeof totals>>) =>
  items.map(({ ahead }) => ahead.planned[0] ?? 0)

test('sums reconcile at each level', async () => {
  const [all] = await totals('place')
  expect(all?.history).toHaveLength(26)
  for (const by of ['category', 'channel', 'supplier'] as const) {
    const parts = await totals(by)
    const [units, history] = [parts.map((one) => one.next13Units), parts.map((one) => one.history)]
    expect(sum(units)).toBeCloseTo(all?.next13Units ?? 0, 6)
    expect(sum(history.map((weeks) => weeks[25] ?? 0))).toBeCloseTo(all?.history[25] ?? 0, 6)
  }
})

test('sums are paged, the largest first', async () => {
  const asked = { by: 'channel', limit: 1, sort: '-next13Units' } as const
  const first = await listTotals(ask(), asked)
  const second = await listTotals(ask(), { ...asked, cursor: first.nextCursor ?? '' })
  expect(first.items.map(({ group }) => group?.code)).toEqual(['WEB'])
  expect(second.items.map(({ group }) => group?.code)).toEqual(['SHOP'])
  expect(second).toMatchObject({ nextCursor: null, total: { value: 2 } })
})

test('what is said of all together is what they add up to, also when they are forecast anew', async () => {
  const [before] = await totals('place')
  expect(await say({})).toMatchObject({ errors: [{ code: 'scope_missing' }] })
  expect(await say({ categoryId })).toMatchObject({ kind: 'created' })
  expect(firstWeeks(await totals('category'))).toEqual([expect.closeTo(1_000, 6)])

  org.clock.set('2026-01-05T09:10:00Z')
  const given = { channelId: channelIds[0], kind: 'multiply', amount: 2, endsOn: addDays(asOf, 13) }
  expect(await say(given)).toMatchObject({ kind: 'created' })
  const byChannel = await totals('channel')
  const planned = (no: number) =>
    byChannel.find(({ group }) => group?.id === channelIds[no])?.ahead.planned ?? []
  expect(planned(0)[0]).toBeCloseTo(2 * (planned(0)[2] ?? 0), 6)
  expect(planned(1)[0]).toBeCloseTo(planned(1)[2] ?? 0, 6)
  const { overrides, channels, ahead } = await read(company.fifoItemId, { by: 'channel' })
  expect(overrides).toMatchObject([{ channel: { code: 'SHOP' } }, { category: { name: 'Soap' } }])
  const parts = channels?.map((channel) => channel.planned[0] ?? 0) ?? []
  expect(sum(parts)).toBeCloseTo(ahead.planned[0] ?? 0, 9)

  await sql`update forecast set fingerprint = '' where analog_item_id is null`.execute(org.db)
  await plan()
  const again = firstWeeks(await totals('channel'))
  expect(again).toEqual(firstWeeks(byChannel).map((units) => expect.closeTo(units, 6)))
  expect(await plan()).toMatchObject({ forecastCount: 0, plannedCount: 0 })

  await takeBack(overrides[0]?.id ?? '')
  expect(firstWeeks(await totals('category'))).toEqual([expect.closeTo(1_000, 6)])
  await takeBack(overrides[1]?.id ?? '')
  expect((await totals('place'))[0]?.next13Units).toBeCloseTo(before?.next13Units ?? 0, 6)
})

test('nothing is wanted after the last day, and nothing is bought for it', async () => {
  const pair = { itemId: company.pooledItemId, placeId: company.placeId }
  const before = (await read(pair.itemId)).ahead
  org.clock.set('2026-01-05T09:20:00Z')
  await carry(pair.itemId, { endOn: addDays(asOf, 9) })
  await org.as('planner').transact((tx) => layAnew(tx, [pair]))
  const { ahead, endsOn, days } = await read(pair.itemId, { period: 'day' })
  expect(endsOn).toBe(addDays(asOf, 9))
  expect(ahead.planned[0]).toBe(before.planned[0])
  expect(ahead.planned[1]).toBeLessThan(0.6 * (before.planned[1] ?? 0))
  expect(ahead.planned.slice(2).every((units) => units === 0)).toBe(true)
  expect(days?.planned.slice(10).every((units) => units === 0)).toBe(true)
  expect(sum(days?.planned.slice(7, 10) ?? [])).toBeCloseTo(ahead.planned[1] ?? 0, 9)
  await plan()
  const { rows } = await sql<{ units: number }>`
    select suggested_units::int as units from proposal
    where item_id = ${pair.itemId}::uuid and status = 'open'`.execute(org.db)
  expect(rows).toEqual([])
})

test('what is not planned is proposed no more, until it is planned again', async () => {
  const { fifoItemId } = company
  const state = async () => {
    const { rows } = await sql`
      select (select count(*)::int from stock_rule where item_id = ${fifoItemId}::uuid) as rules,
             (select count(*)::int from plan_position where item_id = ${fifoItemId}::uuid) as places,
             (select count(*)::int from proposal
               where item_id = ${fifoItemId}::uuid and status = 'open') as open`.execute(org.db)
    return rows[0]
  }
  const planned = { rules: 1, places: 1, open: 1 }
  expect(await state()).toEqual(planned)
  await carry(fifoItemId, {})
  await sql`update planning_item set is_planned = false, version = version + 1
    where item_id = ${fifoItemId}::uuid`.execute(org.db)
  await plan()
  expect(await state()).toEqual({ rules: 0, places: 0, open: 0 })
  await sql`update planning_item set is_planned = true where item_id = ${fifoItemId}::uuid`.execute(
    org.db,
  )
  await plan()
  expect(await state()).toEqual(planned)
})

test("another's promotion is not in what a new item is made from", async () => {
  await sql`
    update demand_series s set fingerprint = 'promoted',
      baseline_units = (select array_agg(units / 2 order by no)
        from unnest(s.raw_units) with ordinality as u (units, no)),
      uplift_units = baseline_units
    where item_id = ${company.fifoItemId}::uuid`.execute(org.db)
  const [row] = await newItemsToForecast(ask())
  const { history } = await read(company.fifoItemId)
  expect(row?.itemId).toBe(newIds.launched)
  expect(row?.analogUnits).toEqual(history.raw.map((units) => units / 2))
})

test('what is like no other any more, and never sold, is forecast and kept no more', async () => {
  org.clock.set('2026-01-05T09:30:00Z')
  const open = async () => {
    const { rows } = await sql`select from proposal
      where item_id = ${newIds.coming}::uuid and status = 'open'`.execute(org.db)
    return rows.length
  }
  expect(await open()).toBe(1)
  await sql`update planning_item set analog_item_id = null, version = version + 1
    where item_id = ${newIds.coming}::uuid`.execute(org.db)
  await plan()
  expect(await read(newIds.coming)).toMatchObject({ method: 'none', next13Units: 0, analog: null })
  expect(await open()).toBe(0)
  expect(await plan()).toMatchObject({ forecastCount: 0, plannedCount: 0 })
})

test('items alike are suggested, and none is taken unasked', async () => {
  const found = await analogCandidates(ask(), { itemId: newIds.coming, placeId: company.placeId })
  expect(found?.items.map(({ item }) => item.id).sort()).toEqual(
    [company.fifoItemId, company.pooledItemId].sort(),
  )
  expect(found?.items[0]).toMatchObject({ historyWeeks: weekCount, priceRatio: 1 })
  expect(found?.category).toMatchObject({ name: 'Soap' })
  expect(found?.categoryLevelUnits).toBeGreaterThan(0)
})
