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

type Items<Row> = { readonly items: readonly Row[] }

beforeAll(async () => {
  api = await testApi()
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

const rowsOf = async <Row>(path: string) =>
  (await api.as('viewer').get<Items<Row>>(path)).body.items

test('with no records each screen says what belongs there', async () => {
  const teaching = [
    ['/suppliers', 'No supplier yet'],
    ['/items', 'No item yet'],
    ['/places', 'No place yet'],
    ['/supplier-terms', 'No terms were agreed yet'],
    ['/companies', 'No company yet'],
  ] as const
  for (const [path, words] of teaching) {
    const page = await openScreen(browser, api, 'buyer', path)
    await page.getByRole('heading', { name: words }).waitFor()
    expect(await axeClean(page), path).toEqual([])
    await page.context().close()
  }
}, 60_000)

test('a supplier is added by keyboard, and what stands in the way is told', async () => {
  trade = await tradeOf(api)
  const page = await openScreen(browser, api, 'buyer', '/suppliers')
  await press(page, 'c')
  await page.getByRole('heading', { name: 'New supplier', level: 1 }).waitFor()
  await page.getByLabel('Name', { exact: false }).first().fill('Ningbo Haoyu')
  await page.getByRole('textbox', { name: 'Code' }).fill('VET')
  await pick(page, 'Currency', 'USD')
  await page.getByText('Orders can be written to it at once').waitFor()
  await press(page, 'Control+Enter')
  await page.getByText('The supplier was not added.').waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('textbox', { name: 'Code' }).fill('NIN')
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: 'Ningbo Haoyu', level: 1 }).waitFor()
  await settled(page)
  expect(await axeClean(page)).toEqual([])
  const [made] = await rowsOf<{ code: string }>('/suppliers?q=Ningbo')
  expect(made).toMatchObject({ code: 'NIN', paymentTermsDays: 30 })
}, 60_000)

test('two people change one supplier: the second sees the difference and keeps theirs', async () => {
  const path = `/suppliers/${trade.supplierId}`
  const page = await openScreen(browser, api, 'buyer', path)
  await page.getByLabel('Payment terms').fill('60')
  await page.getByText('Payment terms 30 days → 60 days.').waitFor()
  const theirs = await api.as('owner').patch(path, { paymentTermsDays: 45, incoterm: 'FOB Genova' })
  expect(theirs.status).toBe(200)
  await press(page, 'Control+Enter')
  const dialog = page.getByRole('dialog', { name: 'Changed meanwhile' })
  await dialog.getByText('Test owner changed this while you were editing it.').waitFor()
  expect(await dialog.getByRole('row', { name: /Payment terms/ }).textContent()).toContain(
    '45 days',
  )
  expect(await axeClean(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Keep mine' }).press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await expect
    .poll(async () => (await api.as('viewer').get(path)).body)
    .toMatchObject({ paymentTermsDays: 60, incoterm: 'FOB Genova' })
}, 60_000)

test('an item is made with packs as exact fractions; a wrong GTIN is told while typing', async () => {
  const page = await openScreen(browser, api, 'buyer', '/items/new')
  await page.getByLabel('Name', { exact: false }).first().fill('Olive oil')
  await page.getByRole('textbox', { name: 'SKU' }).fill('OIL-1')
  await page.getByRole('textbox', { name: 'GTIN' }).fill('4006381333932')
  await page.getByText('One digit is wrong: by the others it would end in 1.').waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('textbox', { name: 'GTIN' }).fill('4006381333931')
  await page.getByRole('button', { name: 'Add a pack' }).press('Enter')
  await page.getByLabel('Unit of pack 1').fill('CASE')
  await page.getByLabel('Numerator of pack 1').fill('12')
  await page.getByText('1 CASE = 12 EA').waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: 'Olive oil', level: 1 }).waitFor()
  const [item] = await rowsOf('/items?q=OIL-1')
  expect(item).toMatchObject({
    gtin: '4006381333931',
    packs: [{ unit: 'CASE', numerator: 12, denominator: 1 }],
  })
  await settled(page)
  await page.getByRole('button', { name: 'Deactivate' }).press('Enter')
  await page.getByText('Olive oil is inactive now.').waitFor()
  expect((await rowsOf('/items?q=OIL-1'))[0]).toMatchObject({ status: 'inactive' })
  expect(await axeClean(page)).toEqual([])
}, 60_000)

