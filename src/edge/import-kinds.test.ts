/**
 * Goal: a company can be set up by files alone, each kind naming records of the kinds before it; the
 * same files again change nothing.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Work } from '#platform/work'
import type { ImportId } from '#records/imports'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody } from '#support/goods-company'
import { checked, countsOf, imported, viewOf } from '#support/import-file'

let org: TestOrganization
let owner: Work

const files: readonly (readonly [kind: string, lines: readonly string[]])[] = [
  [
    'companies',
    ['Code;Name;Currency;Periods from;Approval over', 'ACME;Acme;EUR;2025-01-01;5000.00'],
  ],
  [
    'accounts',
    ['Company,Account,Name,Type', 'ACME,5310,Packaging,expense', 'ACME,1000,Giro,asset'],
  ],
  ['tax-codes', ['Company,Code,Name,Rate,Recoverable', 'ACME,VAT19,VAT 19 %,19%,100']],
  ['charge-codes', ['Company,Code,Name,Follows the goods,Account', 'ACME,PACK,Packing,no,5310']],
  [
    'currency-rates',
    ['From,To,Date,Rate', 'USD,EUR,2025-12-31,0.9200', 'USD,EUR,2026-01-02,0.9301'],
  ],
  ['suppliers', ['Vendor,Name,Currency,External ID', 'POT,Pottery,USD,1580', 'KILN,Kiln,EUR,1581']],
  ['items', ['SKU,Name,Unit,Packs,External ID', 'MUG,Mug,EA,CASE=12,7', 'CLAY,Clay,KG,,8']],
  ['item-packs', ['SKU,Pack,Qty,EAN', 'MUG,PALLET,480,14006381333938', 'CLAY,SACK,25,']],
  ['places', ['Code,Name,Company', 'MAIN,Main,ACME']],
  [
    'supplier-terms',
    [
      'Supplier,Item,Unit,MOQ,From quantity,Price,Per,Lead time',
      'POT,MUG,CASE,2,0,50.26,1,21',
      'POT,MUG,CASE,2,10,482.40,10,21',
      '1581,8,KG,,,1.2345,1,7',
    ],
  ],
  [
    'opening-stock',
    [
      'Place,SKU,Quantity,Unit,Value,Day',
      'MAIN,MUG,10,CASE,600.00,2026-01-01',
      'MAIN,CLAY,25,KG,30.86,2026-01-01',
    ],
  ],
]

beforeAll(async () => {
  org = await testOrganization()
  owner = org.work(anybody)
  for (const [kind, lines] of files) await imported(owner, kind, lines)
})
afterAll(() => org.close())

test.each(files)('%s brought twice are the same', async (kind, lines) => {
  const again = await imported(owner, kind, lines)
  expect(countsOf(again)).toBe(`${again.rowCount} same`)
})

test('breaks are kept exactly, in base units', async () => {
  const { rows } = await sql`
    select s.code, i.sku, t.unit, t.moq_units, b.from_units, b.price_e4, b.priced_units, t.currency
    from supplier_term_break b join supplier_term t on t.id = b.term_id
    join supplier s on s.id = t.supplier_id join item i on i.id = t.item_id
    order by i.sku, b.from_units
  `.execute(org.db)
  const mug = { code: 'POT', sku: 'MUG', unit: 'CASE', moq_units: 24n, currency: 'USD' }
  expect(rows).toEqual([
    {
      code: 'KILN',
      sku: 'CLAY',
      unit: 'KG',
      moq_units: 0n,
      currency: 'EUR',
      from_units: 0n,
      price_e4: 1_234_500n,
      priced_units: 1n,
    },
    { ...mug, from_units: 0n, price_e4: 50_260_000n, priced_units: 12n },
    { ...mug, from_units: 120n, price_e4: 482_400_000n, priced_units: 120n },
  ])
})

test('opening stock is in the books, and can not be opened to something else', async () => {
  const { rows } = await sql`
    select i.sku, sum(b.units)::bigint as units from stock_balance b join item i on i.id = b.item_id
    group by 1 order by 1
  `.execute(org.db)
  expect(rows).toEqual([
    { sku: 'CLAY', units: 25n },
    { sku: 'MUG', units: 120n },
  ])
  const view = await checked(owner, 'opening-stock', [
    'Place,SKU,Quantity,Unit,Value,Day',
    'MAIN,MUG,11,CASE,600.00,2026-01-01',
    'MAIN,CUP,1,,5,2026-01-01',
    'MAIN,CLAY,1,CASE,5,2019-01-01',
  ])
  expect(view.errorGroups.map(({ code, column }) => `${column} ${code}`).toSorted()).toEqual([
    'item item_unknown',
    'openedOn period_missing',
    'quantity already_opened',
    'quantity unit_unknown',
  ])
})

test('references that name nothing are told, each in its column', async () => {
  const view = await checked(owner, 'supplier-terms', [
    'Supplier,Item,Place,Unit,MOQ,From quantity,Price,Currency',
    'NOBODY,NOTHING,NOWHERE,EA,,,1,',
    'KILN,MUG,,BOX,,,1,',
    'KILN,MUG,MAIN,EA,1.5,,1,',
    'POT,MUG,,EA,,,1,USD',
    'KILN,CLAY,MAIN,KG,,5,1,',
  ])
  expect(view.errorGroups.map(({ code, column }) => `${column} ${code}`).toSorted()).toEqual([
    'from price_for_least_missing',
    'item item_unknown',
    'moq quantity_not_whole',
    'place place_unknown',
    'supplier supplier_unknown',
    'unit fixed_for_good',
    'unitRatio unit_ratio_missing',
  ])
  expect(countsOf(await viewOf(owner, view.id as ImportId))).toBe('5 error')
})
