import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

import { pick } from './pick.ts'
import {
  axeClean,
  type Browser,
  launchBrowser,
  openScreen,
  type Page,
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

type Invoice = {
  readonly status: string
  readonly supplierNumber: string
  readonly total: { readonly amount: string }
  readonly lines: readonly { readonly kind: string; readonly amount: { readonly amount: string } }[]
}

const invoiceOf = async (page: Page) => {
  const id = new URL(page.url()).pathname.split('/').at(-1)
  return (await api.as('ap_clerk').get<Invoice>(`/supplier-invoices/${id}`)).body
}

/** By keyboard: the supplier, the number, the order. */
async function writeHead(page: Page, number: string, order: string): Promise<void> {
  await pick(page, 'Supplier', 'Vetreria')
  await page.getByLabel('Number on the paper').fill(number)
  await pick(page, 'Order', order)
  await page.getByText('Goods billed').waitFor({ state: 'attached' })
}

test('without invoices and accruals the lists teach', async () => {
  const page = await openScreen(browser, api, 'ap_clerk', '/invoices')
  await page.getByRole('heading', { name: 'No invoice was captured yet' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  const grni = await openScreen(browser, api, 'ap_clerk', '/grni')
  await grni.getByRole('heading', { name: 'Nothing waits for an invoice' }).waitFor()
  expect(await axeClean(grni)).toEqual([])
})

test('a clerk captures goods, a charge and tax by keyboard, and it is posted', async () => {
  const order = await trade.order([
    [0, '100', '10.00'],
    [1, '50', '4.00'],
  ])
  await trade.receive(order, [{ accepted: '100' }, { accepted: '40', rejected: '10' }])
  const page = await openScreen(browser, api, 'ap_clerk', '/invoices')
  await press(page, 'c')
  await page.getByRole('heading', { name: 'New invoice' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await writeHead(page, 'VET-77', order.number)
  const billed = page.getByRole('textbox', { name: /^Billed, line/ })
  expect(
    await billed.evaluateAll((fields) => fields.map((each) => (each as HTMLInputElement).value)),
  ).toEqual(['100', '40'])
  await page.getByLabel('Tax on the lines').selectOption({ label: 'Reduced rate, recoverable' })
  await page.getByText('its rate gives $58.00').waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: 'Invoice VET-77' }).waitFor()
  await settled(page)
  expect(await axeClean(page)).toEqual([])
  const posted = await invoiceOf(page)
  expect(posted).toMatchObject({ status: 'posted', total: { amount: '1218.00' } })
  expect(posted.lines.map(({ kind, amount }) => [kind, amount.amount])).toEqual([
    ['goods', '1000.00'],
    ['goods', '160.00'],
    ['tax', '58.00'],
  ])
  await page.getByRole('tab', { name: 'Three papers' }).press('Enter')
  await page.getByRole('region', { name: 'Checks' }).waitFor()
  expect(await axeClean(page)).toEqual([])

  const twice = await openScreen(browser, api, 'ap_clerk', '/invoices/new')
  await writeHead(twice, 'vet 77', order.number)
  await twice.getByRole('textbox', { name: 'Billed, line 1' }).fill('1')
  await press(twice, 'Control+Enter')
  await twice.getByText('The invoice was not captured.').waitFor()
  expect(await twice.getByRole('link', { name: /^Open SI-/ }).count()).toBe(1)
  expect(await axeClean(twice)).toEqual([])
}, 60_000)

test('a charge that nobody expected holds the invoice; a posted one is taken back', async () => {
  const order = await trade.order([[2, '10', '6.00']])
  await trade.receive(order, [{ accepted: '10' }])
  const page = await openScreen(browser, api, 'owner', '/invoices/new', { scheme: 'dark' })
  await writeHead(page, 'VET-78', order.number)
  await page.getByRole('button', { name: 'Add a charge' }).press('Enter')
  await page.getByLabel('Charge', { exact: true }).selectOption({ index: 1 })
  await page.getByLabel('Amount', { exact: true }).fill('75')
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: 'Invoice VET-78' }).waitFor()
  await settled(page)
  expect((await invoiceOf(page)).status).toBe('held')
  expect(await axeClean(page)).toEqual([])
  await press(page, 's')
  await page.getByRole('region', { name: 'Invoice VET-78' }).waitFor()

  const id = await trade.invoice(order, 'VET-79', [['10', '6.00']])
  const shown = await openScreen(browser, api, 'owner', `/invoices/${id}`)
  await press(shown, 'b')
  await shown.getByRole('dialog').waitFor()
  await shown.keyboard.type('Sent to the wrong company')
  expect(await axeClean(shown)).toEqual([])
  await press(shown, 'Enter')
  await shown.getByText('Reversed', { exact: true }).waitFor()
  expect((await invoiceOf(shown)).status).toBe('reversed')
}, 60_000)

test('on a phone an invoice is captured, one field after the other', async () => {
  const order = await trade.order([[2, '8', '6.00']])
  await trade.receive(order, [{ accepted: '8' }])
  const page = await openScreen(browser, api, 'ap_clerk', '/invoices/new', { viewport: phone })
  await writeHead(page, 'VET-80', order.number)
  expect(await axeClean(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width)
  await page.getByRole('button', { name: 'Capture and match' }).press('Enter')
  await page.getByRole('heading', { name: 'Invoice VET-80' }).waitFor()
  await settled(page)
  expect((await invoiceOf(page)).status).toBe('posted')
  expect(await axeClean(page)).toEqual([])
}, 60_000)

test('the same amount about the same day is told after capture', async () => {
  const order = await trade.order([[2, '9', '7.00']])
  await trade.receive(order, [{ accepted: '9' }])
  await trade.invoice(order, 'TWIN-1', [['9', '7.00']])
  const next = await trade.order([[2, '9', '7.00']])
  await trade.receive(next, [{ accepted: '9' }])
  const page = await openScreen(browser, api, 'ap_clerk', '/invoices/new')
  await writeHead(page, 'TWIN-2', next.number)
  await page.getByRole('button', { name: 'Only capture' }).press('Enter')
  await page.getByText('Look twice').waitFor()
  await page.getByRole('link', { name: 'TWIN-1' }).press('Enter')
  await page.getByRole('heading', { name: 'Invoice TWIN-1' }).waitFor()
  await settled(page)
  expect(await axeClean(page)).toEqual([])
}, 60_000)

test('what is received and not invoiced stands by age, and equals the ledger', async () => {
  const order = await trade.order([[0, '10', '10.00']])
  await trade.receive(order, [{ accepted: '10' }])
  const page = await openScreen(browser, api, 'ap_clerk', '/grni')
  await page.getByText('Equals the ledger').waitFor()
  await page.getByRole('link', { name: `${order.number}, line 1` }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('button', { name: '90+' }).press('Enter')
  await page.getByRole('heading', { name: 'Nothing fits this filter' }).waitFor()
})

test('a thousand invoices page, and open on a phone', async () => {
  const { db } = api.organization
  await sql`
    insert into supplier_invoice (id, supplier_number, normal_number, company_id, supplier_id,
      currency, rate_e10, invoiced_on, due_on, status, goods_minor, charges_minor, tax_minor,
      total_minor, captured_at, captured_by, captured_by_name)
    select gen_random_uuid(), 'M-' || n, 'm' || n, ${trade.companyId}::uuid,
      ${trade.supplierId}::uuid, 'USD', 10000000000, '2026-01-05'::date + n % 300, '2026-12-31',
      'rejected', n, 0, 0, n, now(), 'a', 'A Clerk'
    from generate_series(1, 1000) as n
  `.execute(db)
  const page = await openScreen(browser, api, 'viewer', '/invoices?status=rejected')
  await page.getByText('1–50 of 1,000').waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'n')
  await page.getByText('51–100 of 1,000').waitFor()
  const small = await openScreen(browser, api, 'viewer', '/invoices', { viewport: phone })
  expect(await axeClean(small)).toEqual([])
})

test('a thousand accrued lines page', async () => {
  const lines = Array.from({ length: 1_000 }, (_, at) => [at % 3, '5', '7.40'] as const)
  const order = await trade.order(lines)
  for (let at = 0; at < 1_000; at += 200) {
    const part = { ...order, lineIds: order.lineIds.slice(at, at + 200) }
    await trade.receive(
      part,
      part.lineIds.map(() => ({ accepted: '5' })),
    )
  }
  const page = await openScreen(browser, api, 'ap_clerk', '/grni')
  await page.getByText('Equals the ledger').waitFor()
  await page.getByText(/^1–50 of 1,0\d\d$/).waitFor()
  expect(await axeClean(page)).toEqual([])
}, 120_000)
