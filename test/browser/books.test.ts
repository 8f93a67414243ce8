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

type Balance = {
  readonly accounts: readonly { readonly control: string; readonly balance: { amount: string } }[]
  readonly debit: { readonly amount: string }
  readonly difference: { readonly amount: string }
}

beforeAll(async () => {
  api = await testApi()
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

test('books with nothing in them say how entries come', async () => {
  const teaching = [
    ['/trial-balance', 'No company yet'],
    ['/journal', 'Nothing was posted yet'],
    ['/expected-payments', 'Nothing is to be paid'],
    ['/periods', 'No period yet'],
  ] as const
  for (const [path, words] of teaching) {
    const page = await openScreen(browser, api, 'owner', path)
    await page.getByRole('heading', { name: words }).waitFor()
    expect(await axeClean(page), path).toEqual([])
    await page.context().close()
  }
}, 60_000)

test('the trial balance adds up at its foot, and leads to lines, entry and receipt', async () => {
  trade = await tradeOf(api)
  const order = await trade.order([[0, '100', '7.40']])
  await trade.receive(order, [{ accepted: '100' }])
  await trade.invoice(order, 'V-1', [['60', '7.40']])
  const page = await openScreen(browser, api, 'ap_clerk', '/trial-balance')
  await page.getByText('Balances').waitFor()
  const { body } = await api
    .as('viewer')
    .get<Balance>(`/trial-balance?companyId=${trade.companyId}`)
  expect(body.difference.amount).toBe('0.00')
  const foot = page.locator('tfoot')
  expect(await foot.textContent()).toContain('1,184.00')
  expect(body.debit.amount).toBe('1184.00')
  expect(await axeClean(page)).toEqual([])

  await page.getByRole('link', { name: /Goods received, not invoiced/ }).press('Enter')
  await page.getByText('1–2 of 2').waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'j', 'j', 'Enter')
  await page.getByRole('heading', { name: /^Entry / }).waitFor()
  await settled(page)
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('link', { name: 'Receipt', exact: true }).press('Enter')
  await page.getByRole('link', { name: order.number }).waitFor()
}, 60_000)

test('the day of the balance stands in the address', async () => {
  const before = trade.inDays(-1)
  const page = await openScreen(browser, api, 'viewer', `/trial-balance?asOf=${before}`)
  await page.getByRole('heading', { name: 'Nothing was posted yet' }).waitFor()
  expect(await page.getByLabel('As of').inputValue()).toBe(before)
})

test('an owner closes a period and opens it again by keyboard', async () => {
  const page = await openScreen(browser, api, 'owner', '/periods?status=open')
  const first = page.getByRole('button', { name: /^Close \d{4}-\d{2}$/ }).first()
  const name = ((await first.getAttribute('aria-label')) ?? '').replace('Close ', '')
  await first.press('Enter')
  await page.getByRole('dialog').waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Enter')
  await page.getByText(`${name} is closed.`).waitFor()
  const closed = async () => {
    const path = '/fiscal-periods?status=closed'
    const { body } = await api.as('viewer').get<{ items: readonly { name: string }[] }>(path)
    return body.items.map((period) => period.name)
  }
  expect(await closed()).toEqual([name])
  await page.getByRole('combobox', { name: 'State' }).selectOption('closed')
  await page.getByRole('button', { name: `Reopen ${name}` }).press('Enter')
  await page.getByRole('button', { name: 'Reopen the period' }).press('Enter')
  await page.getByText(`${name} is open again.`).waitFor()
  expect(await closed()).toEqual([])
}, 60_000)

test('what is to be paid is listed by its day', async () => {
  const page = await openScreen(browser, api, 'ap_clerk', '/expected-payments')
  await page.getByText('Vetreria Bormia').first().waitFor()
  expect(await axeClean(page)).toEqual([])
})

test('a thousand entries page by keyboard, and fit a phone', async () => {
  const [place] = (await api.as('viewer').get<{ items: readonly { id: string }[] }>('/places')).body
    .items
  const [item] = (await api.as('viewer').get<{ items: readonly { id: string }[] }>('/items')).body
    .items
  const found = {
    placeId: place?.id,
    adjustedOn: trade.today,
    reason: 'Counted',
    lines: [
      {
        itemId: item?.id,
        quantity: { quantity: '1', unit: 'EA' },
        value: { amount: '7.40', currency: 'USD' },
      },
    ],
  }
  const owner = api.as('owner')
  for (let at = 0; at < 1_000; at += 20) {
    await Promise.all(Array.from({ length: 20 }, () => owner.post('/stock-adjustments', found)))
  }
  const page = await openScreen(browser, api, 'viewer', '/journal', { scheme: 'dark' })
  await page.getByText(/^1–50 of 1,00\d$/).waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'n')
  await page.getByText(/^51–100 of 1,00\d$/).waitFor()
  await press(page, 'j', 'Enter')
  await page.getByRole('heading', { name: /^Entry / }).waitFor()
  const small = await openScreen(browser, api, 'viewer', '/trial-balance', { viewport: phone })
  await small.getByText('Balances').waitFor()
  expect(await axeClean(small)).toEqual([])
  expect(await small.evaluate('document.documentElement.scrollWidth')).toBe(phone.width)
}, 120_000)
