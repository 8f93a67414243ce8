/**
 * Goal: what an invoice did to the books can be read by everybody who may.
 *
 * Method: ten pieces ordered, eight here, nine billed with a charge and released; each answer is held
 * against its contract by the client.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'

import { pieces } from '#support/goods-flow'
import { price, soapOrder, usd } from '#support/soap-order'

const day = '2026-01-05'
const { api, companyId, supplierId, placeId, itemId, orderLineId, made, read } =
  await soapOrder(day)
let invoiceId: string

beforeAll(async () => {
  const { items } = await read<{ items: { id: string; code: string }[] }>(
    `/charge-codes?companyId=${companyId}`,
  )
  const freight = items.find((code) => code.code === 'FREIGHT')
  const captured = await made('/supplier-invoices', {
    supplierId,
    supplierNumber: 'INV 0042',
    invoicedOn: day,
    match: true,
    lines: [
      { kind: 'goods', orderLineId, quantity: pieces(9), price: price('10.50') },
      { kind: 'charge', chargeCodeId: freight?.id, amount: usd('7.00') },
    ],
  })
  invoiceId = captured.id
  const path = `/supplier-invoices/${invoiceId}/release`
  const released = await api.as('ap_clerk').post(path, { reason: 'Agreed by phone.' })
  expect(released.status, released.text).toBe(200)
})

afterAll(() => api.close())

test('the books can be read by all who may', async () => {
  expect(await read(`/stock-levels?q=so&placeId=${placeId}&status=available`)).toMatchObject({
    items: [{ sku: 'SOAP', onHand: pieces(8), value: usd('90.22'), expected: pieces(2) }],
  })
  expect(await read(`/stock-moves?itemId=${itemId}&kind=receipt&status=available`)).toMatchObject({
    items: [{ quantity: pieces(8), from: { kind: 'supplier' }, to: { placeCode: 'MAIN' } }],
  })
  expect(await read(`/expectations?supplierId=${supplierId}`)).toMatchObject({
    items: [{ quantity: pieces(2), firmness: 'ordered' }],
  })
  expect(await read('/stock-valuation?sort=-value')).toMatchObject({
    items: [{ sku: 'SOAP', value: usd('90.22'), layerCount: 1 }],
  })
  expect(await read(`/stock-valuation-totals?companyId=${companyId}`)).toMatchObject({
    value: usd('90.22'),
    ledger: usd('90.22'),
  })
  expect(await read(`/stock-layers?itemId=${itemId}&open=true`)).toMatchObject({
    items: [{ kind: 'fifo', valueIn: usd('80.00'), valueLeft: usd('90.22') }],
  })
  expect(await read(`/expected-payments?supplierId=${supplierId}`)).toMatchObject({
    items: [
      { source: { kind: 'supplier_invoice' }, dueOn: '2026-02-04', amount: usd('101.50') },
      { source: { kind: 'purchase_order' }, amount: usd('10.00') },
    ],
  })
})

test('the ledger says where every amount came from', async () => {
  const entries = await read<{ items: { id: string }[] }>(
    `/journal-entries?companyId=${companyId}&sourceKind=supplier_invoice`,
  )
  expect(entries.items).toMatchObject([{ amount: usd('101.50'), source: { id: invoiceId } }])
  expect(await read(`/journal-entries/${entries.items[0]?.id}`)).toMatchObject({
    lines: [
      { accountCode: '2100', debit: usd('91.28'), supplierName: 'A Supplier' },
      { accountCode: '1200', debit: usd('10.22'), credit: null },
      { accountCode: '2000', credit: usd('101.50'), documentAmount: usd('-101.50') },
    ],
  })
  const balance = await read<{ accounts: { accountId: string; code: string }[] }>(
    `/trial-balance?companyId=${companyId}&asOf=${day}`,
  )
  expect(balance).toMatchObject({
    difference: usd('0.00'),
    accounts: [
      { code: '1200', balance: usd('90.22') },
      { code: '2000', balance: usd('-101.50') },
      { code: '2100', debit: usd('91.28'), credit: usd('80.00'), balance: usd('11.28') },
    ],
  })
  expect(await read(`/trial-balance?companyId=${companyId}&asOf=2026-01-04`)).toMatchObject({
    accounts: [],
  })
  const { accountId } = balance.accounts[2] ?? { accountId: '' }
  expect(await read(`/account-entries?accountId=${accountId}`)).toMatchObject({
    items: [{ debit: usd('91.28') }, { credit: usd('80.00') }],
  })
})
