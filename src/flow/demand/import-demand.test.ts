/**
 * Goal: files of days are counted once, whatever comes twice; a later file is held against what the
 * earlier ones said, and only the difference is added.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Work } from '#platform/work'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody } from '#support/goods-company'
import { checked, countsOf, imported } from '#support/import-file'

let org: TestOrganization
let work: Work

beforeAll(async () => {
  org = await testOrganization()
  work = org.work(anybody)
  await imported(work, 'companies', ['Code,Name,Currency,Periods from', 'ACME,Acme,EUR,2025-01-01'])
  await imported(work, 'places', ['Code,Name,Company', 'MAIN,Main,ACME'])
  await imported(work, 'channels', ['Code,Name,Kind', 'WEB,Web shop,web'])
  await imported(work, 'items', [
    'SKU,Name,Unit,Unit decimals,Packs',
    'MUG,Mug,EA,0,CASE=12',
    'CLAY,Clay,KG,3,',
  ])
})
afterAll(() => org.close())

const header = 'SKU,Place,Channel,Date,Qty,Kind,Unit'

async function days() {
  const { rows } = await sql`
    select i.sku, d.on_day as day, d.raw_units as raw, d.returned_units as returned,
           d.largest_units as largest, d.entry_count as entries
    from demand_day d join item i on i.id = d.item_id order by 1, 2`.execute(org.db)
  return rows
}

test('a second file changes a day by the difference, and the same file by nothing', async () => {
  const lines = [
    header,
    'MUG,MAIN,WEB,2025-11-03,10,sale,',
    'MUG,MAIN,WEB,2025-11-03,2,return,',
    'MUG,MAIN,WEB,2025-11-03,1,cancellation,',
    'MUG,MAIN,WEB,2025-11-04,2,,CASE',
    'CLAY,MAIN,WEB,2025-11-04,1.5,,',
  ]
  expect(countsOf(await imported(work, 'demand', lines))).toBe('5 add')
  expect(await days()).toEqual([
    { sku: 'CLAY', day: '2025-11-04', raw: 1500n, returned: 0n, largest: 0n, entries: 1 },
    { sku: 'MUG', day: '2025-11-03', raw: 9n, returned: 2n, largest: 0n, entries: 3 },
    { sku: 'MUG', day: '2025-11-04', raw: 24n, returned: 0n, largest: 0n, entries: 1 },
  ])
  expect(countsOf(await imported(work, 'demand', lines))).toBe('5 same')

  const corrected = lines.map((line) => line.replace('10,sale', '7,sale'))
  expect(countsOf(await imported(work, 'demand', corrected))).toBe('1 change, 4 same')
  expect(await days()).toContainEqual({
    ...{ sku: 'MUG', day: '2025-11-03', raw: 6n, returned: 2n, largest: 0n, entries: 4 },
  })
  const back = await imported(work, 'demand', lines)
  expect(countsOf(back)).toBe('1 change, 4 same')
})

test('each row says what is wrong with it', async () => {
  const view = await checked(work, 'demand', [
    header,
    'CUP,HERE,SHOP,2025-11-03,10,,',
    'MUG,MAIN,WEB,2025-11-03,0.5,,',
    'MUG,MAIN,WEB,2025-11-05,-1,,',
    'MUG,MAIN,WEB,2025-11-06,-1,correction,',
    'MUG,MAIN,WEB,2025-11-07,1,,BOX',
  ])
  expect(countsOf(view)).toBe('1 add, 4 error')
  const codes = view.errorGroups.map(({ code }) => code).toSorted()
  expect(codes).toEqual(
    'channel_unknown item_unknown negative place_unknown quantity_not_whole unit_unknown'.split(
      ' ',
    ),
  )
})

test('what came is told to the next refresh', async () => {
  const { rows } = await sql`select from demand_touch`.execute(org.db)
  expect(rows).toHaveLength(2)
  expect((await org.jobs()).map(({ jobKey }) => jobKey)).toContain('demand.refresh')
})
