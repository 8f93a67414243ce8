/**
 * Goal: a planner goes through the buy list by keyboard alone: plans, asks why, orders more, elsewhere or
 * later, and makes orders of the rest.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type PlanRunId, proposalsStep, runPlan, startRun } from '#flow/planning'
import { anybody } from '#support/goods-company'
import { type TestApi, testApi } from '#support/http'
import { type PlannedCompany, planDay, plannedCompany } from '#support/planned-company'

import { noteRead } from './seen.ts'
import {
  axeClean,
  type Browser,
  launchBrowser,
  openScreen,
  type Page,
  phone,
  press,
  settled,
  shot,
} from './support.ts'

let api: TestApi
let browser: Browser
let company: PlannedCompany

beforeAll(async () => {
  api = await testApi()
  browser = await launchBrowser()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

/** What a worker would do with the run that waits. */
async function work(): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from plan_run where status = 'queued'
  `.execute(api.organization.db)
  await runPlan(api.organization.work(anybody), rows[0]?.id as PlanRunId, [proposalsStep])
}

test('before any plan the list says what belongs there, and plans', async () => {
  company = await plannedCompany(api.organization, { items: 24 })
  await sql`
    insert into order_minimum (id, supplier_id, minimum_value_minor, currency, load_name,
      load_volume_cm3)
    values (gen_random_uuid(), ${company.supplierId}, 4500000, 'USD', '20 ft', 33000000)
  `.execute(api.organization.db)
  const page = await openScreen(browser, api, 'planner', '/buy-list')
  await page.getByRole('heading', { name: 'Nothing is planned yet' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await page
    .getByRole('region', { name: 'Nothing is planned yet' })
    .getByRole('button')
    .press('Enter')
  await page.getByRole('heading', { name: 'Planning starts' }).waitFor()
  expect(await runs()).toEqual([{ status: 'queued' }])
  await page.getByRole('button', { name: 'Stop' }).press('Enter')
  await page.getByRole('heading', { name: 'Planning starts' }).waitFor({ state: 'detached' })
  expect(await runs()).toEqual([{ status: 'stopped' }])
  // The latest run is the last one by the clock.
  api.clock.set(new Date(api.clock().getTime() + 1_000))
  await page.getByRole('main').getByRole('button', { name: 'Plan now' }).first().press('Enter')
  await page.getByRole('heading', { name: 'Planning starts' }).waitFor()
  await work()
  await page.getByRole('table', { name: 'Buy list by supplier' }).waitFor()
  await page.getByRole('button', { name: 'A Supplier' }).waitFor()
  await page.context().close()
}, 120_000)

async function runs() {
  const { rows } = await sql`select status from plan_run order by queued_at`.execute(
    api.organization.db,
  )
  noteRead()
  return rows
}

const current = (page: Page) => page.locator('tr[aria-current]')

test('a planner asks why, orders more, later and elsewhere, and makes orders, by keyboard', async () => {
  const page = await openScreen(browser, api, 'planner', '/buy-list')
  await page.getByText('below minimum').waitFor()
  await press(page, 'j', 'w')
  await page.getByRole('table', { name: /^Why/ }).waitFor()
  await page.getByRole('img', { name: /^Weekly demand/ }).waitFor()
  await page.getByRole('rowheader', { name: /^Baseline demand/ }).waitFor()
  const sources = page.getByRole('navigation', { name: 'Where this comes from' })
  expect(await sources.getByRole('link').allTextContents()).toEqual([
    'Forecast',
    'Demand',
    'Stock',
    'Lead times',
  ])
  await settled(page)
  await shot(page, 'buy-list')
  expect(await axeClean(page)).toEqual([])

  await press(page, 'q')
  await page.keyboard.type('5000')
  await press(page, 'Enter')
  await current(page).locator('input[data-decided]').waitFor()
  await page.getByText('5,000 to order').waitFor()
  await page.getByRole('textbox', { name: 'Reason' }).fill('A new account')
  await press(page, 'Enter')
  await settled(page)

  await press(page, 'j')
  const switched = await current(page).getByRole('button').first().textContent()
  await press(page, 'p')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Another supplier/ })
    .press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Another supplier', exact: true }).waitFor()
  expect(switched).toContain('PLAN-')

  await press(page, 'j', 's')
  await page.getByLabel('Look again on').waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await page.getByText(/^1 line put away until/).waitFor()
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await press(page, 'w', 'x', 'j', 'x')
  await page.getByRole('button', { name: /^Make [12] draft order/ }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await page.getByText(/draft orders? made\.$/).waitFor()
  const { rows } = await sql<{ taken: number; lines: number }>`
    select (select count(*)::int from proposal where status = 'taken') as taken,
           (select count(*)::int from purchase_order_line) as lines
  `.execute(api.organization.db)
  noteRead()
  expect(rows).toEqual([{ taken: 2, lines: 2 }])
  await page.context().close()
}, 120_000)

/** The walk above ordered what it had selected; if the line that was decided was not among it, it is ordered here. */
async function orderOfDecided(): Promise<string | undefined> {
  const { db } = api.organization
  const open = await sql<{ id: string }>`
    select p.id from proposal p join proposal_decision d on d.proposal_key = p.key
    where d.units = 5000 and p.status = 'open'`.execute(db)
  const proposalIds = open.rows.map(({ id }) => id)
  if (proposalIds.length > 0) {
    await api.as('planner').post('/purchase-orders/from-proposals', { proposalIds })
  }
  const { rows } = await sql<{ id: string }>`
    select order_id as id from taken_decision where ordered_units = 5000`.execute(db)
  noteRead()
  return rows[0]?.id
}

test('an order says what a planner decided about its lines, and why', async () => {
  const orderId = await orderOfDecided()
  const path = `/orders/${orderId}`
  await sql`update company set approval_over_minor = 0`.execute(api.organization.db)
  await api.as('planner').post(`/purchase-orders/${orderId}/submission`)
  const page = await openScreen(browser, api, 'owner', path)
  const decided = /5,000 in place of the [\d,]+ suggested\. Test planner: A new account/
  await page.getByRole('table').getByText(decided).waitFor()
  await page.getByText('Made of the buy list').waitFor()
  await settled(page)
  await shot(page, 'order-decided')
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('button', { name: 'Approve' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('A planner decided 1:').waitFor()
  await dialog.getByText(decided).waitFor()
  await page.context().close()
}, 60_000)

test('it reads by urgency, in the dark and on a phone', async () => {
  for (const look of [{ scheme: 'dark' }, { viewport: phone }] as const) {
    const page = await openScreen(browser, api, 'planner', '/buy-list?by=urgency', look)
    await page.getByRole('table', { name: 'Buy list by urgency' }).waitFor()
    if ('scheme' in look) {
      await press(page, 'w')
      await page.getByRole('img', { name: /^Stock by week/ }).waitFor()
    }
    await settled(page)
    await shot(page, `buy-list-${'scheme' in look ? 'dark' : 'phone'}`)
    expect(await axeClean(page)).toEqual([])
    await page.context().close()
  }
}, 120_000)

test('the list is a file, too', async () => {
  const { text, headers } = await api.as('viewer').get('/proposals.csv?kind=buy&sort=-value')
  expect(headers.get('content-type')).toContain('text/csv')
  expect(text.split('\r\n')[0]).toMatch(/^Kind,SKU,Item,Place,Supplier/)
  expect(text.split('\r\n').length).toBeGreaterThan(5)
  const found = await api.as('viewer').get('/search?q=plan-0')
  expect(found.body).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ kind: 'proposal' })]),
  })
})

/** A line to buy that somebody could move from a hub; its SKU. */
async function movable(): Promise<string> {
  const { db } = api.organization
  const { rows } = await sql<{ sku: string }>`
    with hub as (
      insert into place (id, code, name, company_id, time_zone)
      select gen_random_uuid(), 'HUB' || left(gen_random_uuid()::text, 4), 'Central hub', company_id, time_zone from place limit 1
      returning id
    ), line as (
      select p.item_id, p.place_id, r.lead_days from proposal p
      join stock_rule r on (r.item_id, r.place_id) = (p.item_id, p.place_id)
      where p.status = 'open' and p.kind = 'buy' and p.suggested_units > 0 and not exists (
        select from proposal_decision d where d.proposal_key = p.key) order by p.id limit 1
    ), lane as (
      insert into source_lane (id, from_place_id, to_place_id, item_id, lead_time_days, rank,
        fixed_cost_minor)
      select gen_random_uuid(), hub.id, line.place_id, line.item_id, line.lead_days, 9, 4200
      from hub, line
      returning item_id
    )
    select sku from lane join item i on i.id = lane.item_id
  `.execute(db)
  const run = api.organization.work(anybody)
  const started = await run.transact((tx) => startRun(tx, { asOf: planDay }))
  if (started.kind !== 'started') throw new Error('no other run is under way')
  await runPlan(run, started.runId as PlanRunId, [proposalsStep])
  noteRead()
  return rows[0]?.sku ?? ''
}

test('a line comes from a hub in place of its supplier, and is bought again', async () => {
  const sku = await movable()
  const page = await openScreen(browser, api, 'planner', `/buy-list?by=urgency&q=${sku}`)
  await current(page).getByText('A Supplier').waitFor()
  await press(page, 'p')
  const dialog = page.getByRole('dialog')
  const name = /^Moved from Central hub.*, \d+ d.*42\.00.* in all$/
  const hub = dialog.getByRole('button', { name })
  await hub.waitFor()
  await settled(page)
  await shot(page, 'buy-list-source')
  expect(await axeClean(page)).toEqual([])
  await hub.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await current(page).getByText('Central hub → ').first().waitFor()
  await press(page, 'w')
  await page.getByText('moved from Central hub', { exact: false }).first().waitFor()
  await settled(page)
  await shot(page, 'buy-list-moved')
  expect(await axeClean(page)).toEqual([])
  await press(page, 'p')
  await dialog.getByRole('button', { name: /^As planned/ }).press('Enter')
  await current(page).getByText('A Supplier').waitFor()
  await page.context().close()
}, 60_000)
