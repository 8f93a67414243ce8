/**
 * Goal: what a supplier bills is owed only when it fits, exactly once, and the books tie out after
 * each part of it: posting, hold, release, rejection and reversal.
 *
 * Method: orders received through receiving on a real database; the books are read back by SQL.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { bookChecks } from '#books/cash'
import { postReceipt } from '#flow/receiving'
import { invariant } from '#kernel/invariant'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody, type GoodsCompany, goodsCompany, placeOrder } from '#support/goods-company'

import { matchingChecks } from '../book-checks.ts'
import type { CaptureInvoiceInput } from '../contract.ts'
import type { InvoiceId } from '../invoice.ts'
import { captureInvoice } from './capture-invoice.ts'
import { matchInvoice } from './match-invoice.ts'
import { rejectInvoice } from './reject-invoice.ts'
import { releaseInvoice } from './release-invoice.ts'
import { reverseInvoice } from './reverse-invoice.ts'

let org: TestOrganization
let company: GoodsCompany
let numbers = 0

const day = '2026-01-05'

beforeAll(async () => {
  org = await testOrganization()
  company = await goodsCompany(org, { supplierCurrency: 'EUR' })
  await org.work(anybody).transact(async (tx) => {
    await sql`insert into currency (id, code, name) values (${tx.newId()}, 'EUR', 'Euro')
      on conflict do nothing`.execute(tx.db)
    await sql`insert into currency_rate (id, from_currency, to_currency, on_day, rate_e10) values
      (${tx.newId()}, 'EUR', 'USD', '2026-01-01', 11000000000),
      (${tx.newId()}, 'EUR', 'USD', '2026-01-05', 11200000000)`.execute(tx.db)
  })
})
afterAll(() => org.close())

type Ordered = { readonly orderId: string; readonly orderLineId: string; readonly currency: string }

async function order(units: bigint, price: bigint, currency = 'USD'): Promise<Ordered> {
  return org.work(anybody).transact(async (tx) => {
    const lines = [{ itemId: company.fifoItemId, units, priceE4: price * 10_000n }]
    const { orderId, orderLineIds } = await placeOrder(tx, company, lines, currency)
    return { orderId, orderLineId: orderLineIds[0] ?? '', currency }
  })
}

async function receive(ordered: Ordered, accepted: number, receivedOn = day): Promise<void> {
  const { orderId, orderLineId } = ordered
  const outcome = await org.as('receiver').transact((tx) =>
    postReceipt(tx, {
      orderId,
      receivedOn,
      lines: [{ orderLineId, accepted: { quantity: String(accepted), unit: 'EA' } }],
    }),
  )
  expect(outcome.kind).toBe('posted')
}

async function capture(
  ordered: Ordered,
  quantity: number,
  price: string,
  more: Partial<CaptureInvoiceInput> = {},
): Promise<InvoiceId> {
  numbers += 1
  const { orderLineId, currency } = ordered
  const command: CaptureInvoiceInput = {
    supplierId: company.supplierId,
    supplierNumber: `INV-${numbers}`,
    invoicedOn: day,
    ...more,
    lines: [
      {
        kind: 'goods',
        orderLineId,
        quantity: { quantity: String(quantity), unit: 'EA' },
        price: { amount: price, currency, per: '1', unit: 'EA' },
      },
      ...(more.lines ?? []),
    ],
  }
  const outcome = await org.as('ap_clerk').transact((tx) => captureInvoice(tx, command))
  invariant(outcome.kind === 'captured', JSON.stringify(outcome))
  return outcome.invoiceId
}

const match = (invoiceId: InvoiceId) =>
  org.as('ap_clerk').transact((tx) => matchInvoice(tx, { invoiceId }))

/** Amounts on the accounts of one document, by control. */
async function posted(invoiceId: InvoiceId): Promise<Record<string, bigint>> {
  const { rows } = await sql<{ control: string; total: bigint }>`
    select account.control, sum(amount_minor)::bigint as total
    from journal_entry entry join journal_line line on line.entry_id = entry.id
    join account on account.id = line.account_id
    where entry.source_id = ${invoiceId} group by account.control having sum(amount_minor) <> 0
  `.execute(org.db)
  return Object.fromEntries(rows.map((row) => [row.control, row.total]))
}

