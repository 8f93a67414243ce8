/** An order of as many lines as it may have: the page draws them in parts, and forgets none. */
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

import { type Browser, launchBrowser, openScreen, press } from './support.ts'
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

type Order = { readonly lines: readonly { readonly ordered: { readonly quantity: string } }[] }

test('of a thousand lines any is reached and changed by keyboard, and all are kept', async () => {
  const trade = await tradeOf(api)
  const { id } = await trade.order(Array.from({ length: 1_000 }, (_, at) => [at % 3, '5', '7.40']))
  const page = await openScreen(browser, api, 'buyer', `/orders/${id}/change`)
  const quantities = page.getByRole('textbox', { name: /^Quantity of line/ })
  const quantityOf = (line: number) =>
    page.getByRole('textbox', { name: `Quantity of line ${line}`, exact: true })
  expect(await quantities.count()).toBe(60)
  await page.getByText('1,000 lines, $37,000.00.').waitFor()

  await quantityOf(55).focus()
  await quantityOf(100).focus()
  await press(page, 'Control+a')
  await page.keyboard.type('6')
  await page.getByText('1,000 lines, $37,007.40.').waitFor()

  await page.getByRole('button', { name: 'Add a line' }).press('Enter')
  const added = page.getByRole('combobox', { name: 'Item of line 1001' })
  await added.waitFor()
  expect(await added.evaluate((field) => field === document.activeElement)).toBe(true)
  await page.getByRole('button', { name: 'Remove line 1001' }).press('Enter')
  await added.waitFor({ state: 'detached' })

  await press(page, 'Control+Enter')
  await page.waitForURL(`**/orders/${id}`)
  const { body } = await api.as('owner').get<Order>(`/purchase-orders/${id}`)
  const kept = body.lines.map(({ ordered }) => ordered.quantity)
  expect(kept).toEqual(Array.from({ length: 1_000 }, (_, at) => (at === 99 ? '6' : '5')))
}, 120_000)
