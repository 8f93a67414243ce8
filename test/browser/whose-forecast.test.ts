import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { layChosen, scoreForecasts } from '#flow/forecasting'
import { tellForecastUses } from '#flow/policies'
import { addDays } from '#kernel/day'
import { anybody } from '#support/goods-company'
import { type TestApi, testApi } from '#support/http'
import { type SoldItems, soldItems, thisMonday } from '#support/sold-items'

import { pick } from './pick.ts'
import {
  axeClean,
  type Browser,
  goByPalette,
  launchBrowser,
  openScreen,
  press,
  settled,
  shot,
} from './support.ts'

let api: TestApi
let browser: Browser
let sold: SoldItems

beforeAll(async () => {
  api = await testApi()
  api.clock.set(new Date())
  browser = await launchBrowser()
  sold = await soldItems(api.organization, thisMonday())
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

const placed = /^A layered item/

/** What was forecast for the last four weeks, ours a tenth too low, and a customer's forecast each week. */
async function scoredWeeks(): Promise<void> {
  const work = api.organization.work(anybody)
  await tellForecastUses({ work })
  await sql`
    insert into forecast_snapshot (item_id, place_id, starts_on, made_on, laid_at, lag_weeks, target_on,
      naive_units, statistical_units, promotion_units, sourced_units, planned_units)
    select s.item_id, s.place_id, s.ends_on - 7 * (n + 4), s.ends_on - 7 * (n + 4), now(), 5,
           s.ends_on - 7 * n, u * .7, u * .8, u * .85, u * .85, u * .9
    from demand_series s cross join generate_series(1, 4) as n
    cross join lateral (select s.raw_units[cardinality(s.raw_units) - n + 1] as u) a
    where s.channel_id is null`.execute(api.organization.db)
  const planner = api.as('planner')
  const made = await planner.post<{ id: string }>('/forecast-sources', {
    code: 'MART',
    name: 'Mart & Sons',
  })
  expect(made.status, made.text).toBe(201)
  for (const [edition, weeksAgo, count] of [
    ['autumn', 12, 12],
    ['winter', 0, 8],
  ] as const) {
    const sent = await planner.post('/outside-forecasts', {
      sourceId: made.body.id,
      edition,
      period: 'week',
      madeOn: addDays(sold.asOf, -7 * weeksAgo),
      figures: Array.from({ length: count }, (_, week) => ({
        itemId: sold.fifoItemId,
        placeId: sold.placeId,
        startsOn: addDays(sold.asOf, 7 * (week - weeksAgo)),
        quantity: { quantity: '31', unit: 'EA' },
      })),
    })
    expect(sent.status, sent.text).toBe(201)
  }
  await scoreForecasts({ work })
}

test('a planner finds who forecasts best by keyboard, and goes to the series behind it', async () => {
  await scoredWeeks()
  const page = await openScreen(browser, api, 'planner', '/')
  await goByPalette(page, 'forecast accuracy')
  await page.getByRole('table', { name: 'Forecast accuracy by segment' }).waitFor()
  await page.getByRole('columnheader', { name: 'People add' }).getByRole('button').focus()
  await press(page, 'Enter')
  await page.waitForURL(/sort=-?overridesAdded/)
  await settled(page)
  await shot(page, 'forecast-accuracy')
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('tab', { name: 'By source' }).click()
  await page.getByRole('row', { name: /Mart & Sons/ }).waitFor()
  await page.getByRole('row', { name: /Planned with.*10 %/ }).waitFor()
  await page.getByRole('tab', { name: 'By supplier' }).click()
  await page.getByRole('table', { name: 'Forecast accuracy by supplier' }).waitFor()
  await page.locator('[data-row-link]').first().focus()
  await press(page, 'Enter')
  await page.waitForURL(/forecasts\?supplierId=/)
  await page.getByRole('row', { name: placed }).waitFor()
  await page.context().close()
}, 60_000)

test('she plans a segment with another forecast, sees whose it is, and takes it back', async () => {
  const page = await openScreen(browser, api, 'planner', '/forecast-sources')
  await page.getByRole('row', { name: /Mart & Sons/ }).waitFor()
  await page.getByRole('tab', { name: 'Planned with' }).press('Enter')
  await page.getByRole('heading', { name: 'Everything is planned with our forecast' }).waitFor()
  await press(page, 'c')
  const dialog = page.getByRole('dialog', { name: 'Choose for a segment' })
  await dialog.getByLabel('Segment').selectOption('*')
  await pick(page, 'Planned with', 'Mart', dialog)
  await dialog.getByLabel('Reason').fill('They run the shelves')
  expect(await axeClean(page)).toEqual([])
  await shot(page, 'forecast-choice')
  await press(page, 'Control+Enter')
  await page.getByRole('row', { name: /All others.*Mart & Sons/ }).waitFor()
  expect((await api.as('viewer').get('/forecast-choices')).body).toMatchObject({
    items: [{ segment: '*', source: { name: 'Mart & Sons' } }],
  })
  await page.getByRole('tab', { name: 'Editions' }).press('Enter')
  await page.getByRole('row', { name: /autumn/ }).waitFor()

  await layChosen({ work: api.organization.work(anybody) })
  await page.goto(
    page.url().replace(/forecast-sources.*/, `forecasts/${sold.fifoItemId}/${sold.placeId}`),
  )
  await page.getByText('Planned with Mart & Sons, edition winter: They run the shelves').waitFor()
  await page.getByRole('img', { name: /next week 31\.0 are planned/ }).waitFor()
  expect(await page.locator('path[data-line="outside"]').count()).toBe(1)
  await page.getByRole('table', { name: 'Accuracy when it mattered' }).waitFor()
  await settled(page)
  await shot(page, 'forecast-outside')
  expect(await axeClean(page)).toEqual([])

  await page.goto(page.url().replace(/forecasts.*/, 'forecast-sources?tab=choices'))
  await page.locator('[data-row-link]').first().press('Enter')
  await page.getByRole('button', { name: 'Take the choice away' }).press('Enter')
  await page.getByRole('heading', { name: 'Everything is planned with our forecast' }).waitFor()
  expect((await api.as('viewer').get('/forecast-choices')).body).toMatchObject({ items: [] })
  await layChosen({ work: api.organization.work(anybody) })
  await page.context().close()
}, 60_000)
