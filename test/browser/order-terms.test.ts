import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

import { pick } from './pick.ts'
import {
  axeClean,
  type Browser,
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

test('an empty organization says what comes first, and ticks it off', async () => {
  const page = await openScreen(browser, api, 'owner', '')
  const steps = page.getByRole('region', { name: 'What comes first' })
  await steps.getByText('0 of 6 done').waitFor()
  expect(await axeClean(page)).toEqual([])
  await shot(page, 'first-steps')
  await steps.getByRole('link', { name: 'Add a company' }).press('Enter')
  await page.getByRole('heading', { name: 'New company' }).waitFor()

  trade = await tradeOf(api)
  const later = await openScreen(browser, api, 'owner', '')
  await later.getByText('4 of 6 done').waitFor()
  expect(await axeClean(later)).toEqual([])
  await shot(later, 'first-steps-later')
  const small = await openScreen(browser, api, 'owner', '/orders', {
    viewport: phone,
    scheme: 'dark',
  })
  await small.getByText('4 of 6 done').waitFor()
  expect(await axeClean(small)).toEqual([])
  await shot(small, 'first-steps-phone-dark')
  const viewer = await openScreen(browser, api, 'viewer', '')
  await viewer.getByText('No order was written yet').waitFor()
  expect(await viewer.getByText('What comes first').count()).toBe(0)
}, 60_000)

test('incoterm, note to the supplier and a day of a line reach order, paper and supplier', async () => {
  const buyer = api.as('buyer')
  const { body: items } = await buyer.get<{ readonly items: readonly { readonly id: string }[] }>(
    '/items?q=TUMBLER',
  )
  const term = await buyer.post('/supplier-terms', {
    supplierId: trade.supplierId,
    itemId: items.items[0]?.id,
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
  const page = await openScreen(browser, api, 'buyer', '/orders/new')
  await pick(page, 'Supplier', 'Vetreria')
  await pick(page, 'Ship to', 'Edison')
  await page.getByRole('combobox', { name: 'Incoterm' }).focus()
  await page.keyboard.type('free c')
  await page.getByRole('option', { name: 'FCA Free carrier' }).waitFor()
  await shot(page, 'order-incoterm')
  expect(await axeClean(page)).toEqual([])
  await press(page, 'ArrowDown', 'Enter')
  await page.keyboard.type(' Trieste')
  await page.getByLabel('Note to the supplier').focus()
  await page.keyboard.type('On pallets of 80 x 120.')
  await pick(page, 'Item of line 1', 'Tumbler')
  await page.getByLabel('Quantity of line 1').focus()
  await page.keyboard.type('20')
  await page.getByText('below the minimum of 50').waitFor()
  const needed = trade.inDays(30)
  await page.getByLabel('Day of line 1').fill(needed)
  await page.getByText('1 line, $184.00').waitFor()
  await settled(page)
  expect(await axeClean(page)).toEqual([])
  await shot(page, 'order-new')
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: /^Draft for Vetreria/ }).waitFor()
  await page.getByText('The supplier takes 50 EA or more; 50 EA would fit.').waitFor()
  await page.getByText('FCA Trieste').waitFor()
  await page.getByText('To the supplier: On pallets of 80 x 120.').waitFor()
  await settled(page)
  expect(await axeClean(page)).toEqual([])
  await shot(page, 'order-warned')
  const orderId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const dark = await openScreen(browser, api, 'buyer', `/orders/${orderId}`, { scheme: 'dark' })
  await shot(dark, 'order-warned-dark')
  const { body } = await buyer.get<object>(`/purchase-orders/${orderId}`)
  expect(body).toMatchObject({ incoterm: 'FCA Trieste', lines: [{ requestedOn: needed }] })

  await page.getByRole('link', { name: 'Change the quantity' }).press('Enter')
  await page.getByText('below the minimum of 50').waitFor()
  expect(await page.getByLabel('Day of line 1').inputValue()).toBe(needed)
  await page.getByRole('combobox', { name: 'Incoterm' }).fill('DAP Edison')
  await page.getByLabel('Quantity of line 1').fill('60')
  await page.getByText('below the minimum').waitFor({ state: 'detached' })
  await shot(page, 'order-change')
  await press(page, 'Control+Enter')
  await page.getByText('DAP Edison').waitFor()
  expect(await page.getByText('would fit').count()).toBe(0)

  const small = await openScreen(browser, api, 'buyer', `/orders/${orderId}`, { viewport: phone })
  await small
    .getByRole('region', { name: 'Next step' })
    .getByRole('button', { name: 'Release' })
    .click()
  await settled(small)
  await small.getByRole('dialog').waitFor()
  await shot(small, 'order-phone-act')
  await small.getByRole('dialog').getByRole('button', { name: 'Release' }).click()
  await small.getByRole('heading', { name: /^PO-/ }).waitFor()
  await settled(small)
  expect(await axeClean(small)).toEqual([])
  await shot(small, 'order-phone')
  const link = await api
    .as('owner')
    .get<{ readonly path: string }>(`/purchase-orders/${orderId}/supplier-link`)
  await small.goto(link.body.path)
  await small.getByText('On pallets of 80 x 120.').waitFor()
  await small
    .getByText(/DAP Edison/)
    .first()
    .waitFor()
  await small.getByText(/by \w{3} \d+ \w{3} \d{4}, to Edison/).waitFor()
  await shot(small, 'order-supplier-phone')
}, 90_000)

test('the paper of a mail is opened from the log, as it was sent', async () => {
  const order = await trade.order([[0, '80', '7.40']])
  await api.as('owner').patch(`/purchase-orders/${order.id}`, { note: 'Only for us.' })
  const { db } = api.organization
  const mail = { id: crypto.randomUUID(), key: `order-released:${order.id}:1` }
  await db
    .insertInto('mail_message')
    .values({
      ...mail,
      kind: 'order_released',
      subject_kind: 'purchase_order',
      subject_id: order.id,
      to_address: 'giulia@vetreria.example',
      subject: `Order ${order.number}`,
      body_text: 'Please find our order attached.',
      attachments: JSON.stringify([
        { fileName: `${order.number}.pdf`, mediaType: 'application/pdf' },
      ]),
      status: 'sent',
      created_at: new Date(),
    })
    .execute()
  const page = await openScreen(browser, api, 'owner', '/admin/mail')
  await press(page, 'j', 'Enter')
  const link = page.getByRole('link', { name: `${order.number}.pdf` })
  await link.waitFor()
  expect(await axeClean(page)).toEqual([])
  await shot(page, 'mail-file')
  const path = (await link.getAttribute('href')) ?? ''
  const answer = await page.request.get(path)
  expect(answer.status()).toBe(200)
  expect(answer.headers()).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="${order.number}.pdf"`,
    'x-content-type-options': 'nosniff',
  })
  expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-')
  const buyer = await openScreen(browser, api, 'buyer', '/orders')
  expect((await buyer.request.get(path)).status()).toBe(403)
}, 60_000)

test('arrivals look as far ahead as one chooses; what is late always shows', async () => {
  // Expected in 30 days.
  const { number } = await trade.order([[0, '60', '1.00']])
  const page = await openScreen(browser, api, 'receiver', '/receiving')
  await page.getByRole('radio', { name: '30 days' }).waitFor({ state: 'attached' })
  expect(await page.getByRole('link', { name: number }).count()).toBe(0)
  await page.getByRole('radio', { name: '14 days' }).press('ArrowRight')
  await page.getByRole('link', { name: number }).waitFor()
  expect(new URL(page.url()).searchParams.get('days')).toBe('30')
  await settled(page)
  expect(await axeClean(page)).toEqual([])
  await shot(page, 'arrivals-all')
  const small = await openScreen(browser, api, 'receiver', '/receiving?days=all', {
    viewport: phone,
    scheme: 'dark',
  })
  expect(await axeClean(small)).toEqual([])
  await shot(small, 'arrivals-phone-dark')
  const none = await openScreen(browser, api, 'receiver', '/receiving?days=7')
  await none.getByText('No released order is late or due within 7 days.').waitFor()
}, 60_000)

test('what is to come of an item stands once, however many states it is in', async () => {
  const order = await trade.order([[1, '20', '3.00']])
  await trade.receive(order, [{ accepted: '8', rejected: '2' }])
  type Level = { readonly status: string; readonly expected: object | null }
  const { body } = await api
    .as('buyer')
    .get<{ readonly items: readonly Level[] }>('/stock-levels?q=WINE-GLASS')
  expect(body.items.map(({ status, expected }) => [status, expected])).toEqual(
    expect.arrayContaining([
      ['available', { quantity: '10', unit: 'EA' }],
      ['rejected', null],
    ]),
  )
  const page = await openScreen(browser, api, 'buyer', '/stock')
  expect(await page.getByText('10 EA', { exact: true }).count()).toBe(1)
  expect(await axeClean(page)).toEqual([])
  await shot(page, 'stock-once')
}, 60_000)

test('another note to the supplier is another version', async () => {
  const order = await trade.order([[0, '80', '7.40']])
  const path = `/purchase-orders/${order.id}`
  const changed = await api.as('buyer').patch<{ readonly lifecycle: string }>(path, {
    supplierNote: 'Call before delivery.',
  })
  expect(changed.body.lifecycle).toBe('on_hold')
  const again = await api.as('owner').post(`${path}/release`)
  expect(again.status, again.text).toBe(200)
  const page = await openScreen(browser, api, 'owner', `/orders/${order.id}`)
  await page.getByRole('tab', { name: /Versions/ }).press('Enter')
  await page.getByRole('row', { name: /Supplier note.*Call before delivery/ }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await shot(page, 'order-versions')
}, 60_000)
