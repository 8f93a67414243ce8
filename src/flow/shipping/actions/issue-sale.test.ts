/**
 * Goal: what is sold leaves at its cost, oldest first or at the mean, and never more than is there.
 *
 * Method: receipts and issues on a real database, read back by plain SQL.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { invariant } from '#kernel/invariant'
import { type TestOrganization, testOrganization } from '#support/database'
import { type GoodsCompany, goodsCompany } from '#support/goods-company'
import { day, entryLines, isPosted, orderOf, pieces, receive } from '#support/goods-flow'

import { type IssueSale, type IssueSaleOutcome, issueSale } from './issue-sale.ts'
import { reverseIssue } from './reverse-issue.ts'

let org: TestOrganization
let company: GoodsCompany

beforeAll(async () => {
  org = await testOrganization()
  company = await goodsCompany(org)
  // Layers of one day are as old as their ids, and ids as old as the clock says.
  const receipts = [
    ['09:01', 1_000_000n],
    ['09:02', 2_000_000n],
  ] as const
  for (const [minute, priceE4] of receipts) {
    org.clock.set(`${day}T${minute}:00.000Z`)
    for (const itemId of [company.fifoItemId, company.pooledItemId]) {
      const order = await orderOf(org, company, { itemId, units: 10n, priceE4 })
      await receive(org, order, { accepted: 10 })
    }
  }
})
afterAll(() => org.close())

function issue(
  lines: readonly (readonly [itemId: string, quantity: number])[],
  differs: Partial<IssueSale> = {},
): Promise<IssueSaleOutcome> {
  const command = {
    placeId: company.placeId,
    issuedOn: day,
    lines: lines.map(([itemId, quantity]) => ({ itemId, quantity: pieces(quantity) })),
    ...differs,
  }
  return org.as('receiver').transact((tx) => issueSale(tx, command), { keep: isPosted })
}

const onHand = () =>
  sql<{ units: bigint; value: bigint }>`
    select (select sum(units) from stock_balance)::bigint as units,
      (select sum(value_left_minor) from stock_layer)::bigint as value`.execute(org.db)

test('costs what the layers give up, and comes back at the very same', async () => {
  const before = await onHand()
  const outcome = await issue([
    [company.fifoItemId, 12],
    [company.pooledItemId, 12],
  ])
  invariant(outcome.kind === 'posted', 'there is enough')
  expect(outcome.issue).toMatchObject({
    number: 'IS-00001',
    cost: { amount: '32.00' },
    lines: [{ cost: { amount: '14.00' } }, { cost: { amount: '18.00' } }],
  })
  expect(await entryLines(org, outcome.issue.entryId)).toEqual({ inventory: -3_200n, cogs: 3_200n })

  const issueId = outcome.issue.id as never
  const reversal = await org.as('receiver').transact((tx) => reverseIssue(tx, { issueId }))
  expect(reversal).toMatchObject({
    kind: 'posted',
    issue: { cost: { amount: '-32.00' }, reversesId: issueId },
  })
  expect((await onHand()).rows).toEqual(before.rows)
  const again = await org.as('receiver').transact((tx) => reverseIssue(tx, { issueId }))
  expect(again).toMatchObject({ kind: 'refused', errors: [{ code: 'already_reversed' }] })
})

test('tells all shortages at once and takes nothing', async () => {
  const before = await onHand()
  const outcome = await issue([
    [company.fifoItemId, 15],
    [company.pooledItemId, 21],
    [company.fifoItemId, 6],
  ])
  expect(outcome).toMatchObject({
    kind: 'refused',
    errors: [
      { code: 'stock_short', availableUnits: 20n, pointer: '/lines/1/quantity' },
      { code: 'stock_short', availableUnits: 5n, pointer: '/lines/2/quantity' },
    ],
  })
  expect((await onHand()).rows).toEqual(before.rows)
})

test('the same issue sent twice at once is posted once; another under its id is refused', async () => {
  const own = { sourceSystem: 'shop', externalId: 'S-1' }
  const lines = [[company.fifoItemId, 1]] as const
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => issue(lines, own)))
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual([...Array(4).fill('existing'), 'posted'])
  const numbers = new Set(outcomes.map((each) => 'issue' in each && each.issue.number))
  expect(numbers.size).toBe(1)

  const other = await issue([[company.fifoItemId, 2]], own)
  expect(other).toMatchObject({
    kind: 'refused',
    errors: [{ code: 'external_id_used', number: [...numbers][0] }],
  })
  expect(await issue(lines, { ...own, customerReference: 'B' })).toMatchObject({ kind: 'refused' })
  expect(await issue(lines, { ...own, sourceSystem: 'web' })).toMatchObject({ kind: 'posted' })
})

test('goods leave up to today where they lie', async () => {
  org.clock.set('2026-01-06T23:30:00.000Z')
  expect(await issue([[company.fifoItemId, 1]], { issuedOn: '2026-01-07' })).toMatchObject({
    kind: 'refused',
    errors: [{ code: 'issued_in_future', today: '2026-01-06' }],
  })
  const issued = await issue([[company.fifoItemId, 1]], { issuedOn: '2026-01-06' })
  expect(issued).toMatchObject({ kind: 'posted' })
})

test('thirty issues at once take what is there and no more', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 30 }, () => issue([[company.fifoItemId, 1]])),
  )
  expect(outcomes.filter(isPosted).length).toBe(17)
})
