/**
 * Goal: a planner says by keyboard how places feed each other, what suppliers ask for and when planning
 * goes by itself; and the buy list shows what was filled up, and with what.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type PlanRunId, proposalsStep, runPlan, startRun, topUpStep } from '#flow/planning'
import { releaseDue } from '#flow/purchasing'
import type { JobContext } from '#platform/jobs'
import { ruleActor } from '#platform/rule-actor'
import { anybody } from '#support/goods-company'
import { type TestApi, testApi } from '#support/http'
import { planDay, plannedCompany } from '#support/planned-company'

import { pick } from './pick.ts'
import {
  axeClean,
  type Browser,
  goByPalette,
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

beforeAll(async () => {
  api = await testApi()
  browser = await launchBrowser()
  await plannedCompany(api.organization, { items: 24 })
  await sql`
    insert into place (id, code, name, company_id, time_zone)
    select gen_random_uuid(), 'SHOP', 'Corner shop', company_id, time_zone from place limit 1
  `.execute(api.organization.db)
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

async function planned(): Promise<string> {
  const work = api.organization.work(anybody)
  const started = await work.transact((tx) => startRun(tx, { asOf: planDay }))
  if (started.kind !== 'started') throw new Error('no other run is under way')
  await runPlan(work, started.runId as PlanRunId, [proposalsStep, topUpStep])
  return started.runId
}

const field = (page: Page, name: string) => page.getByRole('textbox', { name })

test('a lane is added, changed and put out of use', async () => {
  const page = await openScreen(browser, api, 'planner', '/')
  await goByPalette(page, 'hub store')
  await page.getByRole('heading', { name: 'No lane yet' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'c')
  const dialog = page.getByRole('dialog', { name: 'New lane' })
  await dialog.waitFor()
  await pick(page, 'From', 'Main', dialog)
  await pick(page, 'To', 'Corner shop', dialog)
  await field(page, 'Days on the way').fill('2')
  await field(page, 'Cost of a transfer').fill('40')
  await shot(page, 'lane-new')
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await dialog.waitFor({ state: 'detached' })
  const row = page.getByRole('row', { name: /Main Corner shop Everything/ })
  await row.waitFor()
  await settled(page)
  expect(await axeClean(page)).toEqual([])
  await row.getByRole('button').first().focus()
  await press(page, 'Enter')
  const change = page.getByRole('dialog', { name: 'Change lane' })
  await change.waitFor()
  await change.getByRole('combobox', { name: 'State' }).selectOption('inactive')
  await change.getByText('State Active → Inactive').waitFor()
  await press(page, 'Control+Enter')
  await row.getByText('Inactive').waitFor()
  const { body } = await api
    .as('viewer')
    .get<{ items: readonly object[] }>('/source-lanes?status=inactive')
  expect(body.items).toMatchObject([{ toPlaceName: 'Corner shop', leadTimeDays: 2 }])
  await page.context().close()
}, 60_000)

test('a minimum is added with its load and days, and what is due is filled up to it', async () => {
  await planned()
  const page = await openScreen(browser, api, 'planner', '/minimums')
  await page.getByRole('heading', { name: 'No minimum yet' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'c')
  const dialog = page.getByRole('dialog', { name: 'New minimum' })
  await dialog.waitFor()
  await pick(page, 'Supplier', 'A Supplier', dialog)
  await field(page, 'An order is worth at least').fill('60000')
  await field(page, 'Load to fill').fill('20 ft')
  await field(page, 'Room in a load').fill('33')
  await dialog.getByRole('checkbox', { name: 'Sun' }).press('Space')
  await shot(page, 'minimum-new')
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await dialog.waitFor({ state: 'detached' })
  const row = page.getByRole('row', { name: /A Supplier.*20 ft.*33 m³.*Mon, Tue/ })
  await row.waitFor()
  await settled(page)
  await shot(page, 'minimums')
  expect(await axeClean(page)).toEqual([])
  await row.getByRole('button').first().focus()
  await press(page, 'Enter')
  const change = page.getByRole('dialog', { name: 'Change minimum' })
  await change.waitFor()
  await field(page, 'Weight of a load').fill('21000')
  await press(page, 'Control+Enter')
  await change.waitFor({ state: 'detached' })
  const { body } = await api.as('viewer').get<{ items: readonly object[] }>('/order-minimums')
  expect(body.items).toMatchObject([
    { loadVolumeCm3: 33_000_000, loadWeightGrams: 21_000_000, reviewDays: 63 },
  ])
  await planned()
  const list = await openScreen(browser, api, 'planner', '/buy-list')
  await list.getByText(/added to what is due/).waitFor()
  await settled(list)
  await shot(list, 'buy-list-topped')
  expect(await axeClean(list)).toEqual([])
  await list.context().close()
  await page.context().close()
}, 60_000)

test('when planning goes by itself is changed in its tab, also on a phone', async () => {
  // The latest plan is the last one by the clock.
  api.clock.set(new Date(api.clock().getTime() + 60_000))
  await sql`update stock_rule set release_up_to_minor = 300000`.execute(api.organization.db)
  const work = api.organization.work(ruleActor('purchasing.release-due'))
  await releaseDue({ work } as JobContext, { runId: await planned() })
  const page = await openScreen(browser, api, 'planner', '/minimums?tab=settings', {
    viewport: phone,
  })
  const hour = field(page, 'Plan each night at')
  await hour.waitFor()
  await page.getByRole('heading', { name: /due lines ordered by rule/ }).waitFor()
  await page.getByText(/left to people: stock runs out before it can come/).waitFor()
  expect(await axeClean(page)).toEqual([])
  await hour.fill('5')
  await page.getByText('Plan each night at 3 h → 5 h.').waitFor()
  await press(page, 'Control+Enter')
  await page.getByText('Plan each night at 3 h → 5 h.').waitFor({ state: 'detached' })
  await shot(page, 'plan-settings-phone')
  const { body } = await api.as('viewer').get<{ nightHour: number }>('/plan-settings')
  expect(body.nightHour).toBe(5)
  const refused = await api.as('viewer').patch('/plan-settings', { nightHour: 4 })
  expect(refused.status).toBe(403)
  for (const path of ['/lanes', '/minimums']) {
    const small = await openScreen(browser, api, 'viewer', path, { viewport: phone })
    await settled(small)
    expect(await axeClean(small)).toEqual([])
    await small.context().close()
  }
}, 60_000)
