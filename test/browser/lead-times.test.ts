import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { learnLanes } from '#flow/lead-times'
import { ruleActor } from '#platform/rule-actor'
import { type TestApi, testApi } from '#support/http'

import {
  axeClean,
  type Browser,
  goByPalette,
  launchBrowser,
  openScreen,
  phone,
  press,
  settled,
  shot,
} from './support.ts'
import { type Trade, tradeOf } from './trade.ts'

let api: TestApi
let browser: Browser
let trade: Trade

beforeAll(async () => {
  api = await testApi()
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

test('before any delivery the list says what belongs there', async () => {
  const page = await openScreen(browser, api, 'planner', '/lead-times')
  await page.getByRole('heading', { name: 'No delivery has taught anything yet' }).waitFor()
  expect(await axeClean(page)).toEqual([])
}, 60_000)

/** Forty deliveries of a year: mostly on the day, some late, each with its parts. */
async function seenDeliveries(): Promise<void> {
  trade = await tradeOf(api)
  const { id: orderId, lineIds } = await trade.order([[0, '12', '7.40']])
  const { db, work } = api.organization
  await sql`
    with line as (
      select line.item_id, po.supplier_id, po.place_id from purchase_order_line line
      join purchase_order po on po.id = line.order_id where line.id = ${lineIds[0] ?? ''}
    ), seen as (
      select at, 28 + (case when at % 3 = 0 then at % 10 else 0 end) as days,
        current_date - 9 * at as known_on from generate_series(1, 40) as at
    )
    insert into lead_time_observation (id, cause_kind, cause_id, order_line_id, order_id, item_id,
      supplier_id, place_id, units, started_on, known_on, first_promised_on, last_promised_on,
      agreed_days, whole_days, late_days, late_again_days, approval_days, answer_days, supply_days,
      dock_days, observed_at)
    select gen_random_uuid(), 'receipt', gen_random_uuid(), ${lineIds[0] ?? ''}, ${orderId},
      item_id, supplier_id, place_id, 12, known_on - days, known_on, known_on - days + 28,
      known_on - days + 28, 25, days, days - 28, days - 28, at % 3, 1 + at % 2, days - 2, at % 2,
      now()
    from line cross join seen
  `.execute(db)
  await sql`
    insert into lead_time_lane (id, supplier_id, place_id)
    select gen_random_uuid(), lane.supplier_id, lane.place_id
    from (select supplier_id, place_id from lead_time_observation
      union select supplier_id, null from lead_time_observation union select null, null) as lane
  `.execute(db)
  expect(await work(ruleActor('lead-times.learn')).transact(learnLanes)).toBe(3)
}

test('a planner finds the lane by keyboard and sees its spread, parts and promises', async () => {
  await seenDeliveries()
  const page = await openScreen(browser, api, 'planner', '/')
  await goByPalette(page, 'lead times')
  await page.getByRole('row', { name: /Vetreria Bormia.*to Edison/ }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('columnheader', { name: /P95/ }).getByRole('button').click()
  await settled(page)
  await page.getByRole('link', { name: /Vetreria Bormia.*to Edison/ }).focus()
  await press(page, 'Enter')
  await page.getByRole('heading', { name: 'Vetreria Bormia to EDI' }).waitFor()
  await page.getByRole('img', { name: /^Days from sent to received: P50 28 days/ }).waitFor()
  await page.getByRole('img', { name: /^Days after the first promise/ }).waitFor()
  await page.getByRole('rowheader', { name: 'Production and transit' }).waitFor()
  await page.getByText(/days after promise/).waitFor()
  await settled(page)
  await shot(page, 'lead-time')
  expect(await axeClean(page)).toEqual([])
}, 60_000)

test('a supplier who delivered nothing yet is told of, with what is planned with', async () => {
  const path = '/lead-times?supplierId=01890000-0000-7000-8000-000000000000'
  const page = await openScreen(browser, api, 'planner', path)
  await page.getByText(/planning takes the days of the supplier’s terms/).waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.context().close()
}, 60_000)

test('it reads in the dark and on a phone', async () => {
  const { body } = await api
    .as('viewer')
    .get<{ items: readonly { id: string }[] }>('/lead-times?level=lane')
  const path = `/lead-times/${body.items[0]?.id}`
  for (const look of [{ scheme: 'dark' }, { viewport: phone }] as const) {
    const page = await openScreen(browser, api, 'planner', path, look)
    await page.getByRole('heading', { name: 'Vetreria Bormia to EDI' }).waitFor()
    expect(await axeClean(page)).toEqual([])
    await shot(page, `lead-time-${'scheme' in look ? 'dark' : 'phone'}`)
    await page.context().close()
  }
}, 60_000)

test('the deliveries of a lane are a page of their own kind, and unknown lanes are not found', async () => {
  const { body } = await api
    .as('viewer')
    .get<{ items: readonly { id: string }[] }>('/lead-times?level=lane&sort=meanDays')
  const seen = await api
    .as('viewer')
    .get<{ items: readonly unknown[] }>(`/lead-times/${body.items[0]?.id}/observations?limit=5`)
  expect(seen.body.items).toHaveLength(5)
  for (const path of ['', '/observations']) {
    const missing = await api.as('viewer').get(`/lead-times/${trade.companyId}${path}`)
    expect(missing.status).toBe(404)
  }
  expect((await api.as('planner').post('/lead-times/learn')).status).toBe(202)
  expect((await api.as('viewer').post('/lead-times/learn')).status).toBe(403)
})
