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

beforeAll(async () => {
  api = await testApi()
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

/** Answers that come later than the company accepts, each taking the place of the one before. */
async function answerLate(orderId: string, lineId: string, times: number): Promise<void> {
  for (let no = 0; no < times; no += 1) {
    const lines = [
      { orderLineId: lineId, kind: 'change', promisedOn: trade.inDays(40 + (no % 20)) },
    ]
    const answer = await api.as('buyer').post('/supplier-answers', { orderId, lines })
    expect(answer.status, answer.text).toBe(201)
  }
}

test('with no answer the list says how suppliers answer, and axe finds nothing', async () => {
  const page = await openScreen(browser, api, 'buyer', '/answers')
  await page.getByText('No supplier answered yet').waitFor()
  expect(await axeClean(page)).toEqual([])
})

test('a waiting answer is found, opened and rejected by keyboard', async () => {
  trade = await tradeOf(api)
  const order = await trade.order([[0, '120', '7.40']])
  await answerLate(order.id, order.lineIds[0] ?? '', 1)
  const page = await openScreen(browser, api, 'buyer', '/answers?status=needs_review')
  await page.getByText('1–1 of 1').waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'j', 'Enter')
  await page.getByRole('heading', { name: order.number }).waitFor()
  await page.getByRole('button', { name: 'Reject…' }).press('Enter')
  await page.getByRole('dialog').waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('button', { name: 'Reject', exact: true }).press('Enter')
  await page.getByRole('heading', { name: 'Answer to review' }).waitFor({ state: 'detached' })
  const { body } = await api
    .as('buyer')
    .get<{ readonly items: readonly { readonly status: string }[] }>(
      `/supplier-answers?orderId=${order.id}`,
    )
  expect(body.items[0]?.status).toBe('rejected')
}, 60_000)

test('a thousand answers page, and axe finds nothing, dark and on a phone', async () => {
  const orders = await Promise.all(
    Array.from({ length: 10 }, () => trade.order([[1, '240', '9.85']])),
  )
  await Promise.all(orders.map((order) => answerLate(order.id, order.lineIds[0] ?? '', 100)))
  const page = await openScreen(browser, api, 'buyer', '/answers', { scheme: 'dark' })
  await page.getByText('1–50 of 1,001').waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'n')
  await page.getByText('51–100 of 1,001').waitFor()
  const small = await openScreen(browser, api, 'buyer', '/answers', { viewport: phone })
  await settled(small)
  expect(await axeClean(small)).toEqual([])
}, 120_000)
