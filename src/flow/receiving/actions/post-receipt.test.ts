/**
 * Goal: a delivery becomes stock, cost, accrual and quantities in one act, or nothing at all.
 *
 * Method: a released order on a real database; the books are read back by plain SQL.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { invariant } from '#kernel/invariant'
import type { QuantityWire } from '#platform/wire'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody, type GoodsCompany, goodsCompany, placeOrder } from '#support/goods-company'

import { type PostReceiptOutcome, postReceipt } from './post-receipt.ts'

let org: TestOrganization
let company: GoodsCompany

beforeAll(async () => {
  org = await testOrganization()
  company = await goodsCompany(org)
})
afterAll(() => org.close())

/** $3.3333 a piece: no number of pieces but ten thousand comes to whole cents. */
const priceE4 = 3_333_300n
const day = '2026-01-05'

function ordered(units = 10n) {
  return org.work(anybody).transact(async (tx) => {
    const placed = await placeOrder(tx, company, [{ itemId: company.fifoItemId, units, priceE4 }])
    const [orderLineId] = placed.orderLineIds
    invariant(orderLineId !== undefined, 'an order has a line')
    return { orderId: placed.orderId, orderLineId }
  })
}

const pieces = (quantity: number): QuantityWire => ({ quantity: `${quantity}`, unit: 'EA' })

function receive(
  order: { orderId: string; orderLineId: string },
  parts: { accepted?: number; quarantined?: number; rejected?: number },
): Promise<PostReceiptOutcome> {
  const { orderId, orderLineId } = order
  const line = {
    orderLineId,
    accepted: parts.accepted === undefined ? undefined : pieces(parts.accepted),
    quarantined: parts.quarantined === undefined ? undefined : pieces(parts.quarantined),
    rejected: parts.rejected === undefined ? undefined : pieces(parts.rejected),
  }
  return org
    .as('receiver')
    .transact((tx) => postReceipt(tx, { orderId, receivedOn: day, lines: [line] }), {
      keep: (outcome) => outcome.kind === 'posted',
    })
}

async function one<T>(query: ReturnType<typeof sql<T>>): Promise<T> {
  const { rows } = await query.execute(org.db)
  const [row] = rows
  invariant(row !== undefined, 'the query gives a row')
  return row
}

test('a delivery is valued by slices and stands in every book', async () => {
  const order = await ordered()
  const outcome = await receive(order, { accepted: 6, quarantined: 1, rejected: 3 })
  expect(outcome).toMatchObject({
    kind: 'posted',
    receipt: { number: 'GR-00001', value: { amount: '33.33' }, companyValue: { amount: '33.33' } },
    remarks: [{ code: 'early', days: 7 }, { code: 'rejected' }, { code: 'to_inspect' }],
  })
  invariant(outcome.kind === 'posted', 'the delivery fits')

  const { orderLineId } = order
  expect(
    await one(sql`select accepted_units, quarantined_units, rejected_units
      from purchase_order_line where id = ${orderLineId}`),
  ).toEqual({ accepted_units: 6n, quarantined_units: 1n, rejected_units: 3n })
  expect(
    await one(sql`select units, document_minor, amount_minor from grni_balance
      where order_line_id = ${orderLineId}`),
  ).toEqual({ units: 10n, document_minor: 3_333n, amount_minor: 3_333n })
  const layers = await sql`select status, units_left, value_left_minor from stock_layer
    where order_line_id = ${orderLineId} order by status`.execute(org.db)
  expect(layers.rows).toEqual([
    { status: 'available', units_left: 6n, value_left_minor: 2_000n },
    { status: 'quarantine', units_left: 1n, value_left_minor: 333n },
    { status: 'rejected', units_left: 3n, value_left_minor: 1_000n },
  ])
  const lines = await sql`select account.control, amount_minor from journal_line
    join account on account.id = account_id where entry_id = ${outcome.receipt.entryId}
    order by line_no`.execute(org.db)
  expect(lines.rows).toEqual([
    { control: 'inventory', amount_minor: 3_333n },
    { control: 'grni', amount_minor: -3_333n },
  ])
  expect(
    await one(sql`select units, firmness from expectation where source_id = ${orderLineId}`),
  ).toEqual({ units: 0n, firmness: 'done' })
})

