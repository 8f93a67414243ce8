/** Acts that no walk of its own does: each by keyboard, and the database holds what it did. */
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

import { noteRead } from '../seen.ts'
import {
  type Browser,
  launchBrowser,
  openScreen,
  type Page,
  press,
  settled,
  still,
} from '../support.ts'
import { type Trade, tradeOf } from '../trade.ts'
import { type Written, written } from './written.ts'

let api: TestApi
let browser: Browser
let trade: Trade
let page: Page

type Order = { readonly lifecycle: string; readonly approval: string }

beforeAll(async () => {
  browser = await launchBrowser()
  api = await testApi()
  trade = await tradeOf(api)
  page = await openScreen(browser, api, 'owner', '/orders')
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

async function open(path: string): Promise<void> {
  await page.goto(`/${api.organization.slug}${path}`)
  await settled(page)
}

const read = async <Body>(path: string) => (await api.as('owner').get<Body>(path)).body
const orderOf = (id: string) => read<Order>(`/purchase-orders/${id}`)

/** From the menu of the order's page. */
async function actByMenu(verb: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: 'More' }).press('Enter')
  await page.getByRole('menuitem', { name: `${verb}…` }).press('Enter')
  await confirm(reason)
}

async function confirm(reason: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  if (reason !== '') {
    await dialog.getByLabel('Reason').focus()
    await page.keyboard.type(reason)
  }
  await press(page, 'Enter')
  await dialog.waitFor({ state: 'detached' })
}

test('a draft over the threshold is approved by somebody else, and released', async () => {
  const id = await submittedDraft()
  await open(`/orders/${id}`)
  await press(page, 'a')
  await confirm('')
  await expect.poll(async () => (await orderOf(id)).approval).toBe('approved')
  await page.getByRole('button', { name: /^Release/ }).waitFor()
  await press(page, 'a')
  await confirm('')
  await expect.poll(async () => (await orderOf(id)).lifecycle).toBe('released')
}, 60_000)

async function submittedDraft(): Promise<string> {
  const company = `/companies/${trade.companyId}`
  const needed = { approvalOver: { amount: '0.00', currency: 'USD' } }
  expect((await api.as('owner').patch(company, needed)).status).toBe(200)
  const id = await trade.draft()
  const submitted = await api.as('buyer').post(`/purchase-orders/${id}/submission`)
  expect(submitted.status, submitted.text).toBe(200)
  const none = { approvalOver: { amount: '1000000.00', currency: 'USD' } }
  expect((await api.as('owner').patch(company, none)).status).toBe(200)
  return id
}

test('an order is submitted', async () => {
  const company = `/companies/${trade.companyId}`
  const needed = { approvalOver: { amount: '0.00', currency: 'USD' } }
  await api.as('owner').patch(company, needed)
  const id = await trade.draft()
  await open(`/orders/${id}`)
  await actByMenu('Submit for approval', '')
  await expect.poll(async () => (await orderOf(id)).approval).toBe('pending')
  await api.as('owner').patch(company, { approvalOver: { amount: '1000000.00', currency: 'USD' } })
}, 60_000)

test('an order is held, resumed and cancelled', async () => {
  const { id } = await trade.order([[0, '10', '7.40']])
  await open(`/orders/${id}`)
  await actByMenu('Hold', 'The glaze is wrong')
  await expect.poll(async () => (await orderOf(id)).lifecycle).toBe('on_hold')
  // The page has read it again, too: its key is the act that is offered now.
  await page.getByRole('button', { name: /^Resume/ }).waitFor()
  await press(page, 'a')
  await confirm('')
  await expect.poll(async () => (await orderOf(id)).lifecycle).toBe('released')
  await still(page)
  await actByMenu('Cancel the order', 'Not needed any more')
  await expect.poll(async () => (await orderOf(id)).lifecycle).toBe('cancelled')
}, 60_000)

test('what did not come is closed short, and the order with it', async () => {
  const order = await trade.order([[0, '10', '7.40']])
  await trade.receive(order, [{ accepted: '8' }])
  await trade.invoice(order, 'SHORT-1', [['8', '7.40']])
  await open(`/orders/${order.id}`)
  await actByMenu('Close open lines short', 'The rest is out of production')
  type Lines = { readonly lines: readonly { readonly state: string }[] }
  const states = async () => (await read<Lines>(`/purchase-orders/${order.id}`)).lines
  await expect.poll(async () => (await states())[0]?.state).toBe('short_closed')
  if ((await orderOf(order.id)).lifecycle === 'closed') return
  await still(page)
  await actByMenu('Close the order', 'All is done')
  await expect.poll(async () => (await orderOf(order.id)).lifecycle).toBe('closed')
}, 60_000)

test('a note is kept beside the order', async () => {
  const { id } = await trade.order([[0, '10', '7.40']])
  await open(`/orders/${id}`)
  await press(page, 'c')
  await page.getByRole('textbox', { name: 'Internal note' }).focus()
  await page.keyboard.type('Ask for the pallets back')
  await page.getByRole('button', { name: 'Keep the note' }).press('Enter')
  await expect
    .poll(async () => JSON.stringify(await read(`/purchase-orders/${id}/timeline`)))
    .toContain('Ask for the pallets back')
}, 60_000)

