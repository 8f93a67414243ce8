/**
 * Goal: whatever a receiver's device sends, goods are posted as they were said or not at all.
 *
 * Method: requests that fit, most with one part spoiled, on each route that moves goods: no answer is
 * a fault of ours, and after a refusal not a row is different.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { booksChecks } from '#edge/cli/doctor-checks'
import { invariant } from '#kernel/invariant'
import { anybody, type GoodsCompany, goodsCompany, placeOrder } from '#support/goods-company'
import { pieces } from '#support/goods-flow'
import { type TestApi, testApi } from '#support/http'
import { randomOf, spoil } from '#support/sample'

const callsPerRoute = Number(process.env['FUZZ_CALLS'] ?? 60)
const succeedingMin = callsPerRoute / 10
const random = randomOf(20_260_105)
const day = '2026-01-05'

let api: TestApi
let company: GoodsCompany
let order: { readonly orderId: string; readonly orderLineIds: readonly string[] }

beforeAll(async () => {
  api = await testApi()
  const { organization } = api
  company = await goodsCompany(organization)
  const { fifoItemId, pooledItemId } = company
  const units = 1_000_000_000n
  order = await organization.work(anybody).transact((tx) =>
    placeOrder(tx, company, [
      { itemId: fifoItemId, units, priceE4: 1_234_567n },
      { itemId: pooledItemId, units, priceE4: 7_654_321n },
    ]),
  )
})
afterAll(() => api.close())

const receiptBody = () => ({
  orderId: order.orderId,
  receivedOn: day,
  deliveryNote: 'DN 1',
  lines: order.orderLineIds.map((orderLineId) => ({
    orderLineId,
    accepted: pieces(50),
    quarantined: pieces(20),
    rejected: pieces(20),
    reason: 'Wet',
  })),
})

type Made = { readonly id: string; readonly lines: readonly { readonly id: string }[] }

async function made(path: string, body: object): Promise<Made> {
  const answer = await api.as('owner').post<Made>(path, body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}

const issueBody = () => ({
  placeId: company.placeId,
  issuedOn: day,
  customerReference: 'Web 1',
  lines: [{ itemId: company.fifoItemId, quantity: pieces(2) }],
})

type Case = {
  readonly path: string
  /** A path to call, and a body that fits it. */
  readonly fitting: () => Promise<{ readonly path: string; readonly body: unknown }>
}

const cases: readonly Case[] = [
  { path: '/receipts', fitting: async () => ({ path: '/receipts', body: receiptBody() }) },
  {
    path: '/receipts/:id/inspections',
    fitting: async () => {
      const { id, lines } = await made('/receipts', receiptBody())
      const judged = lines.map((line) => ({
        receiptLineId: line.id,
        passed: pieces(5),
        failed: pieces(5),
        note: 'Dry again',
      }))
      return { path: `/receipts/${id}/inspections`, body: { inspectedOn: day, lines: judged } }
    },
  },
  {
    path: '/receipts/:id/reversal',
    fitting: async () => {
      const { id } = await made('/receipts', receiptBody())
      return { path: `/receipts/${id}/reversal`, body: { reason: 'Twice', reversedOn: day } }
    },
  },
  {
    path: '/supplier-returns',
    fitting: async () => {
      await made('/receipts', receiptBody())
      const [orderLineId] = order.orderLineIds
      const lines = [
        { orderLineId, from: 'rejected', quantity: pieces(3) },
        { orderLineId, from: 'accepted', quantity: pieces(2) },
      ]
      const head = { orderId: order.orderId, returnedOn: day, rmaNumber: 'R', reason: 'Wet' }
      return { path: '/supplier-returns', body: { ...head, lines } }
    },
  },
  {
    path: '/supplier-returns/:id/reversal',
    fitting: async () => {
      await made('/receipts', receiptBody())
      const [orderLineId] = order.orderLineIds
      const lines = [{ orderLineId, from: 'accepted', quantity: pieces(2) }]
      const head = { orderId: order.orderId, returnedOn: day, reason: 'Wet' }
      const { id } = await made('/supplier-returns', { ...head, lines })
      return { path: `/supplier-returns/${id}/reversal`, body: { reason: 'Dry', reversedOn: day } }
    },
  },
  {
    path: '/sale-issues',
    fitting: async () => {
      await made('/receipts', receiptBody())
      return { path: '/sale-issues', body: issueBody() }
    },
  },
  {
    path: '/sale-issues/:id/reversal',
    fitting: async () => {
      await made('/receipts', receiptBody())
      const { id } = await made('/sale-issues', issueBody())
      return { path: `/sale-issues/${id}/reversal`, body: { reversedOn: day } }
    },
  },
  {
    path: '/stock-adjustments',
    fitting: async () => {
      const { placeId, fifoItemId, pooledItemId } = company
      const lines = [
        { itemId: fifoItemId, quantity: pieces(2), value: { amount: '9.99', currency: 'USD' } },
        { itemId: pooledItemId, quantity: pieces(1), status: 'damaged' },
      ]
      const head = { placeId, kind: 'adjustment', adjustedOn: day, reason: 'Count' }
      return { path: '/stock-adjustments', body: { ...head, lines } }
    },
  },
]

/** How many rows there are of each kind that goods and their corrections write. */
async function rowCounts(): Promise<unknown> {
  const tables = (
    'receipt receipt_line inspection supplier_return supplier_return_line sale_issue ' +
    'sale_issue_line stock_adjustment stock_adjustment_line journal_entry journal_line ' +
    'grni_movement stock_move layer_movement expectation_change expected_payment_change ' +
    'stock_lot audit_event outbox_event idempotency_key'
  ).split(' ')
  const counts = tables.map((table) => sql`(select count(*) from ${sql.table(table)})`)
  const { rows } = await sql`select array[${sql.join(counts)}] as counts`.execute(
    api.organization.db,
  )
  return rows[0]
}

describe.each(cases)('POST $path', ({ fitting }) => {
  test('posts what fits and refuses the rest', { timeout: 120_000 }, async () => {
    let succeeded = 0
    for (let call = 0; call < callsPerRoute; call += 1) {
      const { path, body } = await fitting()
      const sent = random() < 0.2 ? body : spoil(body, random)
      const before = await rowCounts()
      const answer = await api.as('owner').call('POST', path, { body: sent })
      invariant(answer.status < 500, `${path} ${JSON.stringify(sent).slice(0, 999)} ${answer.text}`)
      if (answer.status < 300) succeeded += 1
      else expect(await rowCounts(), JSON.stringify(sent).slice(0, 999)).toEqual(before)
    }
    expect(succeeded).toBeGreaterThanOrEqual(succeedingMin)
  })
})

test('the books still tie', async () => {
  for (const check of booksChecks) {
    expect(await check.run(api.organization.db), check.name).toEqual([])
  }
})
