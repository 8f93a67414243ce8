import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

import {
  axeClean,
  type Browser,
  launchBrowser,
  openPage,
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

type Order = {
  readonly link: { readonly firstSeenAt: string | null }
  readonly lines: readonly { readonly answer: string }[]
  readonly answerToReview: {
    readonly lines: readonly { readonly promisedOn: string | null; readonly comment: string }[]
  } | null
}

const answersOf = async (id: string) => {
  const { body } = await api.as('buyer').get<Order>(`/purchase-orders/${id}`)
  return body
}

test('a supplier accepts, changes and refuses by keyboard, then changes the answer', async () => {
  const order = await trade.order([
    [0, '960', '7.40'],
    [1, '720', '9.85'],
    [2, '480', '6.30'],
  ])
  const page = await openPage(browser, api.address)
  await page.goto(await trade.link(order))
  await settled(page)
  expect(await axeClean(page)).toEqual([])

  await page.getByRole('group', { name: 'Answer for Tumbler' }).getByLabel('Accept').press(' ')
  const glass = page.getByRole('group', { name: 'Answer for Wine glass' })
  await glass.getByLabel('Accept').press('ArrowRight')
  const late = trade.inDays(60)
  await page.getByLabel('Delivery').fill(late)
  await page.getByLabel('Reason').fill('Mould repair')
  const carafe = page.getByRole('group', { name: 'Answer for Carafe' })
  await carafe.getByLabel('Refuse').press(' ')
  await page.getByText('You deliver', { exact: true }).waitFor()
  expect(await page.getByText('$14,196.00').count()).toBe(1)
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: 'Thank you, your answer is here' }).waitFor()
  expect(await axeClean(page)).toEqual([])

  const answered = await answersOf(order.id)
  expect(answered.lines.map(({ answer }) => answer)).toEqual(['accepted', 'to_review', 'to_review'])
  expect(answered.answerToReview?.lines[1]).toMatchObject({
    promisedOn: late,
    comment: 'Mould repair',
  })
  expect(answered.link.firstSeenAt).not.toBeNull()

  await page.reload()
  await page.getByRole('heading', { name: `Order ${order.number} is answered` }).waitFor()
  await page.getByRole('button', { name: 'Change the answer' }).press('Enter')
  await glass.getByLabel('Accept').press(' ')
  await carafe.getByLabel('Accept').press(' ')
  await page.getByRole('button', { name: 'Send answer' }).press('Enter')
  await page.getByText('All that you said counts; nothing more is to be done.').waitFor()
  const changed = await answersOf(order.id)
  expect(changed.lines.map(({ answer }) => answer)).toEqual(['accepted', 'accepted', 'accepted'])
})

test('on a phone one line is answered after the other, all within reach of a thumb', async () => {
  const order = await trade.order([
    [0, '96', '7.40'],
    [1, '72', '9.85'],
  ])
  const page = await openPage(browser, api.address, { viewport: phone, scheme: 'dark' })
  await page.goto(await trade.link(order))
  await settled(page)
  await page.getByLabel('Accept').press(' ')
  await page.getByRole('button', { name: 'Next line' }).press('Enter')
  await page.getByLabel('Change').press(' ')
  await page.getByLabel('Quantity').fill('60')
  expect(await axeClean(page)).toEqual([])
  const small = await page
    .locator('button, a, fieldset label, input')
    .evaluateAll(
      (targets) =>
        targets
          .map((target) => target.getBoundingClientRect())
          .filter(({ width, height }) => width > 0 && (height < 44 || width < 44)).length,
    )
  expect(small).toBe(0)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width)
  await page.getByRole('button', { name: 'Send answer' }).press('Enter')
  await page.getByRole('heading', { name: 'Thank you, your answer is here' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  const { lines } = await answersOf(order.id)
  expect(lines.map(({ answer }) => answer)).toEqual(['accepted', 'to_review'])
})

test('a refusal stands beside the line it is about, and nothing was changed', async () => {
  const order = await trade.order([[0, '96', '7.40']])
  const page = await openPage(browser, api.address)
  await page.goto(await trade.link(order))
  await settled(page)
  await page.getByLabel('Change').press(' ')
  await page.getByLabel('Quantity').fill('1.5')
  await press(page, 'Control+Enter')
  await page.getByText('Your answer was not taken.').waitFor()
  expect(await axeClean(page)).toEqual([])
  const { lines } = await answersOf(order.id)
  expect(lines.map(({ answer }) => answer)).toEqual(['none'])
})

test('links that lead nowhere say what to do', async () => {
  const page = await openPage(browser, api.address)
  await page.goto(`/s/${api.organization.slug}.${'x'.repeat(43)}`)
  await page.getByRole('heading', { name: 'This link does not work' }).waitFor()
  expect(await axeClean(page)).toEqual([])

  const order = await trade.order([[0, '5', '7.40']])
  const link = await trade.link(order)
  const again = { reason: 'Not needed any more' }
  await api.as('owner').post(`/purchase-orders/${order.id}/cancellation`, again)
  await page.goto(link)
  await page.locator('h1').waitFor()
  await settled(page)
  expect(await page.locator('h1').textContent()).not.toContain('Can you deliver')
  expect(await axeClean(page)).toEqual([])

  const late = await trade.link(await trade.order([[0, '5', '7.40']]))
  api.clock.set(new Date(Date.now() + 2 * 365 * 86_400_000))
  await page.goto(late)
  await page.getByRole('heading', { name: 'This link has expired' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  api.clock.set(new Date())
})

test('a message goes without an answer, and the order opens as a PDF', async () => {
  const order = await trade.order([[0, '5', '7.40']])
  const link = await trade.link(order)
  const page = await openPage(browser, api.address)
  await page.goto(link)
  await settled(page)
  const paper = page.getByRole('link', { name: 'Order as PDF' })
  const answer = await page.request.get((await paper.getAttribute('href')) ?? '')
  expect(answer.headers()['content-type']).toBe('application/pdf')
  await page.getByLabel(/^Message to/).fill('Can we send it by rail?')
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: 'Thank you, your message is on its way' }).waitFor()
  await page.getByText('Can we send it by rail?').waitFor()
  expect(await axeClean(page)).toEqual([])
})

test('a thousand lines are answered by one press and one message', async () => {
  const lines = Array.from({ length: 1_000 }, (_, at) => [at % 3, '5', '7.40'] as const)
  const order = await trade.order(lines)
  const page = await openPage(browser, api.address)
  await page.goto(await trade.link(order))
  await settled(page)
  await page.getByRole('button', { name: 'Accept all 1000 lines' }).press('Enter')
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await page.getByText('All that you said counts; nothing more is to be done.').waitFor()
  const { lines: answered } = await answersOf(order.id)
  expect(new Set(answered.map(({ answer }) => answer))).toEqual(new Set(['accepted']))
}, 120_000)