test('an item becomes a bundle of parts, says where it is one, and is sold as itself again', async () => {
  const owner = api.as('owner')
  const make = async (sku: string, name: string) =>
    (await owner.post<{ id: string }>('/items', { sku, name, unit: 'EA' })).body.id
  const setId = await make('SET-1', 'Breakfast set')
  const cupId = await make('CUP-1', 'Cup')
  const page = await openScreen(browser, api, 'buyer', `/items/${setId}?tab=bundle`)
  await page.getByText('Sold as itself.', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Add a part' }).press('Enter')
  await pick(page, 'Part 1', 'Cup')
  await page.getByLabel('How many of part 1').fill('2')
  await page.getByRole('button', { name: 'Add a part' }).press('Enter')
  await pick(page, 'Part 2', 'Cup')
  await page.getByLabel('How many of part 2').fill('1')
  await page.getByRole('button', { name: 'Save parts' }).press('Enter')
  await page.getByText('The parts were not saved.').waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('button', { name: 'Remove part 2' }).press('Enter')
  await page.getByRole('button', { name: 'Save parts' }).press('Enter')
  await page.getByText('Breakfast set is made of 1 part.').waitFor()
  expect(await rowsOf(`/bundle-parts?bundleItemId=${setId}`)).toMatchObject([
    { part: { sku: 'CUP-1' }, quantity: { quantity: '2' } },
  ])
  await page.goto(page.url().replace(setId, cupId))
  await page.getByRole('link', { name: 'Breakfast set' }).press('Enter')
  await page.getByRole('button', { name: 'Sell as one item…' }).press('Enter')
  await press(page, 'Enter')
  await page.getByText('Breakfast set is sold as one item.').waitFor()
  expect(await rowsOf(`/bundle-parts?bundleItemId=${setId}`)).toEqual([])
  expect(await rowsOf(`/bundle-parts?bundleItemId=${setId}`)).toEqual([])
  await page.getByText('Sold as itself.', { exact: false }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.context().close()
}, 60_000)

test('terms with a break are written by keyboard, and the quote says why they hold', async () => {
  const page = await openScreen(browser, api, 'buyer', '/supplier-terms')
  await press(page, 'c')
  await page.getByRole('heading', { name: 'New terms' }).waitFor()
  await pick(page, 'Supplier', 'Vetreria')
  await pick(page, 'Item', 'Tumbler')
  await page.getByLabel('Price of break 1').fill('7.40')
  await page.getByRole('button', { name: 'Add a break' }).press('Enter')
  await page.getByLabel('From quantity of break 2').fill('100')
  await page.getByLabel('Price of break 2').fill('6.90')
  await page.getByLabel('Multiple').fill('24')
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: 'Tumbler', level: 1 }).waitFor()
  await settled(page)
  expect(await axeClean(page)).toEqual([])
  const [term] = await rowsOf<{ breaks: readonly unknown[] }>('/supplier-terms')
  expect(term).toMatchObject({ multiple: { quantity: '24' } })
  expect(term?.breaks).toHaveLength(2)

  const asked = await openScreen(browser, api, 'viewer', '/supplier-terms', { scheme: 'dark' })
  await press(asked, 'q')
  const quote = asked.getByRole('complementary', { name: 'Quote' })
  await pick(asked, 'Item', 'Tumbler', quote)
  await pick(asked, 'Ship to', 'Edison', quote)
  await quote.getByLabel('Quantity').fill('110')
  await quote.getByText('$6.90 per EA').waitFor()
  await quote.getByText('120 EA').first().waitFor()
  await settled(asked)
  expect(await axeClean(asked)).toEqual([])
}, 60_000)

