/**
 * Goal: an invoice that waited for its goods is matched when they come, by itself; and a number is
 * captured once, however many clerks try at the same moment.
 *
 * Method: receipts on a real database; the event is handed to the subscription as the relay does.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { invariant } from '#kernel/invariant'
import { ruleActor } from '#platform/rule-actor'
import { type TestOrganization, testOrganization } from '#support/database'
import { type GoodsCompany, goodsCompany } from '#support/goods-company'
import { orderOf, type PlacedOrder, pieces, receive } from '#support/goods-flow'

import { captureInvoice } from './capture-invoice.ts'
import { matchInvoice } from './match-invoice.ts'
import { rematchOnReceipt } from './rematch.ts'

let org: TestOrganization
let company: GoodsCompany

beforeAll(async () => {
  org = await testOrganization()
  company = await goodsCompany(org)
})
afterAll(() => org.close())

const day = '2026-01-05'

function ordered(): Promise<PlacedOrder> {
  const { fifoItemId: itemId } = company
  return orderOf(org, company, { itemId, units: 10n, priceE4: 1_000_000n })
}

function capture(order: PlacedOrder, quantity: number, supplierNumber: string) {
  return org.as('ap_clerk').transact(
    (tx) =>
      captureInvoice(tx, {
        supplierId: company.supplierId,
        supplierNumber,
        invoicedOn: day,
        lines: [
          {
            kind: 'goods',
            orderLineId: order.orderLineId,
            quantity: pieces(quantity),
            price: { amount: '1.00', currency: 'USD', per: '1', unit: 'EA' },
          },
        ],
      }),
    { keep: (outcome) => outcome.kind === 'captured' },
  )
}

async function statusOf(invoiceId: string): Promise<string | undefined> {
  const { rows } = await sql<{ status: string }>`
    select status from supplier_invoice where id = ${invoiceId}`.execute(org.db)
  return rows[0]?.status
}

/** Hands all receipts of an order to the subscription, as its rule. */
async function tellReceipts(order: PlacedOrder): Promise<void> {
  const { rows } = await sql<{ id: string; subject_id: string; payload: unknown }>`
    select id, subject_id, payload from outbox_event
    where type = 'goods.received' and payload ->> 'orderId' = ${order.orderId}
    order by id`.execute(org.db)
  for (const { id, subject_id, payload } of rows) {
    const subject = { kind: 'receipt', id: subject_id }
    const told = { id, position: 1n, type: 'goods.received', subject, payload }
    await org
      .work(ruleActor('matching.rematch'))
      .transact((tx) => rematchOnReceipt.handle(tx, { ...told, occurredAt: org.clock() }))
  }
}

test('it stays held while too little came, and is posted when the rest is there', async () => {
  const order = await ordered()
  const captured = await capture(order, 10, 'WAITS-1')
  invariant(captured.kind === 'captured', 'the invoice is captured')
  const { invoiceId } = captured
  await org.as('ap_clerk').transact((tx) => matchInvoice(tx, { invoiceId }))
  expect(await statusOf(invoiceId)).toBe('held')

  await receive(org, order, { accepted: 4 })
  await tellReceipts(order)
  expect(await statusOf(invoiceId)).toBe('held')
  const { rows } = await sql<{ code: string }>`
    select code from invoice_hold where invoice_id = ${invoiceId}`.execute(org.db)
  expect(rows).toEqual([{ code: 'billed_beyond_receipt' }])

  await receive(org, order, { accepted: 6 })
  await tellReceipts(order)
  expect(await statusOf(invoiceId)).toBe('posted')
  const holds = await sql`select 1 from invoice_hold where invoice_id = ${invoiceId}`.execute(
    org.db,
  )
  expect(holds.rows).toEqual([])
})

test('eight clerks capture one number: one wins, the others are told it is known', async () => {
  const order = await ordered()
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => capture(order, 1, 'SAME-1')))
  expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual([
    'captured',
    ...Array.from({ length: 7 }, () => 'refused'),
  ])
})
