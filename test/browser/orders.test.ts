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

type Row = { readonly id: string; readonly number: string | null; readonly status: string }
type Page<T> = { readonly items: readonly T[]; readonly total: { readonly value: number } }

beforeAll(async () => {
  api = await testApi()
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

const newest = async (): Promise<Row | undefined> => {
  const { body } = await api
    .as('owner')
    .get<Page<Row>>('/purchase-orders?sort=-orderedOn&limit=200')
  return body.items.at(0)
}

test('with no orders the list says what an order is, and axe finds nothing', async () => {
  const page = await openScreen(browser, api, 'buyer', '/orders')
  await page.getByText('No order was written yet').waitFor()
  expect(await axeClean(page)).toEqual([])
})

test('a buyer writes, submits and releases an order by keyboard', async () => {
  trade = await tradeOf(api)
  const page = await openScreen(browser, api, 'buyer', '/orders')
  await press(page, 'c')
  await page.getByRole('heading', { name: 'New order' }).waitFor()
  const pick = async (label: string, text: string) => {
    await page.getByLabel(label, { exact: false }).first().focus()
    await page.keyboard.type(text)
    await page
      .getByRole('option', { name: new RegExp(text) })
      .first()
      .waitFor()
    await press(page, 'ArrowDown', 'Enter')
  }
  await pick('Supplier', 'Vetreria')
  await pick('Ship to', 'Edison')
  await pick('Item of line 1', 'Wine')
  await page.getByLabel('Quantity of line 1').focus()
  await page.keyboard.type('120')
  await page.getByLabel('Price of line 1').focus()
  await page.keyboard.type('9.85')
  await page.getByText('1 line, $1,182.00').waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: /^Draft for Vetreria/ }).waitFor()
  await settled(page)
  expect(await axeClean(page)).toEqual([])

  await press(page, 'a')
  await page.getByRole('dialog').waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Enter')
  await page.getByRole('heading', { name: /^PO-/ }).waitFor()
  expect((await newest())?.status).toBe('released')
}, 60_000)

test('a buyer changes a draft by keyboard; a new line is quoted from the terms', async () => {
  const draftId = await trade.draft()
  const buyer = api.as('buyer')
  const items = await buyer.get<{ readonly items: readonly { readonly id: string }[] }>(
    '/items?q=WINE-GLASS',
  )
  const term = await buyer.post('/supplier-terms', {
    supplierId: trade.supplierId,
    itemId: items.body.items[0]?.id,
    validFrom: trade.inDays(-1),
    moq: { quantity: '50', unit: 'EA' },
    breaks: [
      {
        from: { quantity: '0', unit: 'EA' },
        price: { amount: '9.20', currency: 'USD', per: '1', unit: 'EA' },
      },
    ],
  })
  expect(term.status, term.text).toBe(201)
  const page = await openScreen(browser, api, 'buyer', `/orders/${draftId}`)
  await page.getByRole('button', { name: 'More' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Change the order…' }).press('Enter')
  await page.getByText(/^1 line, \$88\.80\. It stays a draft/).waitFor()
  await page.getByLabel('Quantity of line 1').focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('24')
  await page.getByRole('button', { name: 'Add a line' }).press('Enter')
  // The new line's item has the focus.
  await page.keyboard.type('Wine')
  await page.getByRole('listbox').getByRole('option').filter({ hasText: 'Wine' }).waitFor()
  await expect.poll(() => page.getByRole('listbox').getByRole('option').count()).toBe(1)
  await press(page, 'ArrowDown', 'Enter')
  await page.getByText('Line 2 needs an item and a quantity.').waitFor({ timeout: 1_000 })
  await page.getByLabel('Quantity of line 2').focus()
  await page.keyboard.type('10')
  await page.getByText('$9.20 per EA, from the terms').waitFor()
  await page.getByText('below the minimum of 50').waitFor()
  await page.getByText(/^2 lines, \$269\.60\./).waitFor()
  await page.getByLabel('Price of line 2').focus()
  await page.keyboard.type('9.1.2')
  await page.getByText('Line 2: correct what is marked.').waitFor()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.getByText(/^2 lines, \$269\.60\./).waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: /^Draft for Vetreria/ }).waitFor()
  const { body } = await buyer.get<{
    readonly lifecycle: string
    readonly total: { readonly amount: string }
  }>(`/purchase-orders/${draftId}`)
  expect(body).toMatchObject({ lifecycle: 'draft', total: { amount: '269.60' } })
  const small = await openScreen(browser, api, 'buyer', `/orders/${draftId}/change`, {
    viewport: phone,
  })
  await settled(small)
  expect(await axeClean(small)).toEqual([])
}, 60_000)