test('more than the ceiling is refused with what may still come, and nothing is written', async () => {
  const order = await ordered()
  await receive(order, { accepted: 7 })
  const outcome = await receive(order, { accepted: 4 })
  expect(outcome).toMatchObject({
    kind: 'refused',
    errors: [{ code: 'over_receipt', remainingUnits: 3n, remaining: { quantity: '3' } }],
  })
  const { rows } = await sql`select 1 from receipt where order_id = ${order.orderId}`.execute(
    org.db,
  )
  expect(rows.length).toBe(1)
})

test('fifty receivers of one line at once: exactly the ceiling is accepted', async () => {
  const order = await ordered(30n)
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, () => receive(order, { accepted: 1 })),
  )
  const posted = outcomes.filter((outcome) => outcome.kind === 'posted')
  const refused = outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? outcome.errors : []))
  expect([posted.length, refused.length]).toEqual([30, 20])
  expect(new Set(refused.map((error) => `${error.code} ${error['remainingUnits']}`))).toEqual(
    new Set(['over_receipt 0']),
  )
  expect(
    await one(sql`select accepted_units from purchase_order_line
      where id = ${order.orderLineId}`),
  ).toEqual({ accepted_units: 30n })
})

test('a line ends short when what is missing is small, in units and in the value of the order', async () => {
  const standing = (orderLineId: string) =>
    one(sql`select state, cancelled_units from purchase_order_line where id = ${orderLineId}`)
  await sql`update company set receipt_under_bps = 1000, receipt_over_bps = 1000,
    receipt_order_over_minor = 400 where id = ${company.companyId}`.execute(org.db)
  const missingOne = await ordered()
  const ended = await receive(missingOne, { accepted: 9 })
  expect(ended).toMatchObject({ remarks: [{ code: 'early' }, { code: 'ended_short' }] })
  expect(await standing(missingOne.orderLineId)).toEqual({
    state: 'short_closed',
    cancelled_units: 1n,
  })

  const dearer = await ordered(20n)
  const kept = await receive(dearer, { accepted: 18 })
  expect(kept).toMatchObject({ remarks: [{ code: 'early' }, { code: 'short' }] })
  expect(await standing(dearer.orderLineId)).toEqual({ state: 'open', cancelled_units: 0n })

  const over = await receive(await ordered(), { accepted: 11 })
  expect(over).toMatchObject({ remarks: [{ code: 'early' }, { code: 'over' }] })
  await sql`update company set receipt_under_bps = 0, receipt_over_bps = 0,
    receipt_order_over_minor = null where id = ${company.companyId}`.execute(org.db)
})

test('a day without a period or an order that is not there is refused', async () => {
  const order = await ordered()
  const lines = [{ orderLineId: order.orderLineId, accepted: pieces(1) }]
  const early = await org
    .as('receiver')
    .transact((tx) => postReceipt(tx, { orderId: order.orderId, receivedOn: '2019-01-01', lines }))
  expect(early).toMatchObject({ kind: 'refused', errors: [{ code: 'period_missing' }] })
  const nowhere = await org
    .as('receiver')
    .transact((tx) => postReceipt(tx, { orderId: company.placeId, receivedOn: day, lines }))
  expect(nowhere).toMatchObject({ kind: 'refused', errors: [{ code: 'order_unknown' }] })
})

test('who may only read may not receive', async () => {
  const order = await ordered()
  const lines = [{ orderLineId: order.orderLineId, accepted: pieces(1) }]
  const attempt = org
    .as('viewer')
    .transact((tx) => postReceipt(tx, { orderId: order.orderId, receivedOn: day, lines }))
  await expect(attempt).rejects.toThrow('receipts.post')
})
