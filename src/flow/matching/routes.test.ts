/**
 * Goal: a clerk can do the whole of matching over HTTP, and everybody can read what it did to the
 * books.
 *
 * Method: one order of ten pieces, eight of them here, billed at a higher price with a charge; each
 * answer is held against its contract by the client.
 */
import { afterAll, expect, test } from 'vitest'

import { pieces } from '#support/goods-flow'
import { type Made, price, soapOrder, usd } from '#support/soap-order'

const day = '2026-01-05'
const { api, companyId, supplierId, orderLineId, read } = await soapOrder(day)
let invoiceId: string

afterAll(() => api.close())

test('an invoice is captured, matched and held, with every reason', async () => {
  const [freight] = (
    await read<{ items: { id: string; code: string }[] }>(`/charge-codes?companyId=${companyId}`)
  ).items.filter((code) => code.code === 'FREIGHT')
  const body = {
    supplierId,
    supplierNumber: 'INV 0042',
    invoicedOn: day,
    match: true,
    lines: [
      { kind: 'goods', orderLineId, quantity: pieces(9), price: price('10.50') },
      { kind: 'charge', chargeCodeId: freight?.id, amount: usd('7.00') },
    ],
  }
  const answer = await api.as('ap_clerk').post<Made>('/supplier-invoices', body)
  expect(answer.status, answer.text).toBe(201)
  invoiceId = answer.body.id
  expect(answer.body).toMatchObject({
    number: 'SI-00001',
    status: 'held',
    match: {
      result: 'held',
      reasons: [
        { code: 'price_above_order', owner: 'buyer', facts: { excess: usd('4.50') } },
        {
          code: 'billed_beyond_receipt',
          owner: 'receiver',
          facts: { excess: pieces(1) },
          detail: 'Receive the missing 1 EA, or ask the supplier for a credit note.',
        },
        { code: 'charge_not_expected', facts: { billed: usd('7.00'), expected: usd('0.00') } },
      ],
    },
  })
  const twin = await api.as('ap_clerk').post('/supplier-invoices', body)
  expect([twin.status, twin.body]).toMatchObject([409, { code: 'duplicate_invoice' }])
  const alike = { ...body, supplierNumber: 'INV 43', match: false }
  const lookalike = await api.as('ap_clerk').post<Made>('/supplier-invoices', alike)
  expect(lookalike.body).toMatchObject({ status: 'captured', lookalikes: [{ number: 'SI-00001' }] })
  const rejected = await api
    .as('ap_clerk')
    .post(`/supplier-invoices/${lookalike.body.id}/rejection`, { reason: 'Sent twice.' })
  expect(rejected.body).toMatchObject({ status: 'rejected' })
})

test('it waits in the queue of whoever can settle it', async () => {
  const queue = await read<{ items: Made[] }>('/match-queue?owner=receiver')
  expect(queue).toMatchObject({
    items: [{ id: invoiceId, reasons: [{ code: 'billed_beyond_receipt' }, {}, {}] }],
    total: { value: 1 },
  })
  expect(await read('/match-queue?owner=ap_clerk')).toMatchObject({ items: [] })
  expect(await read('/match-queue?status=captured')).toMatchObject({ items: [] })
  expect(await read(`/grni-balances?companyId=${companyId}`)).toMatchObject({
    items: [{ quantity: pieces(8), amount: usd('80.00'), bucket: '0-30', reason: 'price_dispute' }],
  })
  expect(await read(`/grni-ageing?companyId=${companyId}`)).toMatchObject({
    total: usd('80.00'),
    ledger: usd('80.00'),
    buckets: [{ bucket: '0-30', amount: usd('80.00'), lineCount: 1 }, {}, {}, {}],
    reasons: [{ reason: 'price_dispute' }],
  })
})

test('the three papers lie side by side, and the preview is what would be posted', async () => {
  expect(await read(`/supplier-invoices/${invoiceId}/papers`)).toMatchObject({
    result: 'fails',
    lines: [
      {
        sku: 'SOAP',
        order: { quantity: pieces(10), price: price('10.0000'), amount: usd('100.00') },
        receipts: {
          kept: pieces(8),
          invoicedBefore: pieces(0),
          documents: [{ accepted: pieces(8) }],
        },
        invoice: { quantity: pieces(9), price: price('10.5000'), amount: usd('94.50') },
        checks: [
          { check: 'price', outcome: 'fails' },
          { check: 'quantity', outcome: 'fails' },
          { check: 'ordered', outcome: 'fits' },
          { check: 'line_total', outcome: 'fits' },
          { check: 'order', outcome: 'fits' },
        ],
      },
    ],
    checks: [
      { check: 'charge', outcome: 'fails' },
      { check: 'total', outcome: 'fits' },
      { check: 'duplicate', outcome: 'fits' },
    ],
  })
  expect(await read(`/supplier-invoices/${invoiceId}/posting-preview`)).toMatchObject({
    payable: usd('101.50'),
    lines: [
      { code: '1200', debit: usd('10.22') },
      { code: '2000', credit: usd('101.50') },
      { code: '2100', debit: usd('91.28') },
    ],
  })
})

