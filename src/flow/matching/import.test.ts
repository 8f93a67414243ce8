/**
 * Goal: invoices in a file are captured as if a clerk had typed them, and one that is known is not
 * captured twice.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { invariant } from '#kernel/invariant'
import type { Work } from '#platform/work'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody, type GoodsCompany, goodsCompany, placeOrder } from '#support/goods-company'
import { checked, countsOf, imported } from '#support/import-file'

let org: TestOrganization
let work: Work
let company: GoodsCompany
let orderNumber: string

beforeAll(async () => {
  org = await testOrganization()
  work = org.work(anybody)
  company = await goodsCompany(org)
  const { orderId } = await work.transact((tx) =>
    placeOrder(tx, company, [
      { itemId: company.fifoItemId, units: 100n, priceE4: 2_500_000n },
      { itemId: company.pooledItemId, units: 10n, priceE4: 1_000_000n },
    ]),
  )
  const { rows } = await sql<{ number: string }>`
    select number from purchase_order where id = ${orderId}::uuid`.execute(org.db)
  invariant(rows[0] !== undefined, 'the order is there')
  orderNumber = rows[0].number
})
afterAll(() => org.close())

const header =
  'Supplier,Invoice number,Invoice date,Kind,Order,Line,SKU,Qty,Price,Amount,Tax code,Charge code,Total'

function lines() {
  const { supplierId, pooledItemId } = company
  const head = `${supplierId},R-0017,2026-01-05`
  return [
    header,
    `${head},goods,${orderNumber},1,,40,2.50,,,,140.00`,
    `${head},,${orderNumber},,${pooledItemId},10,1.00,,,,`,
    `${head},charge,,,,,,10.00,,FREIGHT,`,
    `${head},tax,,,,,,20.00,STANDARD,,`,
  ]
}

test('rows of one number are one invoice', async () => {
  await imported(work, 'supplier-invoices', lines())
  const { rows } = await sql`
    select supplier_number, status, goods_minor, charges_minor, tax_minor, total_minor,
           (select count(*)::int from supplier_invoice_line l where l.invoice_id = i.id) as lines
    from supplier_invoice i
  `.execute(org.db)
  expect(rows).toEqual([
    {
      supplier_number: 'R-0017',
      status: 'captured',
      goods_minor: 11_000n,
      charges_minor: 1_000n,
      tax_minor: 2_000n,
      total_minor: 14_000n,
      lines: 4,
    },
  ])
})

test('the same file again is the same, and another total under its number is an error', async () => {
  const again = await imported(work, 'supplier-invoices', lines())
  expect(countsOf(again)).toBe('4 same')
  const [head = '', first = ''] = lines()
  const other = await checked(work, 'supplier-invoices', [head, first.replace('140.00', '100.00')])
  expect(other.errorGroups).toMatchObject([
    { code: 'duplicate_invoice', header: 'Invoice number', rows: 1 },
  ])
})

test('what is wrong with a line stands in its row, and keeps the invoice out', async () => {
  const { supplierId } = company
  const view = await checked(work, 'supplier-invoices', [
    header,
    `${supplierId},X1,2026-01-05,,${orderNumber},9,,1,1,,,,`,
    `${supplierId},X1,2026-01-05,,${orderNumber},1,,1,1,,,,`,
    `${supplierId},X2,2027-01-05,,${orderNumber},1,,1,1,,,,`,
    `${supplierId},X3,2026-01-05,charge,${orderNumber},,,,,5,,NONSENSE,`,
    `NOBODY,X4,2026-01-05,,${orderNumber},1,,0,1,,,,`,
  ])
  expect(
    view.errorGroups.map((each) => `${each.firstRow} ${each.column} ${each.code}`).toSorted(),
  ).toEqual([
    '2 orderLine order_line_unknown',
    '3 null other_row',
    '4 invoicedOn invoiced_in_future',
    '5 chargeCode charge_code_unknown',
    '6 supplier supplier_unknown',
  ])
})
