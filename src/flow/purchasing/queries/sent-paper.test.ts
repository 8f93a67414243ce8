/** Goal: the paper of a letter says what was sent, whatever became of the order since. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestOrganization, testOrganization } from '#support/database'

import { changeOrder } from '../actions/change-order.ts'
import { createOrder } from '../actions/create-order.ts'
import { releaseOrder } from '../actions/release-order.ts'
import type { OrderId } from '../store/order-for-work.ts'
import { readSentPaper } from './sent-paper.ts'

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
})

afterAll(() => org.close())

test('a paper keeps the terms of its version', async () => {
  const line = {
    itemId: id(4),
    quantity: { quantity: '40', unit: 'EA' },
    price: { amount: '2.50', currency: 'EUR', per: '1', unit: 'EA' },
    requestedOn: '2026-03-01',
  }
  const buyer = org.as('owner')
  const { orderId, lineIds } = (await buyer.transact((tx) =>
    createOrder(tx, {
      supplierId: id(2),
      placeId: id(3),
      requestedOn: '2026-02-01',
      supplierNote: 'On pallets.',
      incoterm: 'FCA Trieste',
      lines: [line],
      submit: true,
    }),
  )) as { readonly orderId: OrderId; readonly lineIds: readonly string[] }
  const release = () => buyer.transact((tx) => releaseOrder(tx, { orderId, ifMatch: undefined }))
  expect(await release()).toMatchObject({ kind: 'released' })
  const changes = {
    supplierNote: 'By air.',
    lines: [{ ...line, id: lineIds[0], quantity: { quantity: '60', unit: 'EA' } }],
  }
  await buyer.transact((tx) => changeOrder(tx, { orderId, ifMatch: undefined, changes }))
  expect(await release()).toMatchObject({ kind: 'released' })

  const [first, second] = await Promise.all(
    [1, 2].map((version) => readSentPaper(org.as('viewer').ask(), orderId, version)),
  )
  expect(first).toMatchObject({
    termsVersion: 1,
    note: 'On pallets.',
    incoterm: 'FCA Trieste',
    total: { amount: '100.00' },
    lines: [
      { quantity: { quantity: '40' }, value: { amount: '100.00' }, requestedOn: '2026-03-01' },
    ],
  })
  expect(second).toMatchObject({
    termsVersion: 2,
    note: 'By air.',
    total: { amount: '150.00' },
    lines: [{ quantity: { quantity: '60' } }],
  })
  expect(await readSentPaper(org.as('viewer').ask(), orderId, 3)).toBeUndefined()
})