test('a return is taken back', async () => {
  const order = await trade.order([[0, '10', '7.40']])
  await trade.receive(order, [{ accepted: '8', rejected: '2' }])
  const sent = await api.as('owner').post<{ readonly id: string }>('/supplier-returns', {
    orderId: order.id,
    returnedOn: trade.today,
    reason: 'Broken',
    lines: [
      {
        orderLineId: order.lineIds[0],
        from: 'rejected',
        quantity: { quantity: '2', unit: 'EA' },
      },
    ],
  })
  expect(sent.status, sent.text).toBe(201)
  await open(`/returns/${sent.body.id}`)
  await press(page, 'b')
  await confirm('The carrier was wrong')
  type Return = { readonly reversedById: string | null }
  await expect
    .poll(async () => (await read<Return>(`/supplier-returns/${sent.body.id}`)).reversedById)
    .toEqual(expect.any(String))
}, 60_000)

test('goods in quarantine are inspected', async () => {
  const order = await trade.order([[0, '10', '7.40']])
  const quarantined = { quantity: '10', unit: 'EA' }
  const posted = await api.as('owner').post<{ readonly id: string }>('/receipts', {
    orderId: order.id,
    receivedOn: trade.today,
    lines: [{ orderLineId: order.lineIds[0], quarantined }],
  })
  expect(posted.status, posted.text).toBe(201)
  await open(`/receipts/${posted.body.id}`)
  await page.getByRole('button', { name: /^Inspect/ }).press('Enter')
  await page.getByRole('dialog').getByLabel('Note').focus()
  await press(page, 'Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  type Receipt = { readonly lines: readonly { readonly toInspect: { quantity: string } }[] }
  const left = async () => (await read<Receipt>(`/receipts/${posted.body.id}`)).lines
  await expect.poll(async () => (await left())[0]?.toInspect.quantity).toBe('0')
}, 60_000)

test('a year of periods is added', async () => {
  type Periods = { readonly total: { readonly value: number } }
  const count = async () => (await read<Periods>('/fiscal-periods?limit=1')).total.value
  const before = await count()
  await open('/periods')
  await page.getByRole('button', { name: 'Add a year…' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Add the year' }).press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(count).toBe(before + 12)
}, 60_000)

test('a person gets another role and a password for once, and is taken out', async () => {
  const person = { name: 'Ada Byrne', email: 'ada@example.com', role: 'viewer' }
  expect((await api.as('owner').post('/people', person)).status).toBe(201)
  type People = { readonly items: readonly { readonly name: string; readonly role: string }[] }
  const ada = async () =>
    (await read<People>('/people')).items.find(({ name }) => name === person.name)
  const act = async (name: string) => {
    await open('/people')
    await page.getByRole('button', { name: 'Acts on Ada Byrne' }).press('Enter')
    await page.getByRole('menuitem', { name }).press('Enter')
    await page.getByRole('dialog').waitFor()
  }
  await act('Change role…')
  await page.getByRole('radio', { name: 'Viewer' }).press('ArrowUp')
  await press(page, 'Enter')
  await expect.poll(async () => (await ada())?.role).not.toBe('viewer')
  await act('Give a temporary password…')
  await press(page, 'Enter')
  await page.getByRole('dialog').locator('code').waitFor()
  const { must_change_password: isTemporary } = await api.installation.control
    .selectFrom('app_user')
    .select('must_change_password')
    .where('email', '=', person.email)
    .executeTakeFirstOrThrow()
  noteRead()
  expect(isTemporary).toBe(true)
  await act('Take out…')
  await press(page, 'Enter')
  await expect.poll(ada).toBeUndefined()
}, 60_000)

test('terms are changed and deleted', async () => {
  const item = (await read<Items>('/items?q=CARAFE')).items[0]
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
  await open(path)
  await page.getByLabel('Lead time').focus()
  await press(page, 'Control+a')
  await page.keyboard.type('21')
  await press(page, 'Control+Enter')
  await expect.poll(() => read(path)).toMatchObject({ leadTimeDays: 21 })
  await still(page)
  await page.getByRole('button', { name: 'Delete…' }).press('Enter')
  await page.getByRole('dialog').waitFor()
  await press(page, 'Enter')
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
  await open(path)
  await page.getByRole('combobox', { name: 'Column of Description' }).focus()
  await press(page, 'Enter')
  await page.getByRole('option', { name: 'name', exact: true }).waitFor()
  await press(page, 'ArrowDown', 'ArrowDown', 'Enter')
  type Mapped = { readonly mapping: object; readonly status: string }
  await expect.poll(async () => (await read<Mapped>(path)).mapping).toHaveProperty('description')
  await still(page)
  await page.getByRole('button', { name: 'Throw away' }).press('Enter')
  await expect.poll(async () => (await read<Mapped>(path)).status).toBe('discarded')
}, 60_000)

type Items = { readonly items: readonly { readonly id: string }[] }

test.each(written)(
  '$act, from $at',
  async (each: Written) => {
    await open(each.at.replace('$companyId', trade.companyId))
    if (each.opens.length > 0) {
      await press(page, ...each.opens)
      if (!each.isPage) await page.getByRole('dialog').waitFor()
    }
    const form = each.isPage ? page.locator('#main') : page.getByRole('dialog')
    for (const [label, text] of Object.entries(each.fills)) {
      await form.getByLabel(label).first().focus()
      await press(page, 'Control+a')
      await page.keyboard.type(text)
      if (each.picks?.includes(label)) {
        await page.getByRole('option').filter({ hasText: text }).first().waitFor()
        await press(page, 'ArrowDown', 'Enter')
      }
    }
    await press(page, each.isPage ? 'Control+Enter' : 'Enter')
    const found = async () =>
      (await read<Items>(each.finds.replace('$companyId', trade.companyId))).items
    await expect.poll(found).toContainEqual(expect.objectContaining(each.row))
  },
  60_000,
)