test('a place is added and a company sets its threshold by keyboard', async () => {
  const places = await openScreen(browser, api, 'buyer', '/places')
  await press(places, 'c')
  const dialog = places.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Reno')
  await dialog.getByRole('textbox', { name: 'Code' }).fill('RNO')
  expect(await axeClean(places)).toEqual([])
  await press(places, 'Enter')
  await places.getByRole('button', { name: 'Reno', exact: true }).waitFor()
  expect(await rowsOf('/places?q=RNO')).toHaveLength(1)

  const page = await openScreen(browser, api, 'owner', `/companies/${trade.companyId}`)
  await page.getByLabel('Orders need approval over').fill('500')
  await press(page, 'Control+Enter')
  await page.getByRole('region', { name: 'Decision' }).waitFor({ state: 'detached' })
  const company = await api.as('viewer').get(`/companies/${trade.companyId}`)
  expect(company.body).toMatchObject({ approvalOver: { amount: '500.00' } })
  await page.getByRole('tab', { name: 'Match tolerances' }).press('Enter')
  await page.getByRole('button', { name: 'Change for Every supplier' }).press('Enter')
  await page.getByLabel('Price over by').fill('3')
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Enter')
  await page.getByText('The tolerance holds from the next match on.').waitFor()
  const tolerances = await rowsOf(`/match-tolerances?companyId=${trade.companyId}`)
  expect(tolerances).toMatchObject([{ priceOverBps: 300, isUsual: false }])
  for (const tab of [
    'Accounts',
    'Tax codes',
    'Charge codes',
    'Currencies',
    'Rates',
    'Match tolerances',
  ]) {
    await page.getByRole('tab', { name: tab }).press('Enter')
    await settled(page)
    expect(await axeClean(page), tab).toEqual([])
  }
}, 60_000)

test('a place that somebody else changed meanwhile is taken as theirs', async () => {
  const page = await openScreen(browser, api, 'buyer', '/places?q=Reno')
  await page.getByRole('button', { name: 'Reno', exact: true }).press('Enter')
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Reno mine')
  const [place] = await rowsOf<{ id: string }>('/places?q=RNO')
  await api.as('owner').patch(`/places/${place?.id}`, { name: 'Reno theirs' })
  await press(page, 'Enter')
  await page.getByRole('button', { name: 'Take Test’s' }).press('Enter')
  await page.getByRole('button', { name: 'Reno theirs' }).waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
})

test('a unit and a category are added beside the items', async () => {
  const page = await openScreen(browser, api, 'buyer', '/items?tab=units')
  await press(page, 'c')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Code' }).fill('ROLL')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Roll')
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Enter')
  await dialog.waitFor({ state: 'detached' })
  expect(await rowsOf('/units?limit=200')).toContainEqual(expect.objectContaining({ code: 'ROLL' }))
  await page.getByRole('tab', { name: 'Categories' }).press('Enter')
  await page.getByRole('heading', { name: 'No category yet' }).waitFor()
  expect(await axeClean(page)).toEqual([])
})

test('a rate is added in its dialog', async () => {
  await api.as('owner').post('/currencies', { code: 'EUR', name: 'Euro' })
  const at = `/companies/${trade.companyId}?tab=rates`
  const page = await openScreen(browser, api, 'buyer', at)
  await press(page, 'c')
  const dialog = page.getByRole('dialog')
  await pick(page, 'One', 'EUR')
  await dialog.getByLabel('Rate').fill('1.085')
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Enter')
  await dialog.waitFor({ state: 'detached' })
  expect(await rowsOf('/currency-rates')).toMatchObject([{ fromCurrency: 'EUR' }])
}, 60_000)

test('a thousand items page by keyboard, and who may not write only reads', async () => {
  const buyer = api.as('buyer')
  for (let at = 0; at < 1_000; at += 50) {
    await Promise.all(
      Array.from({ length: 50 }, (_, no) => {
        const sku = `PLATE-${String(at + no).padStart(4, '0')}`
        return buyer.post('/items', { sku, name: `Plate ${sku}`, unit: 'EA' })
      }),
    )
  }
  const page = await openScreen(browser, api, 'viewer', '/items', { scheme: 'dark' })
  await page.getByText(/^1–50 of 1,00\d$/).waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'n')
  await page.getByText(/^51–100 of 1,00\d$/).waitFor()
  await press(page, 'j', 'Enter')
  await page.getByRole('tab', { name: 'Details' }).waitFor()
  expect(await page.getByRole('textbox', { name: 'SKU' }).isDisabled()).toBe(true)
  expect(await axeClean(page)).toEqual([])
  const small = await openScreen(browser, api, 'viewer', '/items', { viewport: phone })
  await settled(small)
  expect(await axeClean(small)).toEqual([])
  expect(await small.evaluate('document.documentElement.scrollWidth')).toBe(phone.width)
}, 120_000)
