import { sql } from 'kysely'
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
} from './support.ts'
import { type Trade, tradeOf } from './trade.ts'

let api: TestApi
let browser: Browser
let trade: Trade

beforeAll(async () => {
  api = await testApi()
  trade = await tradeOf(api)
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

type Return = {
  readonly id: string
  readonly rmaNumber: string
  readonly reason: string
  readonly lines: readonly {
    readonly from: string
    readonly quantity: { readonly quantity: string }
    readonly accrued: { readonly amount: string }
  }[]
}

test('without returns the list teaches', async () => {
  const page = await openScreen(browser, api, 'receiver', '/returns')
  await page.getByRole('heading', { name: 'Nothing went back yet' }).waitFor()
  expect(await axeClean(page)).toEqual([])
})

test('rejects and bad goods go back by keyboard', async () => {
  const order = await trade.order([
    [0, '100', '10.00'],
    [1, '50', '4.00'],
  ])
  await trade.receive(order, [{ accepted: '100' }, { accepted: '40', rejected: '10' }])
  const page = await openScreen(browser, api, 'receiver', '/returns')
  await press(page, 'c')
  await page.getByRole('heading', { name: 'No order is chosen yet' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await pick(page, 'Order', order.number)
  const rejects = page.getByRole('textbox', { name: 'Rejects of Wine glass, goes back' })
  await rejects.waitFor()
  expect(await rejects.inputValue()).toBe('10')
  await page.getByRole('textbox', { name: 'Accepted goods of Tumbler, goes back' }).fill('101')
  await page.getByLabel('RMA number').fill('RMA-9')
  await page.getByLabel('Reason').fill('Broken in the carton')
  await press(page, 'Control+Enter')
  await page.getByText('Nothing was sent back.').waitFor()
  expect(await axeClean(page)).toEqual([])

  await page.getByRole('textbox', { name: 'Accepted goods of Tumbler, goes back' }).fill('5')
  await press(page, 'Control+Enter')
  await page.waitForURL(/\/returns\/[0-9a-f-]{36}$/)
  await settled(page)
  expect(await axeClean(page)).toEqual([])
  const id = new URL(page.url()).pathname.split('/').at(-1)
  const { body } = await api.as('receiver').get<Return>(`/supplier-returns/${id}`)
  expect(body).toMatchObject({ rmaNumber: 'RMA-9', reason: 'Broken in the carton' })
  const sent = body.lines.map(({ from, quantity, accrued }) => [
    from,
    quantity.quantity,
    accrued.amount,
  ])
  expect(sent.sort()).toEqual([
    ['accepted', '5', '50.00'],
    ['rejected', '10', '40.00'],
  ])

  const again = await openScreen(browser, api, 'receiver', `/returns/new?orderId=${order.id}`)
  await again.getByRole('textbox', { name: 'Accepted goods of Wine glass, goes back' }).waitFor()
  expect(await again.getByText('Rejects', { exact: true }).count()).toBe(0)
}, 60_000)

test('an order of which nothing came has nothing to send back', async () => {
  const order = await trade.order([[2, '10', '6.00']])
  const path = `/returns/new?orderId=${order.id}`
  const page = await openScreen(browser, api, 'receiver', path, { viewport: phone, scheme: 'dark' })
  await page.getByRole('heading', { name: `Nothing of ${order.number} can go back` }).waitFor()
  expect(await axeClean(page)).toEqual([])
})

test('a thousand returns page', async () => {
  const { db } = api.organization
  await sql`
    insert into supplier_return (id, company_id, supplier_id, place_id, order_id, returned_on,
      reason, posted_at, posted_by, posted_by_name)
    select gen_random_uuid(), company_id, supplier_id, place_id, order_id,
      '2025-01-05'::date + n % 300, 'Broken', posted_at, posted_by, posted_by_name
    from (select * from supplier_return limit 1) as sent, generate_series(1, 1000) as n
  `.execute(db)
  const page = await openScreen(browser, api, 'viewer', '/returns')
  await page.getByText('1–50 of 1,001').waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'n')
  await page.getByText('51–100 of 1,001').waitFor()
})
