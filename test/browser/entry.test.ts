import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

import { noteRead } from './seen.ts'
import {
  axeClean,
  type Browser,
  desk,
  goByPalette,
  launchBrowser,
  openPage,
  openScreen,
  phone,
  press,
  settled,
} from './support.ts'

let api: TestApi
let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
  api = await testApi()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

test('the first person sets up and is in, by keyboard alone', async () => {
  const bare = await testApi({ isEmpty: true })
  try {
    const page = await openPage(browser, bare.address)
    await page.goto('/')
    await page.waitForURL('**/setup')
    await settled(page)
    expect(await axeClean(page)).toEqual([])
    await page.getByRole('textbox', { name: 'Your name' }).focus()
    await page.keyboard.type('Maya Okafor')
    await press(page, 'Tab')
    await page.keyboard.type('maya@example.com')
    await press(page, 'Tab')
    await page.keyboard.type('correct horse battery')
    await press(page, 'Tab')
    await page.keyboard.type('Marlow & Finch')
    await press(page, 'Enter')
    await page.waitForURL('**/marlow-finch/**')
    await settled(page)
    expect(await axeClean(page)).toEqual([])
    const made = await bare.installation.control
      .selectFrom('membership')
      .innerJoin('organization', 'organization.id', 'membership.organization_id')
      .select(['slug', 'role'])
      .execute()
    noteRead()
    expect(made).toEqual([{ slug: 'marlow-finch', role: 'owner' }])
  } finally {
    await bare.close()
  }
}, 60_000)

test.each([desk, phone])(
  'a stranger is asked to sign in, and told when it fails',
  async (viewport) => {
    const page = await openPage(browser, api.address, { viewport })
    await page.goto(`/${api.organization.slug}/audit`)
    await page.waitForURL('**/sign-in?back=*')
    await settled(page)
    await page.keyboard.type('nobody@example.com')
    await press(page, 'Tab')
    await page.keyboard.type('a wrong password')
    await press(page, 'Enter')
    await page.getByText('don’t fit together').waitFor()
    expect(await axeClean(page)).toEqual([])
  },
)

test('an organization one does not belong to is not there', async () => {
  const { organization } = await api.neighbour()
  const page = await openScreen(browser, api, 'owner', '/audit')
  await page.goto(`/${organization.slug}/audit`)
  await page.getByRole('heading', { name: 'There is nothing here' }).waitFor()
  expect(await axeClean(page)).toEqual([])
})

test('a page that may not be read says so and whom to ask; none speaks of changes', async () => {
  const page = await openScreen(browser, api, 'receiver', '/buy-list')
  const told = page.getByRole('region', { name: 'You may not read this page' })
  expect(await told.textContent()).toMatch(/permission plans\.read.*Ask an owner of/)
  expect(await axeClean(page)).toEqual([])
  await page.goto(`/${api.organization.slug}/orders/00000000-0000-7000-8000-000000000000`)
  const refusal = page.getByRole('alert')
  expect(await refusal.textContent()).toMatch(/^Not found\s*(?!nothing was changed)\S/)
  expect(await axeClean(page)).toEqual([])
})

test.each(['light', 'dark'] as const)(
  'the frame is clean in %s, with all that opens',
  async (scheme) => {
    const page = await openScreen(browser, api, 'owner', '/audit', { scheme })
    await press(page, 'j', 'Enter')
    await page.getByRole('heading', { name: 'Change' }).waitFor()
    expect(await axeClean(page)).toEqual([])
    await press(page, '?')
    await page.getByRole('dialog', { name: 'Keys of this screen' }).waitFor()
    expect(await axeClean(page)).toEqual([])
    await press(page, 'Escape')
    await page.getByRole('button', { name: /Owner$/ }).press('Enter')
    await page.getByRole('menuitemradio', { name: 'Comfortable' }).press('Enter')
    expect(await page.evaluate('document.documentElement.dataset.density')).toBe('comfortable')
    expect(await axeClean(page)).toEqual([])
    await press(page, 'Escape', 'Control+k')
    await page.getByRole('combobox', { name: /^Find a screen/ }).waitFor()
    expect(await axeClean(page)).toEqual([])
    await press(page, 'Escape')
    await goByPalette(page, 'mail')
    await page.getByText('Nothing was mailed yet').waitFor()
    expect(await axeClean(page)).toEqual([])
  },
  60_000,
)

test('whoever is offline is told', async () => {
  const page = await openScreen(browser, api, 'owner', '/audit', { viewport: phone })
  await page.context().setOffline(true)
  await page.getByText('No network.').waitFor()
  expect(await axeClean(page)).toEqual([])
})
