import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

import {
  axeClean,
  type Browser,
  launchBrowser,
  openScreen,
  phone,
  press,
  settled,
} from './support.ts'
import { type Trade, tradeOf } from './trade.ts'

let api: TestApi
let browser: Browser
let trade: Trade

type Line = {
  readonly received: { readonly quantity: string }
  readonly rejected: { readonly quantity: string }
}
type Order = { readonly lines: readonly Line[] }

beforeAll(async () => {
  api = await testApi()
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

const linesOf = async (orderId: string): Promise<readonly Line[]> =>
  (await api.as('buyer').get<Order>(`/purchase-orders/${orderId}`)).body.lines

test('with nothing to come, arrivals and receipts say so, and axe finds nothing', async () => {
  const page = await openScreen(browser, api, 'receiver', '/receiving')
  await page.getByText('Nothing is expected').waitFor()
  expect(await axeClean(page)).toEqual([])
  const receipts = await openScreen(browser, api, 'receiver', '/receipts')
  await receipts.getByText('Nothing was received yet').waitFor()
  expect(await axeClean(receipts)).toEqual([])
})

test('a receiver counts by keyboard at a desk and posts', async () => {
  trade = await tradeOf(api)
  const order = await trade.order([
    [0, '100', '7.40'],
    [1, '50', '9.85'],
  ])
  const page = await openScreen(browser, api, 'receiver', `/receiving/${order.id}`)
  await page.getByLabel('accepted of Tumbler').focus()
  await page.keyboard.type('96')
  await page.getByLabel('rejected of Tumbler').focus()
  await page.keyboard.type('4')
  await press(page, 'Tab')
  await page.keyboard.type('Broken')
  await page.getByLabel('accepted of Wine glass').focus()
  await page.keyboard.type('20')
  await page.getByText('30 EA short. The rest stays open.').waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: /^GR-/ }).waitFor()
  await settled(page)
  expect(await axeClean(page)).toEqual([])
  const [tumbler, glass] = await linesOf(order.id)
  expect(tumbler).toMatchObject({ received: { quantity: '100' }, rejected: { quantity: '4' } })
  expect(glass).toMatchObject({ received: { quantity: '20' } })
}, 60_000)

test('more than may come is refused with the reason, and the count is kept', async () => {
  const order = await trade.order([[2, '10', '6.30']])
  const page = await openScreen(browser, api, 'receiver', `/receiving/${order.id}`)
  await page.getByLabel('accepted of Carafe').focus()
  await page.keyboard.type('11')
  await press(page, 'Control+Enter')
  await page.getByText('Nothing was received; the count is kept.').waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.reload()
  await settled(page)
  expect(await page.getByLabel('accepted of Carafe').inputValue()).toBe('11')
  expect((await linesOf(order.id))[0]?.received.quantity).toBe('0')
}, 60_000)

test('on a phone one line at a time is scanned, counted and posted', async () => {
  const order = await trade.order([
    [0, '3', '7.40'],
    [1, '2', '9.85'],
  ])
  const page = await openScreen(browser, api, 'receiver', `/receiving/${order.id}`, {
    viewport: phone,
  })
  const scan = page.getByLabel('Scan or type a GTIN or SKU')
  for (const code of ['TUMBLER', 'TUMBLER', 'TUMBLER']) {
    await scan.fill(code)
    await press(page, 'Enter')
  }
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('button', { name: 'Keep 3, next line' }).press('Enter')
  await page.getByRole('button', { name: 'All 2' }).press('Enter')
  await page.getByRole('button', { name: 'Post 2 of 2 lines' }).press('Enter')
  await page.getByRole('heading', { name: /^GR-/ }).waitFor()
  expect((await linesOf(order.id)).map(({ received }) => received.quantity)).toEqual(['3', '2'])
}, 60_000)

test('an order of which everything came says so and leads to its receipts', async () => {
  const order = await trade.order([[0, '6', '7.40']])
  const receiptId = await trade.receive(order, [{ accepted: '6' }])
  const page = await openScreen(browser, api, 'receiver', `/receiving/${order.id}`)
  await page.getByRole('heading', { name: 'Nothing is open on this order' }).waitFor()
  await settled(page)
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('link', { name: /^GR-/ }).press('Enter')
  await page.waitForURL((url) => url.pathname.endsWith(`/receipts/${receiptId}`))
}, 60_000)

test('a button pressed twice posts once', async () => {
  const order = await trade.order([[1, '60', '9.85']])
  const page = await openScreen(browser, api, 'receiver', `/receiving/${order.id}`)
  await page.getByLabel('accepted of Wine glass').fill('20')
  await page.getByRole('button', { name: 'Post the receipt' }).dblclick()
  await page.getByRole('heading', { name: /^GR-/ }).waitFor()
  const { body } = await api
    .as('receiver')
    .get<{ readonly total: { readonly value: number } }>(`/receipts?orderId=${order.id}`)
  expect(body.total.value).toBe(1)
}, 60_000)

test('a receipt is taken back with a reason', async () => {
  const order = await trade.order([[0, '12', '7.40']])
  const receiptId = await trade.receive(order, [{ accepted: '12' }])
  const page = await openScreen(browser, api, 'receiver', `/receipts/${receiptId}`)
  await press(page, 'b')
  await page.getByLabel('Reason').fill('Counted for another order')
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Enter')
  await page.getByText(/taken back by GR-/).waitFor()
  expect((await linesOf(order.id))[0]?.received.quantity).toBe('0')
}, 60_000)

test('a thousand receipts page, and axe finds nothing, dark and on a phone', async () => {
  const order = await trade.order([[0, '2000', '7.40']])
  for (let at = 0; at < 1_000; at += 10) {
    for (let no = 0; no < 10; no += 1) await trade.receive(order, [{ accepted: '1' }])
  }
  const page = await openScreen(browser, api, 'receiver', '/receipts', { scheme: 'dark' })
  await page.getByText(/^1–50 of 1,0/).waitFor()
  expect(await axeClean(page)).toEqual([])
  const small = await openScreen(browser, api, 'receiver', '/receipts', { viewport: phone })
  await settled(small)
  expect(await axeClean(small)).toEqual([])
}, 120_000)
