import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { refreshDemand } from '#flow/demand'
import { ruleActor } from '#platform/rule-actor'
import { type TestApi, testApi } from '#support/http'

import { noteRead } from './seen.ts'
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
import { tradeOf } from './trade.ts'

let api: TestApi
let browser: Browser

beforeAll(async () => {
  api = await testApi()
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

test('before any sale the list says what belongs there', async () => {
  const page = await openScreen(browser, api, 'planner', '/demand')
  await page.getByRole('heading', { name: 'Nothing was wanted yet' }).waitFor()
  expect(await axeClean(page)).toEqual([])
}, 60_000)

async function refresh(): Promise<void> {
  const work = api.organization.work(ruleActor('demand.refresh'))
  await refreshDemand({ work } as Parameters<typeof refreshDemand>[0])
}

/** Sixty weeks of one item, with a week that stands out. */
async function soldForAYear(): Promise<void> {
  await tradeOf(api)
  const { db } = api.organization
  await sql`insert into channel (id, code, name) values (gen_random_uuid(), 'WEB', 'Web')`.execute(
    db,
  )
  const first = async (path: string) => {
    const { body } = await api.as('planner').get<{ items: readonly { id: string }[] }>(path)
    return body.items[0]?.id ?? ''
  }
  const about = {
    itemId: await first('/items?limit=1'),
    placeId: await first('/places?limit=1'),
    channelId: await first('/channels?limit=1'),
  }
  const { rows } = await sql<{ unit: string }>`
    select unit from item where id = ${about.itemId}`.execute(db)
  const { unit = 'EA' } = rows[0] ?? {}
  const now = Date.now()
  const entries = Array.from({ length: 60 }, (_, week) => ({
    ...about,
    externalKey: `sold-${week}`,
    onDay: new Date(now - (week + 1) * 7 * 86_400_000).toISOString().slice(0, 10),
    quantity: { quantity: String(week === 20 ? 400 : 40 + ((week * 7) % 9)), unit },
  }))
  const recorded = await api.as('planner').post('/demand-entries', { entries })
  expect(recorded).toMatchObject({ status: 201, body: { addedCount: 60 } })
  await refresh()
}

async function marksKept() {
  const { rows } = await sql`
    select kind, withdrawn_at is not null as "isWithdrawn" from demand_mark
  `.execute(api.organization.db)
  noteRead()
  return rows
}

test('a planner finds an item by keyboard, sees its layers and leaves a week out', async () => {
  await soldForAYear()
  const page = await openScreen(browser, api, 'planner', '/')
  await goByPalette(page, 'one-off')
  await page.getByRole('row', { name: /One-off/ }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('table').getByRole('link').first().focus()
  await press(page, 'Enter')
  await page.getByRole('img', { name: /^Demand of \d+ weeks/ }).waitFor()
  await settled(page)
  await shot(page, 'demand')
  expect(await axeClean(page)).toEqual([])

  await page.getByRole('button', { name: 'Mark weeks' }).press('Enter')
  await page.getByLabel('Reason').fill('A fair that will not come again')
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await page.getByRole('cell', { name: 'A fair that will not come again', exact: true }).waitFor()
  expect(await marksKept()).toEqual([{ kind: 'excluded', isWithdrawn: false }])
  await refresh()
  await page.reload()
  await page.getByText('Excluded 1').waitFor()
  await page.keyboard.press('d')
  await page.getByRole('cell', { name: 'Excluded' }).first().waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('button', { name: /^Take back/ }).press('Enter')
  await page.getByRole('dialog').waitFor()
  await press(page, 'Enter')
  await page.getByText('Nobody marked a week of it.').waitFor()
  expect(await marksKept()).toEqual([{ kind: 'excluded', isWithdrawn: true }])
}, 90_000)

test('it reads in the dark and on a phone, and viewers only read', async () => {
  const { body } = await api
    .as('viewer')
    .get<{ items: readonly { item: { id: string }; place: { id: string } }[] }>('/demand')
  const [row] = body.items
  const path = `/demand/${row?.item.id}/${row?.place.id}`
  for (const look of [{ scheme: 'dark' }, { viewport: phone }] as const) {
    const page = await openScreen(browser, api, 'viewer', path, look)
    await page.getByRole('img', { name: /^Demand of \d+ weeks/ }).waitFor()
    expect(await page.getByRole('button', { name: 'Mark weeks' }).count()).toBe(0)
    expect(await axeClean(page)).toEqual([])
    await shot(page, `demand-${'scheme' in look ? 'dark' : 'phone'}`)
    await page.context().close()
  }
}, 60_000)
