/**
 * Goods over HTTP: a company that counts in dollars and buys soap by the carton and cream with lots in
 * euros, somebody signed in for each role; the books are read by SQL.
 */
import { expect } from 'vitest'

import { pieces } from './goods-flow.ts'
import { type TestApi, testApi } from './http.ts'

export type Made = { readonly id: string }
export type Placed = { readonly orderId: string; readonly lineIds: readonly string[] }

export type Receipt = {
  readonly id: string
  readonly number: string
  readonly value: { readonly amount: string }
  readonly companyValue: { readonly amount: string }
  readonly lines: readonly { readonly id: string; readonly toInspect: { quantity: string } }[]
  readonly remarks: readonly { readonly code: string }[]
}

export const price = (amount: string) => ({ amount, currency: 'EUR', per: '1', unit: 'EA' })

export type GoodsDesk = {
  readonly api: TestApi
  readonly companyId: string
  readonly supplierId: string
  readonly placeId: string
  readonly soapId: string
  readonly creamId: string
  readonly rate: (onDay: string, text: string) => Promise<void>
  /** Bought, approved where needed, and released. */
  readonly placed: (
    lines: readonly { itemId: string; quantity: number; price: string }[],
  ) => Promise<Placed>
}

export async function goodsDesk(): Promise<GoodsDesk> {
  const api = await testApi()
  const made = (path: string, body: object) => create(api, path, body)
  const rate = async (onDay: string, text: string) => {
    await made('/currency-rates', { fromCurrency: 'EUR', toCurrency: 'USD', onDay, rate: text })
  }
  const companyId = await made('/companies', {
    code: 'MF',
    name: 'Marlow & Finch',
    currency: 'USD',
  })
  const supplierId = await made('/suppliers', {
    code: 'SL',
    name: 'Savon de Lille',
    currency: 'EUR',
  })
  const placeId = await made('/places', { code: 'MAIN', name: 'Main warehouse', companyId })
  const soapId = await made('/items', {
    sku: 'SOAP-FIG-12',
    name: 'Hand soap, fig 12 oz',
    unit: 'EA',
    packs: [{ unit: 'CARTON', numerator: 12, denominator: 1 }],
  })
  const creamId = await made('/items', {
    sku: 'CREAM-01',
    name: 'Hand cream',
    unit: 'EA',
    valuationMethod: 'moving_average',
    tracksLots: true,
    tracksExpiry: true,
  })
  await rate('2026-01-01', '1.10')
  const placed: GoodsDesk['placed'] = (lines) => place(api, { supplierId, placeId }, lines)
  return { api, companyId, supplierId, placeId, soapId, creamId, rate, placed }
}

async function create(api: TestApi, path: string, body: object): Promise<string> {
  const answer = await api.as('owner').post<Made>(path, body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body.id
}

async function place(
  api: TestApi,
  where: { readonly supplierId: string; readonly placeId: string },
  lines: Parameters<GoodsDesk['placed']>[0],
): Promise<Placed> {
  const answer = await api.as('buyer').post<Made & { lineIds: string[] }>('/purchase-orders', {
    ...where,
    requestedOn: '2026-01-12',
    submit: true,
    lines: lines.map((line) => ({
      itemId: line.itemId,
      quantity: pieces(line.quantity),
      price: price(line.price),
    })),
  })
  expect(answer.status, answer.text).toBe(201)
  const orderId = answer.body.id
  const released = await api.as('owner').post(`/purchase-orders/${orderId}/release`)
  expect(released.status, released.text).toBe(200)
  return { orderId, lineIds: answer.body.lineIds }
}
