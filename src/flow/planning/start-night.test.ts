/**
 * Goal: each night's run begins once, at the company's own hour; a night that was missed is made up for
 * once; and no run begins beside another, before there is a company with demand, or when it is turned off.
 *
 * Method: the job's action on a real database, at instants of our choosing.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestOrganization, testOrganization } from '#support/database'
import { anybody } from '#support/goods-company'
import { plannedCompany } from '#support/planned-company'

import { startNightly } from './actions/start-night.ts'

let org: TestOrganization

beforeAll(async () => {
  org = await testOrganization()
  const { placeId, itemIds } = await plannedCompany(org, { items: 1 })
  // Three at night in New York in winter is eight in UTC.
  await sql`
    update company set time_zone = 'America/New_York', created_at = '2025-12-01T00:00Z'`.execute(
    org.db,
  )
  await sql`
    insert into channel (id, code, name) values (gen_random_uuid(), 'WEB', 'Web')`.execute(org.db)
  await sql`
    insert into demand_entry (id, key, item_id, place_id, channel_id, on_day, kind, units,
      source_kind, source_id, entered_at)
    select gen_random_uuid(), 'one', ${itemIds[0] ?? ''}::uuid, ${placeId}::uuid, id, '2026-01-02',
           'sale', 1, 'api', id, now() from channel
  `.execute(org.db)
})
afterAll(() => org.close())

const at = (instant: string) =>
  org.work(anybody).transact((tx) => startNightly({ ...tx, now: new Date(instant) }), {
    keep: (started) => started,
  })

const end = (instant: string) =>
  sql`update plan_run set status = 'done', ended_at = ${instant}::timestamptz
      where ended_at is null`.execute(org.db)

test('a run begins at three at the company, once, from its own day', async () => {
  expect(await at('2026-01-06T08:00Z')).toBe(true)
  const { rows } = await sql<{ asOf: string }>`select as_of as "asOf" from plan_run`.execute(org.db)
  expect(rows).toEqual([{ asOf: '2026-01-06' }])
  expect(await at('2026-01-06T08:15Z')).toBe(false)
  await end('2026-01-06T08:20Z')
  expect(await at('2026-01-06T08:30Z')).toBe(false)
  expect(await at('2026-01-07T07:59Z')).toBe(false)
})

test('nights that were missed are made up for once', async () => {
  expect(await at('2026-01-09T15:00Z')).toBe(true)
  await end('2026-01-09T15:05Z')
  expect(await at('2026-01-09T15:15Z')).toBe(false)
})

test('a night is left out while a run of somebody is under way', async () => {
  await sql`
    insert into plan_run (id, kind, status, as_of, started_by, started_by_name, queued_at)
    values (gen_random_uuid(), 'plan', 'running', '2026-01-10', 'somebody', 'Somebody',
      '2026-01-10T07:50Z')`.execute(org.db)
  expect(await at('2026-01-10T08:00Z')).toBe(false)
  await end('2026-01-10T08:10Z')
  expect(await at('2026-01-10T08:15Z')).toBe(false)
})

test('it is turned off, and does not begin before the company does', async () => {
  await sql`update plan_setting set night_hour = null`.execute(org.db)
  expect(await at('2026-01-11T08:00Z')).toBe(false)
  await sql`update plan_setting set night_hour = 4`.execute(org.db)
  await sql`update company set created_at = '2026-01-11T10:00Z'`.execute(org.db)
  expect(await at('2026-01-11T11:00Z')).toBe(false)
  expect(await at('2026-01-12T09:00Z')).toBe(true)
})
