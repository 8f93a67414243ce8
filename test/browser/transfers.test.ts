/**
 * Goal: a planner sees what is to be moved from where, that scarce stock was shared, why, and what else was weighed.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'
import { planAll } from '#support/planned-company'
import { plannedNetwork } from '#support/planned-network'

import { axeClean, type Browser, launchBrowser, openScreen, settled, shot } from './support.ts'

let api: TestApi
let browser: Browser

beforeAll(async () => {
  api = await testApi()
  browser = await launchBrowser()
  // With two stores, what they take fits on one page.
  await plannedNetwork(api.organization, { items: 24 })
  await planAll(api.organization)
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

/** A transfer that was cut, and weighed against buying. */
async function sharedId(): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from proposal where status = 'open' and key like 'order:%' and kind = 'transfer'
      and why -> 'size' @> '[{"code": "shared"}]'
      and alternatives @? '$[*] ? (@.costMinor != null)'
    order by key limit 1
  `.execute(api.organization.db)
  return rows[0]?.id ?? ''
}

test('the buy list says what is moved from where, what was shared, and why', async () => {
  const page = await openScreen(browser, api, 'planner', '/buy-list?by=urgency&kind=transfer')
  const row = page.locator(`[data-proposal="${await sharedId()}"]`)
  await row.waitFor()
  expect(await row.textContent()).toMatch(/Main → Store ST\d/)
  expect(await row.textContent()).toContain('shared')
  await row.getByRole('button').first().press('Enter')
  await page.getByText('Its share of').waitFor()
  await page.getByRole('region', { name: 'Move or buy' }).waitFor({ state: 'attached' })
  await settled(page)
  await shot(page, 'transfers')
  expect(await axeClean(page)).toEqual([])
})
