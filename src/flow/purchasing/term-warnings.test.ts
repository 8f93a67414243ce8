/** Goal: an order in a quantity the supplier does not deliver is written, and says so. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestOrganization, testOrganization } from '#support/database'

import { createOrder } from './actions/create-order.ts'
import { readOrder } from './queries/read-order.ts'
import type { OrderId } from './store/order-for-work.ts'

const id = (n: number) => `00000000-0000-7000-9000-${String(n).padStart(12, '0')}`

let org: TestOrganization

beforeAll(async () => {
  org = await testOrganization()
  await sql`
    insert into company (id, code, name, currency) values (${id(1)}::uuid, 'C', 'Company', 'EUR')
  `.execute(org.db)
  await sql`
    insert into supplier (id, code, name, currency) values (${id(2)}::uuid, 'S', 'Supplier', 'EUR')
  `.execute(org.db)
  await sql`
    insert into place (id, code, name, company_id)
    values (${id(3)}::uuid, 'P', 'Place', ${id(1)}::uuid)
  `.execute(org.db)
  await sql`
    insert into item (id, sku, name, unit) values (${id(4)}::uuid, 'CUP', 'Cup', 'EA')
  `.execute(org.db)
  await sql`
    insert into supplier_term (id, supplier_id, item_id, currency, unit, moq_units, multiple_units)
    values (${id(5)}::uuid, ${id(2)}::uuid, ${id(4)}::uuid, 'EUR', 'EA', 100, 50)
  `.execute(org.db)
  await sql`
    insert into supplier_term_break (id, term_id, from_units, price_e4, priced_units)
    values (${id(6)}::uuid, ${id(5)}::uuid, 0, 1000000, 1)
  `.execute(org.db)
})

afterAll(() => org.close())

test('quantities below the minimum or off the multiple are warned of, not refused', async () => {
  const lines = ['40', '120', '150'].map((quantity) => ({
    itemId: id(4),
    quantity: { quantity, unit: 'EA' },
  }))
  const given = { supplierId: id(2), placeId: id(3), requestedOn: '2026-02-01', lines }
  expect(await org.as('buyer').transact((tx) => createOrder(tx, given))).toMatchObject({
    kind: 'created',
    totalMinor: 31_000n,
    warnings: [
      {
        code: 'below_moq',
        detail: 'The supplier takes 100 EA or more; 100 EA would fit.',
        pointer: '/lines/0/quantity',
      },
      {
        code: 'off_multiple',
        detail: 'The supplier delivers in multiples of 50 EA; 150 EA would fit.',
        pointer: '/lines/1/quantity',
      },
    ],
  })
})

test('the order says it line by line, also of a typed price', async () => {
  const price = { amount: '0.90', currency: 'EUR', per: '1', unit: 'EA' }
  const lines = ['40', '150'].map((quantity) => ({
    itemId: id(4),
    quantity: { quantity, unit: 'EA' },
    price,
  }))
  const given = { supplierId: id(2), placeId: id(3), requestedOn: '2026-02-01', lines }
  const { orderId } = (await org.as('buyer').transact((tx) => createOrder(tx, given))) as {
    readonly orderId: OrderId
  }
  const view = await readOrder(org.as('viewer').ask(), orderId)
  expect(view?.lines.map(({ warnings }) => warnings)).toEqual([
    [{ code: 'below_moq', detail: 'The supplier takes 100 EA or more; 100 EA would fit.' }],
    [],
  ])
})
