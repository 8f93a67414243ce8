/**
 * Goal: deliveries and invoices in any parts, in any order, at any prices and rates, bring the accrual
 * of an order line back to nothing, to the last cent, in both currencies.
 *
 * Method: seeded orders of one line; parts received, sent back and invoiced by turns, invoices ahead of
 * the goods among them, until all is received and all is billed.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { captureInvoice, matchInvoice, releaseInvoice } from '#flow/matching'
import { postReceipt } from '#flow/receiving'
import { formatDecimal } from '#kernel/decimal'
import { invariant } from '#kernel/invariant'
import { ensureCurrencies } from '#records/companies'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody, type GoodsCompany, goodsCompany, somebodyElse } from '#support/goods-company'
import { accrualOf, day, orderOf, type PlacedOrder, pieces } from '#support/goods-flow'

import { type Chance, chanceOf } from './chance.ts'
import { whatDiffers } from './ties.ts'

let org: TestOrganization
let company: GoodsCompany

beforeAll(async () => {
  org = await testOrganization()
  company = await goodsCompany(org)
  await org.work(anybody).transact((tx) => ensureCurrencies(tx, ['EUR', 'USD']))
})
afterAll(() => org.close())

async function writeRate(chance: Chance): Promise<void> {
  const rateE10 = BigInt(chance.between(7_000, 14_000)) * 1_000_003n
  await org.work(anybody).transact(async (tx) => {
    await sql`
      insert into currency_rate (id, from_currency, to_currency, on_day, rate_e10)
      values (${tx.newId()}::uuid, 'EUR', 'USD', ${day}::date, ${rateE10})
      on conflict (from_currency, to_currency, on_day) do update set rate_e10 = excluded.rate_e10
    `.execute(tx.db)
  })
}

async function receive(order: PlacedOrder, units: number): Promise<void> {
  const { orderId, orderLineId } = order
  const lines = [{ orderLineId, accepted: pieces(units) }]
  const outcome = await org
    .work(anybody)
    .transact((tx) => postReceipt(tx, { orderId, receivedOn: day, lines }))
  invariant(outcome.kind === 'posted', `the part fits: ${JSON.stringify(outcome)}`)
}

/** Posted whatever the price: a person agrees where it is held. */
async function bill(order: PlacedOrder, units: number, priceE4: bigint): Promise<void> {
  const amount = formatDecimal(priceE4, 6)
  const price = { amount, currency: 'EUR', per: '1', unit: 'EA' }
  const invoiceId = await org.work(anybody).transact(async (tx) => {
    const captured = await captureInvoice(tx, {
      supplierId: company.supplierId,
      supplierNumber: `P${tx.newId().slice(-12)}`,
      invoicedOn: day,
      lines: [{ kind: 'goods', orderLineId: order.orderLineId, quantity: pieces(units), price }],
    })
    invariant(captured.kind === 'captured', `the bill is written down: ${captured.kind}`)
    return captured.invoiceId
  })
  await org.work(somebodyElse).transact(async (tx) => {
    const matched = await matchInvoice(tx, { invoiceId })
    if (matched.kind !== 'held') return
    const released = await releaseInvoice(tx, { invoiceId, reason: 'Agreed' })
    invariant(released.kind === 'posted', `the bill is let through: ${released.kind}`)
  })
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])('order of seed %i', async (seed) => {
  const chance = chanceOf(seed)
  const units = chance.between(3, 60)
  const priceE4 = BigInt(chance.between(1, 9_999_999))
  const itemId = chance.happens(50) ? company.fifoItemId : company.pooledItemId
  const order = await orderOf(org, company, { itemId, units: BigInt(units), priceE4 }, 'EUR')
  let toReceive = units
  let toBill = units
  await writeRate(chance)
  while (toReceive > 0 || toBill > 0) {
    if (chance.happens(40)) await writeRate(chance)
    if (toReceive > 0 && (toBill === 0 || chance.happens(55))) {
      const part = chance.between(1, toReceive)
      await receive(order, part)
      toReceive -= part
    } else {
      const part = chance.between(1, toBill)
      const factor = BigInt(chance.oneOf([100, 100, 103, 90]) ?? 100)
      await bill(order, part, (priceE4 * factor) / 100n)
      toBill -= part
    }
  }
  expect(await accrualOf(org, order.orderLineId)).toEqual([0n, 0n, 0n])
  expect(await whatDiffers(org.db)).toEqual([])
})
