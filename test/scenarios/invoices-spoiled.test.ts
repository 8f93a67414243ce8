/**
 * Goal: whatever a clerk's program sends, an invoice is captured and owed as it was said or not at all.
 *
 * Method: requests that fit, most with one part spoiled, on each route that moves invoices: no answer
 * is a fault of ours, and after a refusal not a row is different.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { booksChecks } from '#edge/cli/doctor-checks'
import { invariant } from '#kernel/invariant'
import type { Role } from '#platform/permissions'
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
let orderLineIds: readonly string[]
let codes: Readonly<Record<string, string>>
let numbers = 0

beforeAll(async () => {
  api = await testApi()
  const { organization } = api
  company = await goodsCompany(organization)
  const { fifoItemId, pooledItemId } = company
  const units = 1_000_000_000n
  const order = await organization.work(anybody).transact((tx) =>
    placeOrder(tx, company, [
      { itemId: fifoItemId, units, priceE4: 1_234_567n },
      { itemId: pooledItemId, units, priceE4: 7_654_321n },
    ]),
  )
  orderLineIds = order.orderLineIds
  const lines = orderLineIds.map((orderLineId) => ({ orderLineId, accepted: pieces(1_000_000) }))
  await made('/receipts', { orderId: order.orderId, receivedOn: day, lines })
  const { rows } = await sql<{ code: string; id: string }>`
    select code, id from tax_code where company_id = ${company.companyId}
    union all select code, id from charge_code where company_id = ${company.companyId}
  `.execute(organization.db)
  codes = Object.fromEntries(rows.map((row) => [row.code, row.id]))
})
afterAll(() => api.close())

type Made = { readonly id: string }

async function made(path: string, body: object, by: Role = 'owner'): Promise<Made> {
  const answer = await api.as(by).post<Made>(path, body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}

const usd = (amount: string) => ({ amount, currency: 'USD' })

function invoiceBody(unitPrice = '1.2345') {
  numbers += 1
  const price = { amount: unitPrice, currency: 'USD', per: '1', unit: 'EA' }
  const [first] = orderLineIds
  return {
    supplierId: company.supplierId,
    supplierNumber: `INV-${numbers}`,
    invoicedOn: day,
    dueOn: '2026-02-05',
    currency: 'USD',
    lines: [
      { kind: 'goods', orderLineId: first, quantity: pieces(3), price, description: 'Soap' },
      { kind: 'charge', chargeCodeId: codes['HANDLING'], amount: usd('-0.10') },
      { kind: 'tax', taxCodeId: codes['NONE'], amount: usd('0.00') },
    ],
  }
}

type Case = {
  readonly path: string
  readonly method?: 'PUT'
  /** A path to call, and a body that fits it. */
  readonly fitting: () => Promise<{ readonly path: string; readonly body: unknown }>
}

const cases: readonly Case[] = [
  {
    path: '/supplier-invoices',
    fitting: async () => ({ path: '/supplier-invoices', body: invoiceBody() }),
  },
  {
    path: '/supplier-invoices, matched',
    fitting: async () => ({ path: '/supplier-invoices', body: { ...invoiceBody(), match: true } }),
  },
  {
    path: '/supplier-invoices/:id/release',
    fitting: async () => {
      const { id } = await made(
        '/supplier-invoices',
        { ...invoiceBody('9.00'), match: true },
        'ap_clerk',
      )
      return { path: `/supplier-invoices/${id}/release`, body: { reason: 'Agreed' } }
    },
  },
  {
    path: '/supplier-invoices/:id/rejection',
    fitting: async () => {
      const { id } = await made('/supplier-invoices', invoiceBody())
      return { path: `/supplier-invoices/${id}/rejection`, body: { reason: 'Twice' } }
    },
  },
  {
    path: '/supplier-invoices/:id/reversal',
    fitting: async () => {
      const { id } = await made('/supplier-invoices', { ...invoiceBody(), match: true })
      return { path: `/supplier-invoices/${id}/reversal`, body: { reason: 'Wrong' } }
    },
  },
  {
    path: '/match-tolerances',
    method: 'PUT',
    fitting: async () => {
      const limits = { priceOver: usd('50.00'), chargeOver: usd('25'), totalOver: usd('10') }
      const shares = { priceOverBps: 200, chargeOverBps: 1_000, totalOverBps: 100 }
      const { companyId, supplierId } = company
      const body = { companyId, supplierId, unitsOverMax: '0', ...limits, ...shares }
      return { path: '/match-tolerances', body }
    },
  },
]

/** How many rows there are of each kind that invoices and their corrections write. */
async function rowCounts(): Promise<unknown> {
  const tables = (
    'supplier_invoice supplier_invoice_line invoice_hold match_row match_tolerance journal_entry ' +
    'journal_line grni_movement layer_movement expectation_change expected_payment_change ' +
    'audit_event outbox_event idempotency_key'
  ).split(' ')
  const counts = tables.map((table) => sql`(select count(*) from ${sql.table(table)})`)
  const { rows } = await sql`select array[${sql.join(counts)}] as counts`.execute(
    api.organization.db,
  )
  return rows[0]
}

describe.each(cases)('$path', ({ fitting, method = 'POST' }) => {
  test('does what fits and refuses the rest', { timeout: 120_000 }, async () => {
    let succeeded = 0
    for (let call = 0; call < callsPerRoute; call += 1) {
      const { path, body } = await fitting()
      const sent = random() < 0.2 ? body : spoil(body, random)
      const before = await rowCounts()
      const answer = await api.as('owner').call(method, path, { body: sent })
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