async function grniOf(ordered: Ordered) {
  const { rows } = await sql<{ units: bigint; document_minor: bigint; amount_minor: bigint }>`
    select units, document_minor, amount_minor from grni_balance
    where order_line_id = ${ordered.orderLineId}`.execute(org.db)
  const [row] = rows
  return [row?.units ?? 0n, row?.document_minor ?? 0n, row?.amount_minor ?? 0n]
}

/** Every promise of the books and of matching. */
async function booksTie(): Promise<void> {
  for (const { name, run } of [...bookChecks, ...matchingChecks]) {
    expect([name, ...(await run(org.db))]).toEqual([name])
  }
}

test('an invoice that fits clears the accrual and is owed', async () => {
  const ordered = await order(10n, 250n)
  await receive(ordered, 10)
  const invoiceId = await capture(ordered, 10, '2.50')
  expect(await match(invoiceId)).toMatchObject({
    kind: 'posted',
    fit: 'matched',
    payableMinor: 2_500n,
  })
  expect(await posted(invoiceId)).toEqual({ grni: 2_500n, accounts_payable: -2_500n })
  expect(await grniOf(ordered)).toEqual([0n, 0n, 0n])
  expect(await match(invoiceId)).toEqual({ kind: 'not_open', status: 'posted' })
  await booksTie()
})

test('the vector of rules.md 7: 1,000 EUR at 1.10, billed 1,050 EUR at 1.12', async () => {
  const ordered = await order(100n, 1_000n, 'EUR')
  await receive(ordered, 100, '2026-01-04')
  const invoiceId = await capture(ordered, 100, '10.50')
  const held = await match(invoiceId)
  expect(held).toMatchObject({ kind: 'held', reasons: [{ code: 'price_above_order' }, {}] })
  const released = await org
    .as('owner')
    .transact((tx) => releaseInvoice(tx, { invoiceId, reason: 'Agreed by phone.' }))
  expect(released).toMatchObject({ kind: 'posted', fit: 'released', payableMinor: 117_600n })
  expect(await posted(invoiceId)).toEqual({
    grni: 110_000n,
    inventory: 5_600n,
    fx_realised: 2_000n,
    accounts_payable: -117_600n,
  })
  await booksTie()

  const reversed = await org
    .as('ap_clerk')
    .transact((tx) => reverseInvoice(tx, { invoiceId, reason: 'Wrong after all.' }))
  expect(reversed.kind).toBe('reversed')
  expect(await posted(invoiceId)).toEqual({})
  expect(await grniOf(ordered)).toEqual([100n, 100_000n, 110_000n])
  await booksTie()
})

test('a bill that comes first waits for its goods; released, the goods take its price', async () => {
  const ordered = await order(10n, 300n)
  const invoiceId = await capture(ordered, 4, '3.01')
  expect(await match(invoiceId)).toMatchObject({
    kind: 'held',
    reasons: [{ code: 'awaiting_receipt', owner: 'receiver' }],
  })
  await org.as('owner').transact((tx) => releaseInvoice(tx, { invoiceId, reason: 'Prepaid.' }))
  expect(await grniOf(ordered)).toEqual([-4n, -1_204n, -1_204n])
  await booksTie()
  await receive(ordered, 10)
  expect(await grniOf(ordered)).toEqual([6n, 1_800n, 1_800n])
  await booksTie()
})

