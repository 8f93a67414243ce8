/**
 * Goal: goods that go back leave stock at their cost and take back exactly what was accrued for them.
 *
 * Method: receipts and returns on a real database, read back by plain SQL.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { booksChecks } from '#edge/cli/doctor-checks'
import { invariant } from '#kernel/invariant'
import { type TestOrganization, testOrganization } from '#support/database'
import { type GoodsCompany, goodsCompany } from '#support/goods-company'
import {
  accrualOf,
  entryLines,
  isPosted,
  one,
  orderOf,
  receive,
  sendBack,
} from '#support/goods-flow'

import type { ReturnId } from '../return.ts'
import { reverseReturn } from './reverse-return.ts'

let org: TestOrganization
let company: GoodsCompany

beforeAll(async () => {
  org = await testOrganization()
  company = await goodsCompany(org)
})
afterAll(() => org.close())

/** $3.3333 a piece. */
const line = () => ({ itemId: company.fifoItemId, units: 10n, priceE4: 3_333_300n })

test('rejects go back at exactly what they came in at', async () => {
  const order = await orderOf(org, company, line())
  await receive(org, order, { accepted: 7, rejected: 3 })
  const outcome = await sendBack(org, order, 'rejected', 3)
  invariant(outcome.kind === 'posted', 'the rejects are here')
  expect(outcome.supplierReturn).toMatchObject({
    number: 'RT-00001',
    lines: [{ from: 'rejected', cost: { amount: '10.00' }, accrued: { amount: '10.00' } }],
  })
  expect(await entryLines(org, outcome.supplierReturn.entryId)).toEqual({
    inventory: -1_000n,
    grni: 1_000n,
  })
  expect(await accrualOf(org, order.orderLineId)).toEqual([7n, 2_333n, 2_333n])
  expect(
    await one(
      org,
      sql`select rejected_units, returned_rejected_units from purchase_order_line
        where id = ${order.orderLineId}`,
    ),
  ).toEqual({ rejected_units: 3n, returned_rejected_units: 3n })
})

test('rejects that go back one by one take all they came in at', async () => {
  const order = await orderOf(org, company, line())
  await receive(org, order, { accepted: 6, rejected: 4 })
  for (let count = 0; count < 4; count += 1) await sendBack(org, order, 'rejected', 1)
  expect(await accrualOf(org, order.orderLineId)).toEqual([6n, 2_000n, 2_000n])
})

test('accepted goods go back too, and all of them leave nothing accrued', async () => {
  const order = await orderOf(org, company, line())
  await receive(org, order, { accepted: 3 })
  await receive(org, order, { accepted: 4 })
  await sendBack(org, order, 'accepted', 2)
  await sendBack(org, order, 'accepted', 5)
  expect(await accrualOf(org, order.orderLineId)).toEqual([0n, 0n, 0n])
})

test('a return taken back leaves stock, accrual and quantities as they were', async () => {
  const order = await orderOf(org, company, line())
  await receive(org, order, { accepted: 7, rejected: 3 })
  const standing = () =>
    one(
      org,
      sql`select line.rejected_units, returned_rejected_units, returned_accepted_units,
          (select sum(units) from stock_balance) as on_hand,
          (select sum(value_left_minor) from stock_layer) as value
        from purchase_order_line line where id = ${order.orderLineId}`,
    )
  const before = await standing()
  const sent = await sendBack(org, order, 'rejected', 2)
  invariant(sent.kind === 'posted', 'the rejects are here')
  const returnId = sent.supplierReturn.id as ReturnId
  const takeBack = () =>
    org.as('receiver').transact((tx) => reverseReturn(tx, { returnId, reason: 'Still here' }), {
      keep: isPosted,
    })
  const back = await takeBack()
  invariant(back.kind === 'posted', 'nothing stands in the way')
  expect(back.supplierReturn).toMatchObject({
    reversesId: returnId,
    reason: 'Still here',
    lines: [{ quantity: { quantity: '-2' }, accrued: { amount: '-6.67' } }],
  })
  expect(await entryLines(org, back.supplierReturn.entryId)).toEqual({
    inventory: 667n,
    grni: -667n,
  })
  expect(await standing()).toEqual(before)
  expect(await accrualOf(org, order.orderLineId)).toEqual([10n, 3_333n, 3_333n])
  expect(await takeBack()).toMatchObject({
    kind: 'refused',
    errors: [{ code: 'already_reversed' }],
  })
  // What was taken back may go back after all, and takes the same with it.
  await sendBack(org, order, 'rejected', 3)
  expect(await accrualOf(org, order.orderLineId)).toEqual([7n, 2_333n, 2_333n])
  for (const check of booksChecks) expect(await check.run(org.db)).toEqual([])
})

test('no more goes back than came', async () => {
  const order = await orderOf(org, company, line())
  await receive(org, order, { accepted: 8, rejected: 2 })
  expect(await sendBack(org, order, 'rejected', 3)).toMatchObject({
    kind: 'refused',
    errors: [{ code: 'over_return', returnableUnits: 2n }, { code: 'stock_short' }],
  })
  expect(await sendBack(org, order, 'accepted', 9)).toMatchObject({
    kind: 'refused',
    errors: [{ code: 'over_return', returnableUnits: 8n }],
  })
})
