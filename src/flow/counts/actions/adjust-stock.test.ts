/**
 * Goal: after a count the books say what is there, and what it is worth; the difference is shrink.
 *
 * Method: opening stock and adjustments on a real database, read back by plain SQL.
 */
import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'

import { invariant } from '#kernel/invariant'
import { type TestOrganization, testOrganization } from '#support/database'
import { type GoodsCompany, goodsCompany } from '#support/goods-company'
import { day, entryLines, isPosted, one, pieces } from '#support/goods-flow'

import { type AdjustmentOutcome, adjustStock, openStock } from './adjust-stock.ts'
import type { CountedLine } from './read-count.ts'

let org: TestOrganization
let company: GoodsCompany

beforeEach(async () => {
  org ??= await testOrganization()
  company = await goodsCompany(org)
})
afterAll(() => org.close())

const dollars = (amount: string) => ({ amount, currency: 'USD' })

function open(lines: readonly CountedLine[]): Promise<AdjustmentOutcome> {
  const command = { placeId: company.placeId, adjustedOn: day, reason: 'Start', lines }
  return org.as('owner').transact((tx) => openStock(tx, command), { keep: isPosted })
}

function count(lines: readonly CountedLine[]): Promise<AdjustmentOutcome> {
  const command = { placeId: company.placeId, adjustedOn: day, reason: 'Count', lines }
  return org.as('receiver').transact((tx) => adjustStock(tx, command), { keep: isPosted })
}

async function stockOf(itemId: string) {
  return one(
    org,
    sql<{ units: bigint; value: bigint }>`
      select (select coalesce(sum(units), 0)::bigint from stock_balance where item_id = ${itemId}) as units,
        (select coalesce(sum(value_left_minor), 0)::bigint from stock_layer where item_id = ${itemId})
          as value`,
  )
}

test('opening stock comes in at its value against the opening balance', async () => {
  const { fifoItemId, pooledItemId } = company
  const outcome = await open([
    { itemId: fifoItemId, quantity: pieces(10), value: dollars('12.34') },
    { itemId: pooledItemId, quantity: pieces(3), value: dollars('10.00') },
  ])
  invariant(outcome.kind === 'posted', 'the stock fits')
  expect(await entryLines(org, outcome.adjustment.entryId)).toEqual({
    inventory: 2_234n,
    opening_balance: -2_234n,
  })
  expect(await stockOf(fifoItemId)).toEqual({ units: 10n, value: 1_234n })
  expect(await stockOf(pooledItemId)).toEqual({ units: 3n, value: 1_000n })
})

test('opening stock says what it is worth and is above nothing', async () => {
  const outcome = await open([
    { itemId: company.fifoItemId, quantity: pieces(10) },
    { itemId: company.fifoItemId, quantity: pieces(-1), value: dollars('1.00') },
    { itemId: company.fifoItemId, quantity: pieces(1), value: { amount: '1.00', currency: 'EUR' } },
  ])
  invariant(outcome.kind === 'refused', 'nothing of it fits')
  expect(outcome.errors.map((error) => error.code)).toEqual([
    'value_missing',
    'opening_negative',
    'value_of_lost',
    'currency_other',
  ])
})

test('the lost leave at their cost, the found come in at what those on hand cost', async () => {
  const { fifoItemId: itemId } = company
  await open([{ itemId, quantity: pieces(4), value: dollars('10.00') }])
  const lost = await count([{ itemId, quantity: pieces(-1) }])
  invariant(lost.kind === 'posted', 'one is there')
  expect(lost.adjustment.value.amount).toBe('-2.50')
  expect(await entryLines(org, lost.adjustment.entryId)).toEqual({ inventory: -250n, shrink: 250n })

  const found = await count([{ itemId, quantity: pieces(2) }])
  expect(found).toMatchObject({ kind: 'posted', adjustment: { value: { amount: '5.00' } } })
  expect(await stockOf(itemId)).toEqual({ units: 5n, value: 1_250n })
})

test('no more is lost than is there, in that status', async () => {
  const { fifoItemId: itemId } = company
  await open([{ itemId, quantity: pieces(4), value: dollars('10.00') }])
  const outcome = await count([
    { itemId, quantity: pieces(-5) },
    { itemId, quantity: pieces(-1), status: 'damaged' },
    { itemId, quantity: pieces(1), status: 'lost in space' },
  ])
  invariant(outcome.kind === 'refused', 'nothing of it fits')
  expect(outcome.errors).toMatchObject([
    { code: 'status_unknown' },
    { code: 'stock_short', availableUnits: 4n },
    { code: 'stock_short', availableUnits: 0n },
  ])
})

test('opening the books is the owner’s', async () => {
  const command = { placeId: company.placeId, adjustedOn: day, reason: 'Start', lines: [] }
  const attempt = org.as('receiver').transact(async (tx) => openStock(tx, command))
  await expect(attempt).rejects.toThrow('ledger.post')
})
