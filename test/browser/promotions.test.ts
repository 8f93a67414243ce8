import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestApi, testApi } from '#support/http'

import { pick } from './pick.ts'
import { noteRead } from './seen.ts'
import {
  axeClean,
  type Browser,
  goByPalette,
  launchBrowser,
  openScreen,
  phone,
  press,
  settled,
  shot,
} from './support.ts'
import { type Trade, tradeOf } from './trade.ts'

let api: TestApi
let browser: Browser
let trade: Trade

beforeAll(async () => {
  api = await testApi()
  browser = await launchBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

async function kept() {
  const { rows } = await sql`
    select p.name, p.kind, p.status, p.starts_on as "startsOn", p.ends_on as "endsOn",
           p.expected_uplift_bps as uplift, i.sku, s.price_ratio_bps as ratio
    from promotion p join promotion_scope s on s.promotion_id = p.id
    left join item i on i.id = s.item_id order by p.starts_on, i.sku
  `.execute(api.organization.db)
  noteRead()
  return rows
}

test('before the first promotion list and weeks say what belongs there', async () => {
  trade = await tradeOf(api)
  const page = await openScreen(browser, api, 'planner', '/')
  await goByPalette(page, 'promotions')
  await page.getByRole('heading', { name: 'No promotion yet' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'w')
  await page.getByText('No promotion has a day in these weeks.').waitFor()
  expect(await axeClean(page)).toEqual([])
}, 60_000)

test('a promotion is planned by keyboard, and a thing that is not chosen is asked for', async () => {
  const page = await openScreen(browser, api, 'planner', '/promotions')
  await press(page, 'c')
  await page.getByRole('heading', { name: 'New promotion' }).waitFor()
  const type = async (label: string, text: string) => {
    await page.getByRole('textbox', { name: label, exact: true }).focus()
    await page.keyboard.type(text)
  }
  await type('Name', 'Summer week')
  await type('Code', 'SUMMER')
  await page.getByLabel('First day').fill(trade.inDays(14))
  await page.getByLabel('Last day').fill(trade.inDays(20))
  await type('Expected demand', '180')
  await type('Price off of scope 1', '20')
  await press(page, 'Control+Enter')
  await page.getByText('Choose the item or category of each row').waitFor()
  expect(await axeClean(page)).toEqual([])
  await pick(page, 'Item of scope 1', 'Carafe')
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: 'Summer week' }).waitFor()
  await page.getByText('Nothing is learned of this kind yet.').waitFor()
  await settled(page)
  expect(await axeClean(page)).toEqual([])
  expect(await kept()).toEqual([
    {
      ...{ name: 'Summer week', kind: 'discount', status: 'planned', uplift: 18_000 },
      ...{ startsOn: trade.inDays(14), endsOn: trade.inDays(20), sku: 'CARAFE', ratio: 8_000 },
    },
  ])
}, 60_000)

/** As the nightly run leaves them. */
async function learned(): Promise<void> {
  await sql`
    insert into promotion_effect (id, kind, category_id, item_id, place_id, uplift_factor, dip_factor,
      price_elasticity, observed_count, standard_error, learned_at)
    select gen_random_uuid(), kind, null::uuid, null::uuid, null::uuid, uplift, 0.93, -2.1, weeks, 0.08,
      now()
    from (values ('discount', 1.82, 412), ('holiday', 1.31, 36)) as e (kind, uplift, weeks)
    union all select gen_random_uuid(), 'discount', null, id, null, 2.4, 0.88, -2.6, 9, 0.2, now()
    from item where sku in ('CARAFE', 'TUMBLER')
  `.execute(api.organization.db)
}

test('it is confirmed and widened by keyboard; what such promotions did stands below', async () => {
  await learned()
  const page = await openScreen(browser, api, 'planner', '/promotions')
  await page.getByRole('link', { name: /Summer week/ }).focus()
  await press(page, 'Enter')
  await page.getByRole('row', { name: /Everything.*×1\.82/ }).waitFor()
  await page.getByRole('row', { name: /Carafe.*×2\.4/ }).waitFor()
  expect(await page.getByRole('row', { name: /Tumbler/ }).count()).toBe(0)
  await page.getByRole('button', { name: 'Confirm' }).focus()
  await press(page, 'Enter')
  await page.getByText('Summer week is confirmed now.').waitFor()
  await settled(page)
  await page.getByRole('button', { name: 'Add another' }).focus()
  await press(page, 'Enter')
  await pick(page, 'Item of scope 2', 'Wine glass')
  await press(page, 'Control+Enter')
  await page.getByRole('button', { name: /Save 1 change/ }).waitFor({ state: 'detached' })
  await settled(page)
  await shot(page, 'promotion')
  const found = await api.as('viewer').get('/search?q=summer')
  expect(found.body).toMatchObject({ items: [{ kind: 'promotion', label: 'SUMMER' }] })
  expect(await axeClean(page)).toEqual([])
  expect(await kept()).toMatchObject([
    { status: 'confirmed', sku: 'CARAFE', ratio: 8_000 },
    { status: 'confirmed', sku: 'WINE-GLASS', ratio: null },
  ])
}, 60_000)

test('the weeks show each promotion over its days, in the dark and on a phone too', async () => {
  for (const [code, name, kind, start, end, status] of [
    ['XMAS', 'Christmas', 'holiday', 30, 32, 'confirmed'],
    ['MAIL', 'Mailing to old customers', 'campaign', 7, 9, 'planned'],
    ['COUPON', 'Coupon in the parcel', 'coupon', -10, 60, 'cancelled'],
  ] as const) {
    const days = { startsOn: trade.inDays(start), endsOn: trade.inDays(end) }
    const body = { code, name, kind, status, ...days, scopes: [{}] }
    expect((await api.as('planner').post('/promotions', body)).status).toBe(201)
  }
  for (const look of [{}, { scheme: 'dark' }, { viewport: phone }] as const) {
    const page = await openScreen(browser, api, 'viewer', '/promotions?view=weeks', look)
    await page.getByRole('rowheader', { name: /Mailing to old customers/ }).waitFor()
    expect(await axeClean(page)).toEqual([])
    const name = 'scheme' in look ? '-dark' : 'viewport' in look ? '-phone' : ''
    await shot(page, `promotion-weeks${name}`)
    await page.getByRole('link', { name: 'Summer week' }).focus()
    await press(page, 'Enter')
    await page.getByRole('heading', { name: 'Summer week' }).waitFor()
    await settled(page)
    expect(await page.getByRole('button', { name: 'Cancel promotion' }).count()).toBe(0)
    expect(await axeClean(page)).toEqual([])
    await shot(page, `promotion-read${name}`)
    await page.context().close()
  }
}, 120_000)
