/** Acts on records that no walk of its own does: each by keyboard, and the database holds what it did. */
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

import { noteRead } from '../seen.ts'
import { type Browser, launchBrowser, press, still } from '../support.ts'
import { type Trade, tradeOf } from '../trade.ts'
import { type Acting, actingAt } from './acting.ts'
import { type Written, written } from './written.ts'

let api: TestApi
let browser: Browser
let trade: Trade
let acting: Acting

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

test('a year of periods is added', async () => {
  type Periods = { readonly total: { readonly value: number } }
  const count = async () => (await acting.read<Periods>('/fiscal-periods?limit=1')).total.value
  const before = await count()
  await acting.open('/periods')
  await acting.page.getByRole('button', { name: 'Add a year…' }).press('Enter')
  await acting.page.getByRole('dialog').getByRole('button', { name: 'Add the year' }).press('Enter')
  await acting.page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(count).toBe(before + 12)
}, 60_000)

test('a person gets another role and a password for once, and is taken out', async () => {
  const person = { name: 'Ada Byrne', email: 'ada@example.com', role: 'viewer' }
  expect((await api.as('owner').post('/people', person)).status).toBe(201)
  type People = { readonly items: readonly { readonly name: string; readonly role: string }[] }
  const ada = async () =>
    (await acting.read<People>('/people')).items.find(({ name }) => name === person.name)
  const act = async (name: string) => {
    await acting.open('/people')
    await acting.page.getByRole('button', { name: 'Acts on Ada Byrne' }).press('Enter')
    await acting.page.getByRole('menuitem', { name }).press('Enter')
    await acting.page.getByRole('dialog').waitFor()
  }
  await act('Change role…')
  await acting.page.getByRole('radio', { name: 'Viewer' }).press('ArrowUp')
  await press(acting.page, 'Enter')
  await expect.poll(async () => (await ada())?.role).not.toBe('viewer')
  await act('Give a temporary password…')
  await press(acting.page, 'Enter')
  await acting.page.getByRole('dialog').locator('code').waitFor()
  const { must_change_password: isTemporary } = await api.installation.control
    .selectFrom('app_user')
    .select('must_change_password')
    .where('email', '=', person.email)
    .executeTakeFirstOrThrow()
  noteRead()
  expect(isTemporary).toBe(true)
  await act('Take out…')
  await press(acting.page, 'Enter')
  await expect.poll(ada).toBeUndefined()
}, 60_000)

test('terms are changed and deleted', async () => {
  const item = (await acting.read<Items>('/items?q=CARAFE')).items[0]
  const made = await api.as('owner').post<{ readonly id: string }>('/supplier-terms', {
    supplierId: trade.supplierId,
    itemId: item?.id,
    validFrom: trade.today,
    breaks: [
      {
        from: { quantity: '0', unit: 'EA' },
        price: { amount: '6.30', currency: 'USD', per: '1', unit: 'EA' },
      },
    ],
  })
  expect(made.status, made.text).toBe(201)
  const path = `/supplier-terms/${made.body.id}`
  await acting.open(path)
  await acting.page.getByLabel('Lead time').focus()
  await press(acting.page, 'Control+a')
  await acting.page.keyboard.type('21')
  await press(acting.page, 'Control+Enter')
  await expect.poll(() => acting.read(path)).toMatchObject({ leadTimeDays: 21 })
  await still(acting.page)
  await acting.page.getByRole('button', { name: 'Delete…' }).press('Enter')
  await acting.page.getByRole('dialog').waitFor()
  await press(acting.page, 'Enter')
  await expect.poll(async () => (await api.as('owner').get(path)).status).toBe(404)
}, 60_000)

test('the columns of a file are said anew, and it is thrown away', async () => {
  const raw = 'sku,name,unit\nA-1,Jug,EA\n'
  const uploaded = await api
    .as('owner')
    .call<{ readonly id: string }>('POST', '/imports?kind=items&fileName=items.csv', {
      raw,
      headers: { 'content-type': 'text/csv' },
    })
  expect(uploaded.status, uploaded.text).toBe(201)
  const path = `/imports/${uploaded.body.id}`
  await acting.open(path)
  await acting.page.getByRole('combobox', { name: 'Column of Description' }).focus()
  await press(acting.page, 'Enter')
  await acting.page.getByRole('option', { name: 'name', exact: true }).waitFor()
  await press(acting.page, 'ArrowDown', 'ArrowDown', 'Enter')
  type Mapped = { readonly mapping: object; readonly status: string }
  await expect
    .poll(async () => (await acting.read<Mapped>(path)).mapping)
    .toHaveProperty('description')
  await still(acting.page)
  await acting.page.getByRole('button', { name: 'Throw away' }).press('Enter')
  await expect.poll(async () => (await acting.read<Mapped>(path)).status).toBe('discarded')
}, 60_000)

type Items = { readonly items: readonly { readonly id: string }[] }

test.each(written)(
  '$act, from $at',
  async (each: Written) => {
    await acting.open(each.at.replace('$companyId', trade.companyId))
    if (each.opens.length > 0) {
      await press(acting.page, ...each.opens)
      if (!each.isPage) await acting.page.getByRole('dialog').waitFor()
    }
    const form = each.isPage ? acting.page.locator('#main') : acting.page.getByRole('dialog')
    for (const [label, text] of Object.entries(each.fills)) {
      await form.getByLabel(label).first().focus()
      await press(acting.page, 'Control+a')
      await acting.page.keyboard.type(text)
      if (each.picks?.includes(label)) {
        await acting.page.getByRole('option').filter({ hasText: text }).first().waitFor()
        await press(acting.page, 'ArrowDown', 'Enter')
      }
    }
    await press(acting.page, each.isPage ? 'Control+Enter' : 'Enter')
    const found = async () =>
      (await acting.read<Items>(each.finds.replace('$companyId', trade.companyId))).items
    await expect.poll(found).toContainEqual(expect.objectContaining(each.row))
  },
  60_000,
)