test('a released order is changed over what somebody else changed meanwhile', async () => {
  const order = await trade.order([[0, '40', '7.40']])
  const path = `/purchase-orders/${order.id}`
  const page = await openScreen(browser, api, 'buyer', `/orders/${order.id}/change`)
  await page.getByText(/Makes a new version: approval may be asked again/).waitFor()
  const theirs = await api.as('owner').patch(path, { note: 'Call before delivery' })
  expect(theirs.status, theirs.text).toBe(200)
  await page.getByLabel('Quantity of line 1').focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('0')
  await press(page, 'Control+Enter')
  await page.getByRole('dialog', { name: 'Changed meanwhile' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('button', { name: 'Keep mine' }).press('Enter')
  await page.getByText('Line 1: Order more than zero').waitFor()
  const small = await openScreen(browser, api, 'buyer', `/orders/${order.id}/change`, {
    viewport: phone,
  })
  await settled(small)
  await page.getByLabel('Quantity of line 1').focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('60')
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: order.number, exact: true }).waitFor()
  const { body } = await api.as('buyer').get<{ readonly total: object }>(path)
  expect(body.total).toEqual({ amount: '444.00', currency: 'USD' })
}, 60_000)

test('an act on an order that is another one by now says so, and reads it again', async () => {
  const draftId = await trade.draft()
  const page = await openScreen(browser, api, 'buyer', `/orders/${draftId}`)
  await press(page, 'a')
  await page.getByRole('dialog').waitFor()
  const theirs = await api
    .as('owner')
    .patch(`/purchase-orders/${draftId}`, { note: 'Call before delivery' })
  expect(theirs.status, theirs.text).toBe(200)
  await press(page, 'Enter')
  await page.getByRole('dialog', { name: 'Somebody changed this order meanwhile' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('button', { name: 'Read again' }).press('Enter')
  await page.getByText('Note: Call before delivery').waitFor()
}, 60_000)

test('an answer past the limits waits, and is accepted by keyboard', async () => {
  const order = await trade.order([[0, '960', '7.40']])
  const late = await api.as('buyer').post('/supplier-answers', {
    orderId: order.id,
    message: 'The mould is under repair.',
    lines: [{ orderLineId: order.lineIds[0], kind: 'change', promisedOn: trade.inDays(60) }],
  })
  expect(late.status).toBe(201)
  const page = await openScreen(browser, api, 'buyer', `/orders/${order.id}`)
  await page.getByRole('heading', { name: 'Answer to review' }).waitFor()
  await settled(page)
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('button', { name: 'Accept the answer…' }).press('Enter')
  await page.getByRole('button', { name: 'Accept', exact: true }).press('Enter')
  await page.getByRole('heading', { name: 'Answer to review' }).waitFor({ state: 'detached' })
  const { body } = await api
    .as('buyer')
    .get<{ readonly lines: readonly { readonly promisedOn: string }[] }>(
      `/purchase-orders/${order.id}`,
    )
  expect(body.lines[0]?.promisedOn).toBe(trade.inDays(60))
}, 60_000)

test('the buyer enters what the supplier said, holds the order, and is told why it cannot be received', async () => {
  const order = await trade.order([[1, '48', '9.85']])
  const page = await openScreen(browser, api, 'owner', `/orders/${order.id}`)
  await press(page, 's')
  await page.getByRole('dialog').waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('button', { name: 'Enter the answer' }).press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'More' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Hold…' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('menuitem', { name: 'Hold…' }).press('Enter')
  await page.getByLabel('Reason').fill('Wait for the new glaze')
  await press(page, 'Enter')
  await page.getByText('On hold').first().waitFor()
  const { body } = await api
    .as('buyer')
    .get<{ readonly lifecycle: string; readonly answer: string }>(`/purchase-orders/${order.id}`)
  expect(body).toMatchObject({ lifecycle: 'on_hold', answer: 'full' })
}, 60_000)

test('a thousand orders page by keyboard, and axe finds nothing, dark and on a phone', async () => {
  const { total } = (await api.as('owner').get<Page<Row>>('/purchase-orders?limit=1')).body
  const orders = Array.from({ length: 1_000 - total.value })
  for (let at = 0; at < orders.length; at += 20) {
    await Promise.all(orders.slice(at, at + 20).map(() => trade.draft()))
  }
  const page = await openScreen(browser, api, 'buyer', '/orders', { scheme: 'dark' })
  await page.getByText('1–50 of 1,000').waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'n')
  await page.getByText('51–100 of 1,000').waitFor()
  await press(page, 'j', 'j', 'Enter')
  await page.getByRole('heading', { name: /^Draft for/ }).waitFor()
  const small = await openScreen(browser, api, 'buyer', '/orders', { viewport: phone })
  await settled(small)
  expect(await axeClean(small)).toEqual([])
}, 120_000)
