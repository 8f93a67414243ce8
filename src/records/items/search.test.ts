/** Search boxes and list filters stay index ranges, however many rows there are. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { startsWith } from '#platform/search'
import { type TestOrganization, testOrganization } from '#support/database'

let org: TestOrganization

beforeAll(async () => {
  org = await testOrganization()
  await org.asOwner(async (owner) => {
    await owner.query(`
      insert into item (id, sku, name, unit)
      select gen_random_uuid(), 'SKU-' || n, 'Item ' || md5(n::text), 'EA'
      from generate_series(1, 20000) n`)
    await owner.query(`
      insert into supplier (id, code, name, currency)
      select gen_random_uuid(), 'S-' || n, 'Supplier ' || md5(n::text), 'EUR'
      from generate_series(1, 20000) n`)
    await owner.query(`
      insert into supplier_term (id, supplier_id, item_id, supplier_sku, currency, unit, valid_from)
      select gen_random_uuid(), s.id, i.id, 'X' || i.sku, 'EUR', 'EA', date '2026-01-01'
      from (select id, row_number() over () as n from supplier) s
      join (select id, sku, row_number() over () as n from item) i using (n)`)
    await owner.query('analyze')
  })
})

afterAll(() => org.close())

async function planOf(from: string, where: ReturnType<typeof startsWith>): Promise<string> {
  const { rows } = await sql<{ 'QUERY PLAN': string }>`
    explain select id from ${sql.table(from)} where ${where} limit 50`.execute(org.db)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

test.each([
  ['item', startsWith(['item.sku', 'item.name'], 'sku-1999')],
  ['item', startsWith(['item.sku', 'item.name'], 'Nothing is called so')],
  ['item', sql<boolean>`lpad(gtin, 14, '0') = '00000000000000' and gtin <> ''`],
  ['supplier', startsWith(['supplier.code', 'supplier.name'], 's-12345')],
  ['supplier', sql<boolean>`country = 'DE'`],
  ['supplier', sql<boolean>`currency = 'USD'`],
  ['supplier_term', sql<boolean>`supplier_sku = 'XSKU-1' and supplier_sku <> ''`],
  ['supplier_term', sql<boolean>`place_id = '00000000-0000-7000-8000-000000000000'`],
  [
    'supplier_term',
    sql<boolean>`item_id = '00000000-0000-7000-8000-000000000000' and (place_id is null)`,
  ],
])('%s is read by an index', async (table, where) => {
  expect(await planOf(table, where)).not.toContain('Seq Scan')
})
