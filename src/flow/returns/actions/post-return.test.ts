/**
 * Goal: goods that go back leave stock at their cost and take back exactly what was accrued for them.
 *
 * Method: receipts and returns on a real database, read back by plain SQL.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { invariant } from '#kernel/invariant'
import { type TestOrganization, testOrganization } from '#support/database'
import { type GoodsCompany, goodsCompany } from '#support/goods-company'
import { accrualOf, entryLines, one, orderOf, receive, sendBack } from '#support/goods-flow'

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
