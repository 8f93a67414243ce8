/**
 * Goal: what people know better holds at once, for the days it was said for, until it expires or is
 * taken back, and only those who may plan say it.
 *
 * Method: an item with a year of demand, forecast by the real steps on a real database.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { demandStep, recordDemand } from '#flow/demand'
import { addDays } from '#kernel/day'
import type { RunStep } from '#platform/run-step'
import { PermissionError } from '#platform/work'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody, type GoodsCompany, goodsCompany } from '#support/goods-company'

import {
  type OverrideForecast,
  overrideForecast,
  takeBackOverride,
} from './actions/override-forecast.ts'
import { listForecasts } from './queries/list-forecasts.ts'
import { listOverrides } from './queries/list-overrides.ts'
import { readForecast } from './queries/read-forecast.ts'
import { forecastStep } from './refresh-step.ts'
import type { OverrideId } from './store/overrides.ts'

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
  const entries = Array.from({ length: weekCount }, (_, week) => ({
    key: `week:${week}`,
    itemId: company.fifoItemId,
    placeId: company.placeId,
    channelId,
    onDay: addDays(asOf, -7 * (weekCount - week) + 2),
    kind: 'sale' as const,
    units: BigInt(20 + ((week * 7) % 5)),
    sourceKind: 'api' as const,
    sourceId: company.fifoItemId,
  }))
  await org.work(anybody).transact((tx) => recordDemand(tx, entries))
  await run(demandStep, asOf)
  await run(forecastStep, asOf)
})
afterAll(() => org.close())

async function run(step: RunStep, day: string): Promise<number> {
  const work = org.work(anybody)
  let made = 0
  const parts = await work.transact(
    async (tx) => step.parts?.(tx, day, company.companyId) ?? [undefined],
  )
  for (let cursor of parts) {
    do {
      const piece = await step.advance(work, { runId: company.companyId, asOf: day, cursor })
      made += piece.result['forecastCount'] ?? 0
      cursor = piece.cursor
    } while (cursor !== undefined)
  }
  return made
}

const pair = () => ({ itemId: company.fifoItemId, placeId: company.placeId })
const read = async () => {
  const view = await readForecast(org.as('planner').ask(), pair())
  if (view === undefined) throw new Error('nothing is forecast')
  return view
}
const plannedWeeks = async () => (await read()).ahead.planned.slice(0, 4)

const override = (given: Partial<OverrideForecast> = {}) =>
  org.as('planner').transact((tx) =>
    overrideForecast(tx, {
      ...pair(),
      startsOn: asOf,
      endsOn: addDays(asOf, 13),
      kind: 'set',
      amount: 70,
      reason: 'A fair',
      expiresOn: addDays(asOf, 13),
      ...given,
    }),
  )

let minute = 0

/** Each is said a minute after the one before: the later has the last word. */
async function made(given: Partial<OverrideForecast> = {}): Promise<OverrideId> {
  minute += 1
  org.clock.set(`2026-01-05T09:${String(minute).padStart(2, '0')}:00Z`)
  const outcome = await override(given)
  if (outcome.kind !== 'created') throw new Error(JSON.stringify(outcome))
  return outcome.overrideId
}

const takeBack = (id: OverrideId) => org.as('planner').transact((tx) => takeBackOverride(tx, id))

test('a forecast tells its history, its spread and what its members count', async () => {
  const view = await read()
  expect(view.history.raw).toHaveLength(weekCount)
  expect(view.historyFrom).toBe(addDays(asOf, -7 * weekCount))
  expect(view.forecastFrom).toBe(asOf)
  expect(view.ahead.planned).toEqual(view.ahead.baseline)
  const { '0.05': low = [], '0.5': middle = [], '0.95': high = [] } = view.ahead.quantiles
  for (const [week, units] of middle.entries()) {
    expect(low[week]).toBeLessThanOrEqual(units)
    expect(high[week]).toBeGreaterThanOrEqual(units)
  }
  const counted = view.weights.map(({ weight }) => weight)
  expect(counted).toEqual(counted.toSorted((a, b) => b - a))
  expect(view.wape).toBeLessThan(0.2)
})

