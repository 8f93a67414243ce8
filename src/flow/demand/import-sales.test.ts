/**
 * Goal: each row of a shop's file becomes demand or is set aside with its reason, once, however often
 * the file comes; items may be made on the way.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Work } from '#platform/work'
import type { Mapping } from '#records/imports'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody } from '#support/goods-company'
import { checked, countsOf, imported } from '#support/import-file'

import { listSetAside } from './queries/list-set-aside.ts'

let org: TestOrganization
let work: Work

beforeAll(async () => {
  org = await testOrganization()
  work = org.work(anybody)
  await imported(work, 'companies', ['Code,Name,Currency,Periods from', 'ACME,Acme,GBP,2025-01-01'])
  await imported(work, 'places', ['Code,Name,Company', 'MAIN,Main,ACME'])
  await imported(work, 'channels', ['Code,Name,Kind', 'WEB,Web shop,web'])
})
afterAll(() => org.close())

const always: Mapping = {
  place: { value: 'MAIN' },
  channel: { value: 'WEB' },
  currency: { value: 'GBP' },
  notStock: { value: 'POST, gift_*' },
  cancelledBy: { value: 'C' },
}
const file = [
  'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
  '536365,85123A,HEART,6,2010-12-01 08:26,2.55,17850,United Kingdom',
  '536365,85123A,HEART,6,2010-12-01 08:26,2.55,17850,United Kingdom',
  '536366,85123a,HEART,100,2010-12-01 09:00,2.55,17851,United Kingdom',
  'C536367,85123A,HEART,-100,2010-12-01 09:10,2.55,17851,United Kingdom',
  '536368,POST,POSTAGE,1,2010-12-01 09:30,18.00,17850,France',
  '536369,71053,LANTERN,-3,2010-12-02 09:30,0,,United Kingdom',
  '536370,71053,LANTERN,4,2010-12-03 09:30,3.39,,United Kingdom',
  '536371,gift_0001,VOUCHER,1,2010-12-03 09:30,10.00,,United Kingdom',
]

test('items must be there, or be asked for', async () => {
  const view = await checked(work, 'online-sales', file, always)
  expect(view.errorGroups.map(({ code }) => code)).toContain('item_unknown')
})

test('each row is demand or set aside, and ties to the file', async () => {
  const more: Mapping = { ...always, createItems: { value: 'yes' } }
  expect(countsOf(await imported(work, 'online-sales', file, more))).toBe('8 add')
  const { rows: days } = await sql`
    select i.sku, d.on_day as day, d.raw_units as raw, d.largest_units as largest
    from demand_day d join item i on i.id = d.item_id order by 2`.execute(org.db)
  expect(days).toEqual([
    { sku: '85123A', day: '2010-12-01', raw: 6n, largest: 6n },
    { sku: '71053', day: '2010-12-03', raw: 4n, largest: 4n },
  ])
  const { items } = await listSetAside(org.as('planner').ask(), { sort: '-onDay', limit: 20 })
  expect(items.map(({ reason }) => reason).toSorted()).toEqual(
    'cancellation cancelled_sale damage_or_find exact_duplicate not_stock not_stock'.split(' '),
  )
  const { rows: sums } = await sql`
    select sum(units)::int as units, sum(value_minor)::int as value, count(*)::int as rows
    from (select units, value_minor from demand_entry
          union all select units, value_minor from demand_set_aside) as taken`.execute(org.db)
  expect(sums).toEqual([{ units: 15, value: 3060 + 1800 + 1356 + 1000, rows: 8 }])
})

test('the same file again adds nothing', async () => {
  const more: Mapping = { ...always, createItems: { value: 'yes' } }
  expect(countsOf(await imported(work, 'online-sales', file, more))).toBe('8 same')
})
