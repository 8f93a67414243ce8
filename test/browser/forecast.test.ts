import { afterAll, beforeAll, expect, test } from 'vitest'

import { addDays } from '#kernel/day'
import { type TestApi, testApi } from '#support/http'
import { planSold, type SoldItems, soldItems, thisMonday } from '#support/sold-items'

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

let api: TestApi
let browser: Browser
let sold: SoldItems

beforeAll(async () => {
  api = await testApi()
  api.clock.set(new Date())
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

test('before anything is forecast the list says what belongs there', async () => {
  const page = await openScreen(browser, api, 'planner', '/forecasts')
  await page.getByRole('heading', { name: 'Nothing is forecast yet' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.context().close()
}, 60_000)

/** A stock-out, an excluded week, and a promotion that is still to come. */
async function markedWeeks(): Promise<void> {
  sold = await soldItems(api.organization, thisMonday())
  const planner = api.as('planner')
  const { fifoItemId: itemId, placeId, asOf } = sold
  for (const [kind, weeksAgo] of [
    ['stock_out', 9],
    ['one_off', 6],
    ['excluded', 4],
  ] as const) {
    const startsOn = addDays(asOf, -7 * weeksAgo)
    const reason = 'A fair'
    const body = { itemId, placeId, kind, startsOn, endsOn: addDays(startsOn, 6), reason }
    const marked = await planner.post('/demand-marks', body)
    expect(marked.status, marked.text).toBe(201)
  }
  const promotion = await api.as('owner').post('/promotions', {
    code: 'SALE',
    name: 'White sale',
    kind: 'discount',
    startsOn: addDays(asOf, 14),
    endsOn: addDays(asOf, 27),
    expectedUpliftBps: 18_000,
    scopes: [{ itemId, priceRatioBps: 8_000 }],
  })
  expect(promotion.status, promotion.text).toBe(201)
  await planSold(api.organization, asOf)
}

const placed = /^A layered item/

test('a planner finds a forecast by keyboard and reads its marks, layers and spread', async () => {
  await markedWeeks()
  const page = await openScreen(browser, api, 'planner', '/')
  await goByPalette(page, 'forecast')
  await page.getByRole('row', { name: placed }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await shot(page, 'forecasts')
  await page.getByRole('link', { name: placed }).focus()
  await press(page, 'Enter')
  await page.getByRole('heading', { name: 'A layered item' }).waitFor()
  await page.getByRole('img', { name: /^Demand of the last 52 weeks and the next 13/ }).waitFor()
  const marks = page.getByRole('list', { name: 'Marks of weeks' })
  for (const word of ['Stock-out', 'One-off', 'Excluded']) {
    await marks.getByText(word).waitFor()
  }
  expect(await page.locator('[data-band]').count()).toBe(2)
  const uplift = page.locator('[data-layer="uplift"][data-ahead]')
  expect(await uplift.count()).toBeGreaterThan(0)
  await settled(page)
  await shot(page, 'forecast')
  expect(await axeClean(page)).toEqual([])

  const layer = page.getByRole('checkbox', { name: 'Promotion uplift' })
  await layer.focus()
  await press(page, 'Space')
  expect(await uplift.count()).toBe(0)
  await page.getByRole('checkbox', { name: 'Spread' }).focus()
  await press(page, 'Space')
  expect(await page.locator('[data-band]').count()).toBe(0)

  await press(page, 'd')
  await page.getByRole('table', { name: 'Demand by week' }).waitFor()
  await page.getByRole('cell', { name: 'Stock-out' }).first().waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.context().close()
}, 90_000)

async function overridesKept(): Promise<readonly unknown[]> {
  const path = `/forecasts/${sold.fifoItemId}/${sold.placeId}`
  const { body } = await api.as('viewer').get<{ overrides: readonly unknown[] }>(path)
  return body.overrides
}

test('she overrides it by keyboard, sees it planned, and takes it back', async () => {
  const path = `/forecasts/${sold.fifoItemId}/${sold.placeId}`
  const page = await openScreen(browser, api, 'planner', path)
  await page.getByText('Nobody changed this forecast.').waitFor()
  await press(page, 'o')
  const dialog = page.getByRole('dialog', { name: 'Override A layered item' })
  await dialog.waitFor()
  expect(await axeClean(page)).toEqual([])
  const verb = dialog.getByRole('button', { name: 'Override' })
  expect(await verb.isDisabled()).toBe(true)
  await dialog.getByLabel('Units a week').focus()
  await page.keyboard.type('70')
  await dialog.getByLabel('Reason').focus()
  await page.keyboard.type('A fair that comes every fourth year')
  await press(page, 'Control+Enter')
  await page.getByRole('rowheader').first().waitFor()
  await page.getByRole('cell', { name: 'Set to 70 EA a week', exact: true }).waitFor()
  await page.getByRole('img', { name: /next week 70\.0 are planned/ }).waitFor()
  await settled(page)
  await shot(page, 'forecast-overridden')
  expect(await overridesKept()).toMatchObject([{ kind: 'set', amount: 70 }])
  expect(await axeClean(page)).toEqual([])

  await page.getByRole('button', { name: /^Take back: Set to 70/ }).focus()
  await press(page, 'Enter')
  await page.getByRole('dialog', { name: 'Take the override back?' }).waitFor()
  await press(page, 'Enter')
  await page.getByText('Nobody changed this forecast.').waitFor()
  expect(await page.getByRole('img', { name: /next week 70\.0/ }).count()).toBe(0)
  expect(await overridesKept()).toEqual([])
  await page.context().close()
}, 60_000)

test('she reads it by day, and what all of a place may sell; she overrides that by keyboard', async () => {
  const path = `/forecasts/${sold.fifoItemId}/${sold.placeId}`
  const page = await openScreen(browser, api, 'planner', path)
  await page.getByRole('radio', { name: 'By day' }).focus()
  await press(page, 'Space')
  await page.getByRole('img', { name: /^Demand by day for the next 42 days/ }).waitFor()
  await settled(page)
  await shot(page, 'forecast-by-day')
  expect(await axeClean(page)).toEqual([])

  await goByPalette(page, 'forecast totals')
  await page.getByRole('radio', { name: 'By place' }).focus()
  await press(page, 'Space')
  const row = page.getByRole('row', { name: /^Main/ })
  await row.waitFor()
  await page.getByRole('button', { name: 'Override Main' }).focus()
  await press(page, 'Enter')
  const dialog = page.getByRole('dialog', { name: 'Override Main' })
  await dialog.getByLabel('Units a week').fill('90')
  await dialog.getByLabel('Reason').fill('A fair in town')
  await press(page, 'Control+Enter')
  await dialog.waitFor({ state: 'hidden' })
  await row.getByRole('cell', { name: '360', exact: true }).waitFor()
  await row.locator('[data-row-link]').focus()
  await press(page, 'Enter')
  const panel = page.getByRole('complementary', { name: 'Main' })
  await panel.getByRole('cell', { name: '90.0', exact: true }).first().waitFor()
  await settled(page)
  await shot(page, 'forecast-totals')
  expect(await axeClean(page)).toEqual([])
  const { body } = await api.as('planner').get(path)
  expect(body).toMatchObject({ overrides: [{ place: { name: 'Main' }, item: null }] })
  await page.goto(page.url().replace(/forecast-totals.*/, path.slice(1)))
  await page.getByText('by an override of place Main').waitFor()
  await page.getByRole('button', { name: /^Take back: Set to 90/ }).press('Enter')
  await page.getByRole('dialog', { name: 'Take the override back?' }).waitFor()
  await press(page, 'Enter')
  await page.getByText('Nobody changed this forecast.').waitFor()
  await page.context().close()
}, 60_000)

test('what the server refuses stands beside its field', async () => {
  const path = `/forecasts/${sold.fifoItemId}/${sold.placeId}`
  const page = await openScreen(browser, api, 'planner', path)
  await press(page, 'o')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Units a week').fill('5')
  await dialog.getByLabel('Reason').fill('Wrong way round')
  await dialog.getByLabel('To').fill('2020-01-01')
  await press(page, 'Control+Enter')
  await dialog.getByText('Let it end on or after the day it starts.').first().waitFor()
  await page.context().close()
}, 60_000)

test('it reads in the dark, on a phone, and for who may only read', async () => {
  const path = `/forecasts/${sold.pooledItemId}/${sold.placeId}`
  for (const look of [{ scheme: 'dark' }, { viewport: phone }] as const) {
    const page = await openScreen(browser, api, 'viewer', path, look)
    await page.getByRole('heading', { name: 'A pooled item' }).waitFor()
    expect(await page.getByRole('button', { name: /^Override/ }).count()).toBe(0)
    expect(await axeClean(page)).toEqual([])
    await shot(page, `forecast-${'scheme' in look ? 'dark' : 'phone'}`)
    await page.context().close()
  }
  const unknown = `/forecasts/${sold.placeId}/${sold.placeId}`
  expect((await api.as('viewer').get(unknown)).status).toBe(404)
}, 60_000)
