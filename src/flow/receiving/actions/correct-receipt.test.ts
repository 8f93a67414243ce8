/**
 * Goal: quarantined units find their way with their value, and a wrong receipt leaves nothing behind.
 *
 * Method: receipts, inspections, returns and reversals on a real database, read back by plain SQL.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { issueSale } from '#flow/shipping'
import { invariant } from '#kernel/invariant'
import { type TestOrganization, testOrganization } from '#support/database'
import { type GoodsCompany, goodsCompany } from '#support/goods-company'
import {
  accrualOf,
  day,
  entryLines,
  isPosted,
  one,
  orderOf,
  type PlacedOrder,
  pieces,
  receive,
  sendBack,
} from '#support/goods-flow'

import type { ReceiptId, ReceiptView } from '../receipt.ts'
import { inspect } from './inspect.ts'
import { reverseReceipt } from './reverse-receipt.ts'

let org: TestOrganization
let company: GoodsCompany

beforeAll(async () => {
  org = await testOrganization()
  company = await goodsCompany(org)
})
afterAll(() => org.close())

const line = (itemId = company.fifoItemId) => ({ itemId, units: 20n, priceE4: 3_333_300n })

async function received(
  order: PlacedOrder,
  parts: Parameters<typeof receive>[2],
): Promise<ReceiptView> {
  const outcome = await receive(org, order, parts)
  invariant(outcome.kind === 'posted', 'the delivery fits')
  return outcome.receipt
}

function judge(receipt: ReceiptView, passed: number, failed: number) {
  const receiptLineId = receipt.lines[0]?.id ?? ''
  const lines = [{ receiptLineId, passed: pieces(passed), failed: pieces(failed) }]
  const receiptId = receipt.id as ReceiptId
  return org.as('receiver').transact((tx) => inspect(tx, { receiptId, lines }), { keep: isPosted })
}

function reverse(receipt: ReceiptView) {
  const command = { receiptId: receipt.id as ReceiptId, reason: 'Counted twice' }
  return org.as('receiver').transact((tx) => reverseReceipt(tx, command), { keep: isPosted })
}

function quantities(order: PlacedOrder) {
  return one(
    org,
    sql`select accepted_units as accepted, quarantined_units as quarantined,
      rejected_units as rejected from purchase_order_line where id = ${order.orderLineId}`,
  )
}

async function layers(order: PlacedOrder) {
  const { rows } = await sql<{ status: string; units: bigint; value: bigint }>`
    select status, sum(units_left)::bigint as units, sum(value_left_minor)::bigint as value
    from stock_layer where order_line_id = ${order.orderLineId} and units_left > 0
    group by status order by status`.execute(org.db)
  return rows
}

test('quarantined units pass or fail with the value they came with', async () => {
  const order = await orderOf(org, company, line())
  const receipt = await received(order, { accepted: 4, quarantined: 6 })
  const outcome = await judge(receipt, 3, 2)
  expect(outcome).toMatchObject({
    kind: 'inspected',
    receipt: { lines: [{ toInspect: { quantity: '1' } }] },
  })
  expect(await quantities(order)).toEqual({ accepted: 7n, quarantined: 1n, rejected: 2n })
  expect(await layers(order)).toEqual([
    { status: 'available', units: 7n, value: 2_333n },
    { status: 'quarantine', units: 1n, value: 333n },
    { status: 'rejected', units: 2n, value: 667n },
  ])
  expect(await judge(receipt, 2, 0)).toMatchObject({
    kind: 'refused',
    errors: [{ code: 'over_inspection', remainingUnits: 1n }],
  })
  await sendBack(org, order, 'rejected', 2)
  expect(await accrualOf(org, order.orderLineId)).toEqual([8n, 2_666n, 2_666n])
})

test('a reversed receipt leaves no units, no value, no accrual', async () => {
  const order = await orderOf(org, company, line())
  const first = await received(order, { accepted: 4, quarantined: 3, rejected: 3 })
  await judge(first, 1, 1)
  const second = await received(order, { accepted: 5 })
  const outcome = await reverse(first)
  invariant(outcome.kind === 'posted', 'nothing was done with the units')
  expect(outcome.receipt).toMatchObject({
    reversesId: first.id,
    value: { amount: '-33.33' },
    lines: [{ accepted: { quantity: '-5' }, rejected: { quantity: '-4' } }],
  })
  expect(await entryLines(org, outcome.receipt.entryId)).toEqual({
    inventory: -3_333n,
    grni: 3_333n,
  })
  expect(await quantities(order)).toEqual({ accepted: 5n, quarantined: 0n, rejected: 0n })
  expect(await layers(order)).toEqual([{ status: 'available', units: 5n, value: 1_667n }])
  expect(await accrualOf(org, order.orderLineId)).toEqual([5n, 1_667n, 1_667n])

  expect(await reverse(first)).toMatchObject({ errors: [{ code: 'already_reversed' }] })
  expect((await reverse(second)).kind).toBe('posted')
  expect(await accrualOf(org, order.orderLineId)).toEqual([0n, 0n, 0n])
})

test('a receipt whose units were sold or sent back stays', async () => {
  const order = await orderOf(org, company, line())
  const receipt = await received(order, { accepted: 4, rejected: 2 })
  await sendBack(org, order, 'rejected', 1)
  await org.as('receiver').transact((tx) =>
    issueSale(tx, {
      placeId: company.placeId,
      issuedOn: day,
      // The layers of the tests before are older, so all but one of what is here must go.
      lines: [{ itemId: company.fifoItemId, quantity: pieces(10) }],
    }),
  )
  const outcome = await reverse(receipt)
  invariant(outcome.kind === 'refused', 'some units are gone')
  expect(outcome.errors.map((error) => error.code)).toEqual(['units_returned', 'units_used'])
})

test('units in a pool come out at its mean; the difference is variance', async () => {
  const dear = await orderOf(org, company, { ...line(company.pooledItemId), priceE4: 4_000_000n })
  const cheap = await orderOf(org, company, { ...line(company.pooledItemId), priceE4: 2_000_000n })
  const receipt = await received(dear, { accepted: 10 })
  await received(cheap, { accepted: 10 })
  const outcome = await reverse(receipt)
  invariant(outcome.kind === 'posted', 'the units are here')
  expect(await entryLines(org, outcome.receipt.entryId)).toEqual({
    inventory: -3_000n,
    grni: 4_000n,
    price_variance: -1_000n,
  })
})