test('charges and unrecoverable tax follow the goods, recoverable tax and expenses do not', async () => {
  const ordered = await order(3n, 1_000n)
  await receive(ordered, 3)
  const code = async (table: string, name: string) => {
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)}
      where code = ${name} and company_id = ${company.companyId}`.execute(org.db)
    return rows[0]?.id ?? ''
  }
  const usd = (amount: string) => ({ amount, currency: 'USD' })
  const invoiceId = await capture(ordered, 3, '10.00', {
    lines: [
      { kind: 'charge', chargeCodeId: await code('charge_code', 'FREIGHT'), amount: usd('5.00') },
      { kind: 'charge', chargeCodeId: await code('charge_code', 'HANDLING'), amount: usd('2.00') },
      { kind: 'tax', taxCodeId: await code('tax_code', 'SALES'), amount: usd('2.96') },
      { kind: 'tax', taxCodeId: await code('tax_code', 'STANDARD'), amount: usd('7.40') },
    ],
  })
  expect(await match(invoiceId)).toMatchObject({
    kind: 'held',
    reasons: [{ code: 'charge_not_expected' }, { code: 'charge_not_expected' }],
  })
  await org.as('owner').transact((tx) => releaseInvoice(tx, { invoiceId, reason: 'Agreed.' }))
  expect(await posted(invoiceId)).toEqual({
    grni: 3_000n,
    inventory: 796n,
    freight_expense: 200n,
    recoverable_tax: 740n,
    accounts_payable: -4_736n,
  })
  await booksTie()
})

test('two clerks match one invoice: one wins, the other is told it is not open', async () => {
  const ordered = await order(1n, 100n)
  await receive(ordered, 1)
  const invoiceId = await capture(ordered, 1, '1.00')
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => match(invoiceId)))
  expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual([
    ...Array.from({ length: 7 }, () => 'not_open'),
    'posted',
  ])
})

test('a number is living once; a rejected one is free again', async () => {
  const ordered = await order(10n, 100n)
  const invoiceId = await capture(ordered, 1, '1.00', { supplierNumber: 'inv 00-77' })
  const again = () =>
    org.as('ap_clerk').transact((tx) =>
      captureInvoice(tx, {
        supplierId: company.supplierId,
        supplierNumber: 'INV0077',
        invoicedOn: '2026-01-02',
        lines: [
          {
            kind: 'goods',
            orderLineId: ordered.orderLineId,
            quantity: { quantity: '1', unit: 'EA' },
            price: { amount: '1', currency: 'USD', per: '1', unit: 'EA' },
          },
        ],
      }),
    )
  expect(await again()).toMatchObject({ kind: 'refused', errors: [{ code: 'duplicate_invoice' }] })
  await org.as('ap_clerk').transact((tx) => rejectInvoice(tx, { invoiceId, reason: 'A copy.' }))
  expect((await again()).kind).toBe('captured')
})

test('everything wrong with an invoice is told at once', async () => {
  const ordered = await order(1n, 100n, 'EUR')
  const outcome = await org.as('ap_clerk').transact((tx) =>
    captureInvoice(tx, {
      supplierId: company.companyId,
      supplierNumber: 'X',
      invoicedOn: '2026-01-06',
      dueOn: '2026-01-01',
      currency: 'USD',
      lines: [
        {
          kind: 'goods',
          orderLineId: ordered.orderLineId,
          quantity: { quantity: '0', unit: 'EA' },
          price: { amount: '1', currency: 'EUR', per: '1', unit: 'EA' },
        },
        { kind: 'tax', taxCodeId: company.companyId, amount: { amount: '1', currency: 'USD' } },
      ],
    }),
  )
  invariant(outcome.kind === 'refused', 'it is refused')
  expect(outcome.errors.map((error) => error.code)).toEqual([
    'order_of_other_supplier',
    'order_in_other_currency',
    'currency_differs',
    'quantity_zero',
    'supplier_unknown',
    'invoiced_in_future',
    'due_before_invoice',
    'tax_code_unknown',
  ])
})