test('a receiver may not match, and a stale clerk is told who changed what', async () => {
  const path = `/supplier-invoices/${invoiceId}`
  expect((await api.as('receiver').post(`${path}/match`)).status).toBe(403)
  expect((await api.as('buyer').post(`${path}/release`, { reason: 'x' })).status).toBe(403)
  const stale = await api.as('ap_clerk').post(`${path}/match`, undefined, { ifMatch: 1 })
  expect([stale.status, stale.body]).toMatchObject([412, { code: 'version_mismatch' }])
})

test('released, it is owed; its holds keep the name of who let it through', async () => {
  const path = `/supplier-invoices/${invoiceId}`
  const agreed = { reason: 'Agreed by phone.' }
  const own = await api.as('ap_clerk').post(`${path}/release`, agreed)
  expect([own.status, own.body]).toMatchObject([409, { code: 'self_release' }])
  const released = await api.as('owner').post(`${path}/release`, agreed)
  expect([released.status, released.body]).toMatchObject([
    200,
    { result: 'posted', fit: 'released', payable: usd('101.50') },
  ])
  expect(await read(path)).toMatchObject({
    status: 'posted',
    reason: 'Agreed by phone.',
    total: usd('101.50'),
    lines: [
      { kind: 'goods', billed: pieces(9) },
      { kind: 'charge', chargeCode: 'FREIGHT' },
    ],
    holds: [{ releasedByName: expect.any(String) }, {}, {}],
  })
  expect(await read(`${path}/papers`)).toMatchObject({
    lines: [{ receipts: { invoicedBefore: pieces(0) } }],
  })
  const again = await api.as('ap_clerk').post(`${path}/match`)
  expect([again.status, again.body]).toMatchObject([409, { code: 'not_open' }])
  expect((await api.as('owner').get(`${path}/posting-preview`)).status).toBe(409)
  expect(await read('/supplier-invoices?q=inv&status=posted')).toMatchObject({
    items: [{ supplierNumber: 'INV 0042', payable: usd('101.50') }],
  })
})

test('taken back, it can be captured again; goods that come match what waited', async () => {
  const path = `/supplier-invoices/${invoiceId}`
  const reversed = await api.as('ap_clerk').post(`${path}/reversal`, { reason: 'Wrong price.' })
  expect([reversed.status, reversed.body]).toMatchObject([200, { status: 'reversed' }])
  expect(await read(`/grni-balances?supplierId=${supplierId}&sort=-amount`)).toMatchObject({
    items: [{ amount: usd('80.00'), reason: 'awaiting_invoice' }],
  })
  expect(await read(`/stock-valuation-totals?companyId=${companyId}`)).toMatchObject({
    value: usd('80.00'),
    ledger: usd('80.00'),
  })
})

test('a tolerance of the supplier wins over that of the company', async () => {
  const usual = await read(`/match-tolerances?companyId=${companyId}`)
  expect(usual).toMatchObject({ items: [{ isUsual: true, priceOverBps: 200 }] })
  const tolerance = {
    companyId,
    priceOverBps: 600,
    priceOver: usd('50.00'),
    unitsOverMax: '1',
    chargeOverBps: 0,
    chargeOver: usd('0'),
    totalOverBps: 0,
    totalOver: usd('0'),
  }
  const put = await api.as('owner').call('PUT', '/match-tolerances', { body: tolerance })
  expect(put.body).toMatchObject({ items: [{ isUsual: false, priceOverBps: 600 }] })
  const wrong = await api.as('owner').call('PUT', '/match-tolerances', {
    body: { ...tolerance, priceOver: { amount: '-1', currency: 'EUR' } },
  })
  expect([wrong.status, wrong.body]).toMatchObject([
    422,
    { errors: [{ code: 'currency_differs' }, { code: 'limit_negative' }] },
  ])
  const body = {
    supplierId,
    supplierNumber: '42 again',
    invoicedOn: day,
    match: true,
    lines: [{ kind: 'goods', orderLineId, quantity: pieces(9), price: price('10.50') }],
  }
  const answer = await api.as('ap_clerk').post('/supplier-invoices', body)
  expect(answer.body).toMatchObject({
    status: 'posted',
    match: { fit: 'matched_in_tolerance', payable: usd('94.50') },
  })
})
