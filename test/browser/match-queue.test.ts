import { sql } from 'kysely'
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
  trade = await tradeOf(api)
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

type Invoice = { readonly status: string; readonly reason: string; readonly entryId: string | null }

const invoiceOf = async (id: string) => {
  return (await api.as('ap_clerk').get<Invoice>(`/supplier-invoices/${id}`)).body
}

test('an empty queue teaches', async () => {
  const page = await openScreen(browser, api, 'ap_clerk', '/match-queue')
  await page.getByRole('heading', { name: 'No invoice waits' }).waitFor()
  expect(await axeClean(page)).toEqual([])
})

test('a clerk settles one case after the other by keyboard', async () => {
  const order = await trade.order([
    [0, '100', '10.00'],
    [1, '50', '4.00'],
  ])
  await trade.receive(order, [{ accepted: '100' }, { accepted: '40', rejected: '10' }])
  const dear = await trade.invoice(order, 'DEAR-1', [['100', '12.00']])
  const late = await trade.order([[2, '20', '6.00']])
  const early = await trade.invoice(late, 'EARLY-1', [['20', '6.00']])

  const page = await openScreen(browser, api, 'owner', '/match-queue')
  await page.getByRole('heading', { name: 'DEAR-1' }).waitFor()
  await page.getByRole('region', { name: 'Posting preview' }).waitFor()
  expect(await page.getByText('Price, line 1').count()).toBe(1)
  expect(await axeClean(page)).toEqual([])

  await press(page, 'j')
  await page.getByRole('heading', { name: 'EARLY-1' }).waitFor()
  await press(page, 'k')
  await page.getByRole('heading', { name: 'DEAR-1' }).waitFor()
  await press(page, '2')
  await press(page, 'p')
  await page.keyboard.type('Agreed by phone')
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Enter')
  await page.getByRole('heading', { name: 'EARLY-1' }).waitFor()
  const released = await invoiceOf(dear)
  expect(released).toMatchObject({ status: 'posted', reason: 'Agreed by phone' })
  expect(released.entryId).not.toBeNull()

  await settled(page)
  await press(page, 'p')
  await page.getByText(/EARLY-1 stays held/).waitFor()
  expect((await invoiceOf(early)).status).toBe('held')
  await settled(page)
  await press(page, '3')
  await press(page, 'p')
  await page.keyboard.type('Send it with the goods')
  await press(page, 'Enter')
  await page.getByRole('heading', { name: 'No invoice waits' }).waitFor()
  expect((await invoiceOf(early)).status).toBe('rejected')
}, 60_000)

test('somebody else was faster: the reason is told and nothing is posted twice', async () => {
  const order = await trade.order([[2, '20', '6.00']])
  const id = await trade.invoice(order, 'RACE-1', [['20', '6.00']])
  const page = await openScreen(browser, api, 'owner', '/match-queue', { scheme: 'dark' })
  await page.getByRole('heading', { name: 'RACE-1' }).waitFor()
  const reason = { reason: 'Faster' }
  expect((await api.as('ap_clerk').post(`/supplier-invoices/${id}/rejection`, reason)).status).toBe(
    200,
  )
  await press(page, 'p')
  await page.getByText('Nothing was posted.').waitFor()
  expect(await axeClean(page)).toEqual([])
})

test('on a phone the list opens a case, and who may not settle only reads', async () => {
  const order = await trade.order([[2, '20', '6.00']])
  await trade.invoice(order, 'PHONE-1', [['20', '6.00']])
  const page = await openScreen(browser, api, 'viewer', '/match-queue', { viewport: phone })
  await page.getByRole('link', { name: /PHONE-1/ }).press('Enter')
  await page.getByText('You may read this queue, but not settle what waits in it.').waitFor()
  await settled(page)
  expect(await axeClean(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width)
})

test('of a thousand that wait the first stand in the list, and any opens by its address', async () => {
  const { db } = api.organization
  await sql`
    insert into supplier_invoice (id, supplier_number, normal_number, company_id, supplier_id,
      currency, rate_e10, invoiced_on, due_on, status, goods_minor, charges_minor, tax_minor,
      total_minor, captured_at, captured_by, captured_by_name)
    select gen_random_uuid(), 'M-' || n, 'm' || n, ${trade.companyId}::uuid,
      ${trade.supplierId}::uuid, 'USD', 10000000000, '2026-01-05'::date + n % 300, '2026-12-31',
      'captured', 0, 0, 0, 0, now(), 'a', 'A Clerk'
    from generate_series(1, 1000) as n
  `.execute(db)
  const order = await trade.order([[2, '20', '6.00']])
  const id = await trade.invoice(order, 'LAST-1', [['20', '6.00']])
  const page = await openScreen(browser, api, 'ap_clerk', `/match-queue?invoice=${id}`)
  await page.getByRole('heading', { name: 'LAST-1' }).waitFor()
  expect(await page.getByText(/^More wait/).count()).toBe(1)
  expect(await axeClean(page)).toEqual([])
}, 60_000)
