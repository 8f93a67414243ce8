/** Goal: an edition comes once, by file or call, one period each; what is wrong with it is said at once. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { randomOf, seedOf } from '#kernel/random'
import { PermissionError, type Work } from '#platform/work'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody } from '#support/goods-company'
import { checked, countsOf, imported } from '#support/import-file'

import { recordOutside } from './actions/record-outside.ts'
import { createSource } from './actions/save-source.ts'
import type { Period } from './contract/outside.ts'
import { forecastChecks } from './forecast-checks.ts'
import { listOutside } from './queries/list-outside.ts'
import { listEditions } from './queries/list-sources.ts'
import { daysInWeek, inWeeks, unitsInWeek } from './queries/outside-weeks.ts'

let org: TestOrganization
let work: Work

beforeAll(async () => {
  org = await testOrganization()
  work = org.work(anybody)
  await imported(work, 'companies', ['Code,Name,Currency,Periods from', 'ACME,Acme,EUR,2025-01-01'])
  await imported(work, 'places', ['Code,Name,Company', 'MAIN,Main,ACME'])
  await imported(work, 'items', ['SKU,Name,Unit,Packs', 'MUG,Mug,EA,CASE=12'])
  await work.transact((tx) => createSource(tx, { code: 'CUST', name: 'A customer' }))
})
afterAll(() => org.close())

const head = 'Source,Edition,Item,Place,Starts on,Quantity,Period,Made on,Unit'

test('the same file again adds nothing, and later rows join the edition', async () => {
  const lines = [
    head,
    'CUST,spring,MUG,MAIN,2026-03-01,90,month,2025-12-20,',
    'CUST,spring,MUG,MAIN,2026-04-01,8,month,,CASE',
  ]
  expect(countsOf(await imported(work, 'outside-forecasts', lines))).toBe('2 add')
  const more = [...lines, 'CUST,spring,MUG,MAIN,2026-05-01,0,month,,']
  expect(countsOf(await imported(work, 'outside-forecasts', more))).toBe('1 add, 2 same')
  const { rows } = await sql`
    select name, period, made_on as "madeOn", figure_count as figures, pair_count as pairs,
           (select sum(units)::int from outside_forecast o where o.edition_id = e.id) as units
    from forecast_edition e`.execute(org.db)
  expect(rows).toEqual([
    { name: 'spring', period: 'month', madeOn: '2025-12-20', figures: 3n, pairs: 1n, units: 186 },
  ])
})

test('each row says what is wrong with it', async () => {
  const view = await checked(work, 'outside-forecasts', [
    head,
    'CUST,spring,MUG,MAIN,2026-03-01,92,month,,',
    'CUST,spring,MUG,MAIN,2026-06-02,90,month,,',
    'CUST,spring,MUG,MAIN,2026-07-01,90,week,,',
    'CUST,spring,MUG,MAIN,2026-08-01,90,month,2025-12-21,',
    'NOBODY,new,CUP,NOWHERE,2026-03-02,1,week,2030-01-01,',
    'CUST,weeks,MUG,MAIN,2026-03-02,1.5,,,',
    'CUST,weeks,MUG,MAIN,2026-03-09,1,,,',
    'CUST,weeks,MUG,MAIN,2026-03-17,1,,,',
  ])
  expect(countsOf(view)).toBe('1 add, 7 error')
  const codes = view.errorGroups.map(({ code }) => code).toSorted()
  expect(codes).toEqual(
    (
      'figure_taken item_unknown made_on_ahead made_on_differs not_first_of_month ' +
      'period_differs place_unknown quantity_not_whole source_unknown week_start_differs'
    ).split(' '),
  )
})

type Said = readonly (readonly [startsOn: string, quantity: number])[]

async function record(edition: string, said: Said, period: Period, madeOn?: string) {
  const { rows } = await sql<{ sourceId: string; itemId: string; placeId: string }>`
    select s.id as "sourceId", i.id as "itemId", p.id as "placeId"
    from forecast_source s, item i, place p`.execute(org.db)
  const [{ sourceId = '', ...pair } = { itemId: '', placeId: '' }] = rows
  const figures = said.map(([startsOn, quantity]) => ({
    ...pair,
    startsOn,
    quantity: { quantity: String(quantity), unit: 'EA' },
  }))
  return org
    .as('planner')
    .transact((tx) => recordOutside(tx, { sourceId, edition, period, madeOn, figures }), {
      keep: ({ kind }) => kind === 'recorded',
    })
}

test('by call the same again adds nothing, and what can not be one edition is refused', async () => {
  const week = [['2026-02-02', 10]] as const
  expect(await record('W', week, 'week')).toMatchObject({ addedCount: 1, knownCount: 0 })
  expect(await record('W', week, 'week')).toMatchObject({ addedCount: 0, knownCount: 1 })
  expect(await record('W', [['2026-02-02', 11]], 'week')).toMatchObject({
    errors: [{ code: 'figure_taken', pointer: '/figures/0/quantity' }],
  })
  expect(await record('W', week, 'month', '2020-01-01')).toMatchObject({
    errors: [{ code: 'period_differs' }, { code: 'made_on_differs' }],
  })
  expect(await record('new', [...week, ...week, ['2026-02-10', 1]], 'week')).toMatchObject({
    errors: [{ code: 'figure_twice', pointer: '/figures/1' }],
  })
  expect(await record('new', [...week, ['2026-02-10', 1]], 'week', '2030-01-01')).toMatchObject({
    errors: [{ code: 'made_on_ahead' }],
  })
  const ask = org.as('viewer').ask()
  const { items } = await listEditions(ask, { sort: '-madeOn', limit: 50 })
  expect(items.map(({ name, figureCount }) => `${name} ${figureCount}`)).toEqual(
    expect.arrayContaining(['W 1', 'spring 3']),
  )
  const editionId = items.find(({ name }) => name === 'W')?.id
  expect((await listOutside(ask, { editionId, sort: '-startsOn', limit: 50 })).items).toMatchObject(
    [{ edition: 'W', period: 'week', quantity: { quantity: '10', unit: 'EA' } }],
  )
  for (const check of forecastChecks) expect(await check.run(org.db)).toEqual([])
  const asViewer = org.as('viewer').transact((tx) => createSource(tx, { code: 'NO', name: 'No' }))
  await expect(asViewer).rejects.toBeInstanceOf(PermissionError)
})

test.each([
  ['day', ['2026-01-31', '2026-02-01', '2026-02-02']],
  // Weeks from Thursday to Wednesday, of which each lies in two of ours.
  ['week', ['2025-12-25', '2026-01-01', '2026-01-08']],
  ['month', ['2024-02-01', '2025-12-01', '2026-02-01']],
] as const)('a %s is spread over weeks in whole units that add up', async (period, days) => {
  const { uniform } = randomOf(seedOf(period))
  const said = days.map((day) => [day, Math.floor(uniform() * 1_000)] as const)
  expect(await record(`split ${period}`, said, period)).toMatchObject({ kind: 'recorded' })
  const { rows } = await sql`
    select o.starts_on, bool_and(part_units = floor(part_units)) as "isWhole",
           sum(part_units)::int as units, sum(part_days)::int as days, o.units::int as said,
           bool_and(part_days between 1 and 7) as "isWithin"
    from outside_forecast o
    join forecast_edition e on e.id = o.edition_id and e.name = ${`split ${period}`}
    ${inWeeks}
    cross join lateral (select ${unitsInWeek} as part_units, ${daysInWeek} as part_days) split
    group by o.starts_on, o.units order by o.starts_on`.execute(org.db)
  const daysOf = { day: [1, 1, 1], week: [7, 7, 7], month: [29, 31, 28] }[period]
  expect(rows).toMatchObject(
    said.map(([, units], at) => ({ units, days: daysOf[at], isWhole: true, isWithin: true })),
  )
})
