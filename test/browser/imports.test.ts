import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

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

let api: TestApi
let browser: Browser

type ListOf<T> = { readonly items: readonly T[]; readonly total: { readonly value: number } }

beforeAll(async () => {
  api = await testApi()
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

const itemCount = async (): Promise<number> =>
  (await api.as('owner').get<ListOf<unknown>>('/items?limit=1')).body.total.value

const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => `SKU-${at + 1},Item ${at + 1},EA`)

/** From the open list, by arrow keys: the option that is lit is the one that Enter takes. */
async function takeOption(page: Page, name: string): Promise<void> {
  const option = page.getByRole('option', { name, exact: true })
  await option.waitFor()
  const options = page.getByRole('option')
  const at = (await options.allTextContents()).indexOf(name)
  const lit = await options.evaluateAll((all) =>
    all.findIndex((each) => each.hasAttribute('data-combobox-selected')),
  )
  for (let step = lit; step < at; step += 1) await press(page, 'ArrowDown')
  await press(page, 'Enter')
}

/** Uploads this file of items through the screen, by keyboard but for the choice of the file. */
async function upload(lines: readonly string[]) {
  const page = await openScreen(browser, api, 'buyer', '/imports')
  await press(page, 'c')
  await page.getByRole('heading', { name: 'New import' }).waitFor()
  await settled(page)
  await page.getByRole('combobox', { name: 'What the file holds' }).focus()
  await press(page, 'Enter')
  await page.getByRole('option', { name: 'Items', exact: true }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await takeOption(page, 'Items')
  await page.locator('input[type="file"]').setInputFiles({
    name: 'items.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  })
  await page.getByRole('button', { name: 'Upload the file' }).press('Enter')
  await page.getByRole('heading', { name: 'items.csv' }).waitFor()
  await settled(page)
  return page
}

test('with no import the list says what one is for, and axe finds nothing', async () => {
  const page = await openScreen(browser, api, 'buyer', '/imports')
  await page.getByText('No file was imported yet').waitFor()
  expect(await axeClean(page)).toEqual([])
})

test('a thousand items are uploaded, checked, previewed and committed by keyboard', async () => {
  const before = await itemCount()
  const page = await upload(['sku,name,unit', ...rows(1_000)])
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await page.getByRole('button', { name: 'Commit 1,000 records' }).waitFor()
  await settled(page)
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await page.getByText('Committed', { exact: true }).waitFor()
  expect(await itemCount()).toBe(before + 1_000)
}, 60_000)

test('every error shows before anything is written', async () => {
  const before = await itemCount()
  const page = await upload([
    'sku,name,unit',
    ',No SKU,EA',
    'BAD-UNIT,Bad unit,a unit too long for us',
    'FIT,Fits,EA',
  ])
  await page.getByRole('button', { name: 'Check every row' }).press('Enter')
  await page.getByText('Has errors').waitFor()
  await settled(page)
  expect(await axeClean(page)).toEqual([])
  expect(await page.getByRole('button', { name: /^Commit/ }).isDisabled()).toBe(true)
  await page.getByLabel('Leave rows with errors out').press('Space')
  await press(page, 'Control+Enter')
  await page.getByText('Committed', { exact: true }).waitFor()
  expect(await itemCount()).toBe(before + 1)
}, 60_000)

test('a file that is no CSV of ours is refused with what to do', async () => {
  const page = await openScreen(browser, api, 'buyer', '/imports/new', { scheme: 'dark' })
  await page.getByRole('combobox', { name: 'What the file holds' }).focus()
  await press(page, 'Enter')
  await takeOption(page, 'Items')
  await page.locator('input[type="file"]').setInputFiles({
    name: 'items.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([0x73, 0x6b, 0x75, 0x0a, 0xff, 0xfe, 0xe9]),
  })
  await page.getByRole('button', { name: 'Upload the file' }).press('Enter')
  await page.getByText('The file could not be read; nothing was kept.').waitFor()
  expect(await axeClean(page)).toEqual([])
}, 60_000)

test('the list of imports, on a phone too', async () => {
  const page = await openScreen(browser, api, 'buyer', '/imports', { viewport: phone })
  await settled(page)
  expect(await axeClean(page)).toEqual([])
})