test('an override holds at once, for its days, and a forecast made anew keeps it', async () => {
  const before = await plannedWeeks()
  const id = await made()
  expect(await plannedWeeks()).toEqual([70, 70, before[2], before[3]])
  expect(await read()).toMatchObject({
    overrideCount: 1,
    overrides: [{ id, amount: 70, ownerName: 'Test planner', reason: 'A fair' }],
  })
  await sql`update forecast set fingerprint = 'of another history'`.execute(org.db)
  expect(await run(forecastStep, asOf)).toBe(1)
  expect((await plannedWeeks()).slice(0, 2)).toEqual([70, 70])

  await made({ kind: 'multiply', amount: 1.5, endsOn: addDays(asOf, 6) })
  expect((await plannedWeeks()).slice(0, 2)).toEqual([105, 70])
  await made({ kind: 'add', amount: -5, startsOn: addDays(asOf, 7) })
  expect((await plannedWeeks()).slice(0, 2)).toEqual([105, 65])

  for (const one of (await read()).overrides) await takeBack(one.id as OverrideId)
  expect(await plannedWeeks()).toEqual(before)
  expect(await takeBack(id)).toEqual({ kind: 'withdrawn' })
  expect((await read()).overrides).toEqual([])
})

test('one that expired is no longer planned with after the next run, though nothing else changed', async () => {
  const before = await plannedWeeks()
  await made({ expiresOn: addDays(asOf, 2) })
  org.clock.set('2026-01-07T09:00:00Z')
  expect(await run(forecastStep, '2026-01-07')).toBe(0)
  expect((await plannedWeeks())[0]).toBe(70)
  org.clock.set('2026-01-08T09:00:00Z')
  await run(forecastStep, '2026-01-08')
  expect(await plannedWeeks()).toEqual(before)
  const { items } = await listOverrides(org.as('viewer').ask(), {
    state: 'over',
    limit: 50,
    sort: '-madeAt',
  })
  expect(items[0]).toMatchObject({ amount: 70, withdrawnAt: null })
  expect((await read()).overrideCount).toBe(0)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from outbox_event where type = 'forecast.changed'`.execute(org.db)
  const told = rows[0]?.count ?? 0
  await run(forecastStep, '2026-01-08')
  const again = await sql<{ count: number }>`
    select count(*)::int as count from outbox_event where type = 'forecast.changed'`.execute(org.db)
  expect(again.rows[0]?.count).toBe(told)
  org.clock.set('2026-01-05T09:00:00Z')
})

test('what makes no sense is refused with every reason, and nothing changes', async () => {
  const before = await plannedWeeks()
  const outcome = await override({ endsOn: '2026-01-01', expiresOn: '2026-01-01', amount: -1 })
  expect(outcome).toMatchObject({
    errors: [
      { code: 'ends_before_start' },
      { code: 'expires_before_start' },
      { code: 'amount_negative' },
    ],
  })
  expect(await override({ itemId: company.pooledItemId })).toMatchObject({
    errors: [{ code: 'forecast_unknown', pointer: '/itemId' }],
  })
  expect(await plannedWeeks()).toEqual(before)
})

test('only those who may plan override; all who may read plans see it', async () => {
  const given = { ...pair(), startsOn: asOf, endsOn: asOf, kind: 'set', amount: 1 } as const
  const rest = { reason: 'No', expiresOn: asOf }
  await expect(
    org.as('viewer').transact((tx) => overrideForecast(tx, { ...given, ...rest })),
  ).rejects.toBeInstanceOf(PermissionError)
  const id = await made()
  await expect(
    org.as('receiver').transact((tx) => takeBackOverride(tx, id)),
  ).rejects.toBeInstanceOf(PermissionError)
  await takeBack(id)
  const { items } = await listForecasts(org.as('viewer').ask(), {
    q: 'F',
    limit: 50,
    sort: '-levelUnits',
  })
  expect(items.length).toBeLessThanOrEqual(1)
})
