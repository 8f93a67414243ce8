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

type Level = {
  readonly itemId: string
  readonly sku: string
  readonly onHand: { readonly quantity: string }
  readonly value: { readonly amount: string }
}

beforeAll(async () => {
  api = await testApi()
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

const levelsOf = async (query: string) => {
  const path = `/stock-levels?${query}`
  return (await api.as('viewer').get<{ items: readonly Level[] }>(path)).body.items
}

const documentsAt = async <Row>(path: string) =>
  (await api.as('viewer').get<{ items: readonly Row[] }>(path)).body.items

test('with no stock each screen says what belongs there', async () => {
  const teaching = [
    ['/stock', 'Nothing is in stock yet'],
    ['/stock-moves', 'Nothing has moved yet'],
    ['/expected-stock', 'Nothing is to come'],
    ['/stock-value', 'No stock has a value yet'],
    ['/adjustments', 'Nothing was found or lost'],
    ['/issues', 'Nothing was sold yet'],
  ] as const
  for (const [path, words] of teaching) {
    const page = await openScreen(browser, api, 'owner', path)
    await page.getByRole('heading', { name: words }).waitFor()
    expect(await axeClean(page), path).toEqual([])
    await page.context().close()
  }
}, 60_000)

test('opening stock is written by keyboard and counts at its worth', async () => {
  trade = await tradeOf(api)
  const page = await openScreen(browser, api, 'owner', '/adjustments/new?kind=opening')
  await pick(page, 'Place', 'Edison')
  await pick(page, 'Item of line 1', 'Tumbler')
  await page.getByLabel('Quantity of line 1').focus()
  await page.keyboard.type('40')
  await page.getByLabel('Value of line 1').focus()
  await page.keyboard.type('296.00')
  await page.getByText('1 line at Edison: adds $296.00.').waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await page.getByRole('row', { name: /Tumbler/ }).waitFor()
  await settled(page)
  expect(await axeClean(page)).toEqual([])
  const [level] = await levelsOf('q=TUMBLER')
  expect(level).toMatchObject({ onHand: { quantity: '40' }, value: { amount: '296.00' } })
}, 60_000)

test('what was lost leaves at its own cost, and too much is refused with the reason', async () => {
  const page = await openScreen(browser, api, 'receiver', '/stock')
  await press(page, 'c')
  await page.getByRole('heading', { name: 'Adjust stock' }).waitFor()
  await pick(page, 'Place', 'Edison')
  await page.getByRole('textbox', { name: 'Reason' }).fill('Broken in the rack')
  await pick(page, 'Item of line 1', 'Tumbler')
  await page.getByLabel('Found or lost on line 1').selectOption('lost')
  await page.getByLabel('Quantity of line 1').fill('41')
  await press(page, 'Control+Enter')
  await page.getByText('Nothing was posted.').waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.getByLabel('Quantity of line 1').fill('3')
  await page.getByText('takes away about $22.20').waitFor()
  await press(page, 'Control+Enter')
  await page.getByText('Broken in the rack').waitFor()
  const [level] = await levelsOf('q=TUMBLER')
  expect(level).toMatchObject({ onHand: { quantity: '37' }, value: { amount: '273.80' } })
}, 60_000)

test('sold goods are issued by keyboard and taken back whole', async () => {
  const page = await openScreen(browser, api, 'receiver', '/issues')
  await press(page, 'c')
  await page.getByRole('heading', { name: 'Issue sold goods' }).waitFor()
  await pick(page, 'Place', 'Edison')
  await pick(page, 'Item of line 1', 'Tumbler')
  await page.getByLabel('Quantity of line 1').fill('7')
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await page.getByRole('button', { name: 'Take back…' }).waitFor()
  expect((await levelsOf('q=TUMBLER'))[0]?.onHand.quantity).toBe('30')
  await page.getByRole('heading', { level: 1 }).focus()
  await press(page, 'b')
  await page.getByRole('dialog').waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Enter')
  await page.getByText('Correction').waitFor()
  const [level] = await levelsOf('q=TUMBLER')
  expect(level).toMatchObject({ onHand: { quantity: '37' }, value: { amount: '273.80' } })
  expect(await documentsAt('/sale-issues')).toHaveLength(2)
}, 60_000)

test('an item says where it is, how it moved, what it cost and what is to come', async () => {
  const order = await trade.order([[0, '24', '8.00']])
  await trade.order([[0, '100', '7.50']])
  await trade.receive(order, [{ accepted: '20', rejected: '4' }])
  const page = await openScreen(browser, api, 'viewer', '/stock?q=TUM')
  await page.getByText('1–2 of 2').waitFor()
  await press(page, 'j', 'Enter')
  await page.getByRole('heading', { name: 'Tumbler', level: 1 }).waitFor()
  await settled(page)
  const why = page.getByRole('complementary', { name: 'Why this value' })
  await why.getByRole('row', { name: 'Value on hand $465.80' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  for (const tab of ['Moves', 'Layers', 'To come']) {
    await page.getByRole('tab', { name: tab }).press('Enter')
    await page.getByText(/^1–\d of \d$/).waitFor()
    expect(await axeClean(page), tab).toEqual([])
  }
  const small = await openScreen(browser, api, 'viewer', new URL(page.url()).pathname.slice(5), {
    viewport: phone,
    scheme: 'dark',
  })
  await small.getByRole('button', { name: 'Why' }).click()
  await small.getByRole('dialog').getByText('Value on hand').waitFor()
  expect(await axeClean(small)).toEqual([])
}, 60_000)

test('a thousand stock levels and moves page by keyboard', async () => {
  await openAThousand()
  const page = await openScreen(browser, api, 'viewer', '/stock', { scheme: 'dark' })
  await page.getByText(/^1–50 of 1,00\d$/).waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'n')
  await page.getByText(/^51–100 of 1,00\d$/).waitFor()
  await page.getByRole('combobox', { name: 'State' }).press('ArrowDown')
  await page.getByRole('option', { name: 'Available' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  const moves = await openScreen(browser, api, 'viewer', '/stock-moves?kind=stock_adjustment')
  await moves.getByText(/^1–50 of 1,00\d$/).waitFor()
  expect(await axeClean(moves)).toEqual([])
  const value = await openScreen(browser, api, 'viewer', '/stock-value', { viewport: phone })
  await value.getByText('They tie').waitFor()
  expect(await axeClean(value)).toEqual([])
  expect(await value.evaluate('document.documentElement.scrollWidth')).toBe(phone.width)
}, 120_000)

/** Items with opening stock, 200 to a document. */
async function openAThousand(): Promise<void> {
  const owner = api.as('owner')
  const [place] = await documentsAt<{ id: string }>('/places')
  const made = Array.from({ length: 1_000 }, (_, at) => `PLATE-${String(at).padStart(4, '0')}`)
  for (let at = 0; at < made.length; at += 200) {
    const items = await Promise.all(
      made
        .slice(at, at + 200)
        .map((sku) =>
          owner.post<{ id: string }>('/items', { sku, name: `Plate ${sku}`, unit: 'EA' }),
        ),
    )
    const answer = await owner.post('/stock-adjustments', {
      placeId: place?.id,
      kind: 'opening',
      adjustedOn: trade.today,
      reason: 'Opening stock',
      lines: items.map(({ body }) => ({
        itemId: body.id,
        quantity: { quantity: '10', unit: 'EA' },
        value: { amount: '25.00', currency: 'USD' },
      })),
    })
    expect(answer.status, answer.text).toBe(201)
  }
}
