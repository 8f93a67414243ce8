import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

import { pick } from './pick.ts'
import { noteRead } from './seen.ts'
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

async function lines(number: string) {
  const { rows } = await sql`
    select i.sku, l.ordered_units::int as ordered, l.cancelled_units::int as cancelled,
           l.shipped_units::int as shipped, l.returned_units::int as returned, o.lifecycle
    from customer_order_line l join customer_order o on o.id = l.order_id
    join item i on i.id = l.item_id where o.number = ${number} order by l.line_no
  `.execute(api.organization.db)
  noteRead()
  return rows
}

test('before the first order the list says what belongs there', async () => {
  await tradeOf(api)
  const { body } = await api.as('owner').get<{ items: readonly { id: string }[] }>('/places')
  const shop = { code: 'WEB', name: 'Web shop', placeId: body.items[0]?.id }
  expect((await api.as('owner').post('/channels', shop)).status).toBe(201)
  const page = await openScreen(browser, api, 'buyer', '/')
  await goByPalette(page, 'customer orders')
  await page.getByRole('heading', { name: 'No customer has ordered yet' }).waitFor()
  expect(await axeClean(page)).toEqual([])
}, 60_000)

async function write(page: Page, given: { number: string; tumblers: string }): Promise<void> {
  await pick(page, 'Channel', 'Web shop')
  await page.getByLabel('Customer', { exact: true }).focus()
  await page.keyboard.type('Hotel Adler')
  await page.getByLabel('Number in the shop').focus()
  await page.keyboard.type(given.number)
  await pick(page, 'Item of line 1', 'Tumbler')
  await page.getByLabel('Quantity of line 1').focus()
  await page.keyboard.type(given.tumblers)
  await page.getByLabel('Price of line 1').focus()
  await page.keyboard.type('12.90')
}

test('an order is written by keyboard, with the place of its channel', async () => {
  const page = await openScreen(browser, api, 'buyer', '/customer-orders')
  await press(page, 'c')
  await page.getByRole('heading', { name: 'New customer order' }).waitFor()
  await write(page, { number: 'W-1001', tumblers: '6' })
  await page.getByRole('button', { name: 'Add a line' }).focus()
  await press(page, 'Enter')
  await pick(page, 'Item of line 2', 'Carafe')
  await page.getByLabel('Quantity of line 2').focus()
  await page.keyboard.type('2')
  await page.getByText('2 lines for $77.40, from Edison.').waitFor()
  expect(await axeClean(page)).toEqual([])
  await shot(page, 'customer-order-new')
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: 'CO-00001' }).waitFor()
  await settled(page)
  expect(await axeClean(page)).toEqual([])
  const untouched = { cancelled: 0, shipped: 0, returned: 0, lifecycle: 'open' }
  expect(await lines('CO-00001')).toEqual([
    { sku: 'TUMBLER', ordered: 6, ...untouched },
    { sku: 'CARAFE', ordered: 2, ...untouched },
  ])
}, 60_000)

test('another order under its number in the shop is refused, with the one that has it', async () => {
  const page = await openScreen(browser, api, 'planner', '/customer-orders/new')
  await write(page, { number: 'W-1001', tumblers: '7' })
  await press(page, 'Control+Enter')
  await page
    .getByText(/W-1001 is CO-00001, with other contents/)
    .first()
    .waitFor()
  expect(await axeClean(page)).toEqual([])
}, 60_000)

test('lines are cancelled, shipped and taken back by keyboard', async () => {
  const page = await openScreen(browser, api, 'planner', '/customer-orders')
  await page.getByRole('link', { name: 'CO-00001' }).focus()
  await press(page, 'Enter')
  await page.getByRole('heading', { name: 'CO-00001' }).waitFor()
  const dialog = page.getByRole('dialog')
  await press(page, 'x')
  await dialog.getByRole('textbox', { name: 'Reason' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.keyboard.type('Ordered too many')
  await dialog.getByLabel('Tumbler').fill('2')
  await dialog.getByLabel('Carafe').fill('3')
  await press(page, 'Enter')
  await dialog
    .getByText(/at most 2 EA of CARAFE/)
    .first()
    .waitFor()
  await dialog.getByLabel('Carafe').fill('0')
  await press(page, 'Enter')
  await page.getByText('CO-00001: cancelled.').waitFor()
  await settled(page)
  expect(await lines('CO-00001')).toMatchObject([
    { cancelled: 2, lifecycle: 'open' },
    { cancelled: 0, lifecycle: 'open' },
  ])
  await press(page, 's')
  await dialog.getByLabel('Carafe').waitFor()
  await press(page, 'Control+Enter')
  await page.getByText('CO-00001: shipped.').waitFor()
  await settled(page)
  await press(page, 'r')
  await dialog.getByRole('textbox', { name: 'Reason' }).waitFor()
  await page.keyboard.type('Chipped')
  await dialog.getByLabel('Tumbler').fill('1')
  await dialog.getByLabel('Carafe').fill('')
  await shot(page, 'customer-order-return')
  await press(page, 'Control+Enter')
  await page.getByText('CO-00001: taken back.').waitFor()
  await settled(page)
  expect(await lines('CO-00001')).toMatchObject([
    { cancelled: 2, shipped: 4, returned: 1, lifecycle: 'completed' },
    { cancelled: 0, shipped: 2, returned: 0, lifecycle: 'completed' },
  ])
  await shot(page, 'customer-order')
  const found = await api.as('viewer').get('/search?q=hotel')
  expect(found.body).toMatchObject({ items: [{ kind: 'customer-order', label: 'CO-00001' }] })
  expect(await axeClean(page)).toEqual([])
}, 60_000)

test('whoever comes second is told, and does nothing', async () => {
  const page = await openScreen(browser, api, 'planner', '/customer-orders/new')
  await write(page, { number: 'W-1002', tumblers: '5' })
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: /CO-/ }).waitFor()
  await settled(page)
  const number = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  await press(page, 'x')
  await page.getByRole('textbox', { name: 'Reason' }).fill('Late')
  const { pathname } = new URL(page.url())
  const path = `/customer-orders/${pathname.split('/').at(-1)}/shipments`
  expect((await api.as('buyer').post(path, {})).status).toBe(200)
  await press(page, 'Control+Enter')
  await page.getByText(/Somebody changed this order meanwhile/).waitFor()
  expect(await axeClean(page)).toEqual([])
  expect(await lines(number)).toMatchObject([{ cancelled: 0, shipped: 5 }])
}, 60_000)

test('it reads in the dark and on a phone', async () => {
  for (const look of [{ scheme: 'dark' }, { viewport: phone }] as const) {
    const page = await openScreen(browser, api, 'viewer', '/customer-orders', look)
    await page.getByText('Hotel Adler').first().waitFor()
    expect(await axeClean(page)).toEqual([])
    const name = 'scheme' in look ? 'dark' : 'phone'
    await shot(page, `customer-orders-${name}`)
    await page.getByRole('link', { name: /CO-00001/ }).focus()
    await press(page, 'Enter')
    await page.getByRole('heading', { name: 'CO-00001' }).waitFor()
    await settled(page)
    expect(await page.getByRole('button', { name: /Cancel lines/ }).count()).toBe(0)
    expect(await axeClean(page)).toEqual([])
    await shot(page, `customer-order-${name}`)
    await page.context().close()
  }
}, 60_000)
