/** Acts on documents that no walk of its own does: each by keyboard, and the database holds what it did. */
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

import { type Browser, launchBrowser, press, still } from '../support.ts'
import { type Trade, tradeOf } from '../trade.ts'
import { type Acting, actingAt } from './acting.ts'

let api: TestApi
let browser: Browser
let trade: Trade
let acting: Acting

type Order = { readonly lifecycle: string; readonly approval: string }

beforeAll(async () => {
  browser = await launchBrowser()
  api = await testApi()
  trade = await tradeOf(api)
  acting = await actingAt(browser, api, '/orders')
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

const orderOf = (id: string) => acting.read<Order>(`/purchase-orders/${id}`)

test('a draft over the threshold is approved by somebody else, and released', async () => {
  const id = await submittedDraft()
  await acting.open(`/orders/${id}`)
  await press(acting.page, 'a')
  await acting.confirm('')
  await expect.poll(async () => (await orderOf(id)).approval).toBe('approved')
  await acting.page.getByRole('button', { name: /^Release/ }).waitFor()
  await press(acting.page, 'a')
  await acting.confirm('')
  await expect.poll(async () => (await orderOf(id)).lifecycle).toBe('released')
}, 60_000)

async function submittedDraft(): Promise<string> {
  const company = `/companies/${trade.companyId}`
  const needed = { approvalOver: { amount: '0.00', currency: 'USD' } }
  expect((await api.as('owner').patch(company, needed)).status).toBe(200)
  const id = await trade.draft()
  const submitted = await api.as('buyer').post(`/purchase-orders/${id}/submission`)
  expect(submitted.status, submitted.text).toBe(200)
  const none = { approvalOver: { amount: '1000000.00', currency: 'USD' } }
  expect((await api.as('owner').patch(company, none)).status).toBe(200)
  return id
}

test('an order is submitted', async () => {
  const company = `/companies/${trade.companyId}`
  const needed = { approvalOver: { amount: '0.00', currency: 'USD' } }
  await api.as('owner').patch(company, needed)
  const id = await trade.draft()
  await acting.open(`/orders/${id}`)
  await acting.actByMenu('Submit for approval', '')
  await expect.poll(async () => (await orderOf(id)).approval).toBe('pending')
  await api.as('owner').patch(company, { approvalOver: { amount: '1000000.00', currency: 'USD' } })
}, 60_000)

test('an order is held, resumed and cancelled', async () => {
  const { id } = await trade.order([[0, '10', '7.40']])
  await acting.open(`/orders/${id}`)
  await acting.actByMenu('Hold', 'The glaze is wrong')
  await expect.poll(async () => (await orderOf(id)).lifecycle).toBe('on_hold')
  // The page has read it again, too: its key is the act that is offered now.
  await acting.page.getByRole('button', { name: /^Resume/ }).waitFor()
  await press(acting.page, 'a')
  await acting.confirm('')
  await expect.poll(async () => (await orderOf(id)).lifecycle).toBe('released')
  await still(acting.page)
  await acting.actByMenu('Cancel the order', 'Not needed any more')
  await expect.poll(async () => (await orderOf(id)).lifecycle).toBe('cancelled')
}, 60_000)

test('what did not come is closed short, and the order with it', async () => {
  const order = await trade.order([[0, '10', '7.40']])
  await trade.receive(order, [{ accepted: '8' }])
  await trade.invoice(order, 'SHORT-1', [['8', '7.40']])
  await acting.open(`/orders/${order.id}`)
  await acting.actByMenu('Close open lines short', 'The rest is out of production')
  type Lines = { readonly lines: readonly { readonly state: string }[] }
  const states = async () => (await acting.read<Lines>(`/purchase-orders/${order.id}`)).lines
  await expect.poll(async () => (await states())[0]?.state).toBe('short_closed')
  if ((await orderOf(order.id)).lifecycle === 'closed') return
  await acting.open(`/orders/${order.id}`)
  await acting.actByMenu('Close the order', 'All is done')
  await expect.poll(async () => (await orderOf(order.id)).lifecycle).toBe('closed')
}, 60_000)

test('a note is kept beside the order', async () => {
  const { id } = await trade.order([[0, '10', '7.40']])
  await acting.open(`/orders/${id}`)
  await press(acting.page, 'c')
  await acting.page.getByRole('textbox', { name: 'Internal note' }).focus()
  await acting.page.keyboard.type('Ask for the pallets back')
  await acting.page.getByRole('button', { name: 'Keep the note' }).press('Enter')
  await expect
    .poll(async () => JSON.stringify(await acting.read(`/purchase-orders/${id}/timeline`)))
    .toContain('Ask for the pallets back')
}, 60_000)

test('a return is taken back', async () => {
  const order = await trade.order([[0, '10', '7.40']])
  await trade.receive(order, [{ accepted: '8', rejected: '2' }])
  const sent = await api.as('owner').post<{ readonly id: string }>('/supplier-returns', {
    orderId: order.id,
    returnedOn: trade.today,
    reason: 'Broken',
    lines: [
      {
        orderLineId: order.lineIds[0],
        from: 'rejected',
        quantity: { quantity: '2', unit: 'EA' },
      },
    ],
  })
  expect(sent.status, sent.text).toBe(201)
  await acting.open(`/returns/${sent.body.id}`)
  await press(acting.page, 'b')
  await acting.confirm('The carrier was wrong')
  type Return = { readonly reversedById: string | null }
  await expect
    .poll(async () => (await acting.read<Return>(`/supplier-returns/${sent.body.id}`)).reversedById)
    .toEqual(expect.any(String))
}, 60_000)

test('goods in quarantine are inspected', async () => {
  const order = await trade.order([[0, '10', '7.40']])
  const quarantined = { quantity: '10', unit: 'EA' }
  const posted = await api.as('owner').post<{ readonly id: string }>('/receipts', {
    orderId: order.id,
    receivedOn: trade.today,
    lines: [{ orderLineId: order.lineIds[0], quarantined }],
  })
  expect(posted.status, posted.text).toBe(201)
  await acting.open(`/receipts/${posted.body.id}`)
  await acting.page.getByRole('button', { name: /^Inspect/ }).press('Enter')
  await acting.page.getByRole('dialog').getByLabel('Note').focus()
  await press(acting.page, 'Enter')
  await acting.page.getByRole('dialog').waitFor({ state: 'detached' })
  type Receipt = { readonly lines: readonly { readonly toInspect: { quantity: string } }[] }
  const left = async () => (await acting.read<Receipt>(`/receipts/${posted.body.id}`)).lines
  await expect.poll(async () => (await left())[0]?.toInspect.quantity).toBe('0')
}, 60_000)
