/**
 * A company over HTTP that ordered ten pieces at 10.00 and received eight: what an invoice is laid
 * beside.
 */
import { expect } from 'vitest'

import { type TestApi, testApi } from './http.ts'

export type Made = { readonly id: string }

export type SoapOrder = {
  readonly api: TestApi
  readonly companyId: string
  readonly supplierId: string
  readonly placeId: string
  readonly itemId: string
  readonly orderLineId: string
  /** Posts as the owner; it must be made. */
  readonly made: <Body extends Made = Made>(path: string, body: object) => Promise<Body>
  /** Reads as the owner; it must be there. */
  readonly read: <Body = Readonly<Record<string, unknown>>>(path: string) => Promise<Body>
}

export const price = (amount: string) => ({ amount, currency: 'USD', per: '1', unit: 'EA' })
export const usd = (amount: string) => ({ amount, currency: 'USD' })
const pieces = (quantity: number) => ({ quantity: `${quantity}`, unit: 'EA' })

/** @param day when the eight came */
export async function soapOrder(day: string): Promise<SoapOrder> {
  const api = await testApi()
  const { made, read } = asOwner(api)
  const companyId = (
    await made('/companies', { code: 'MF', name: 'Marlow & Finch', currency: 'USD' })
  ).id
  const supplierId = (await made('/suppliers', { code: 'A', name: 'A Supplier', currency: 'USD' }))
    .id
  const placeId = (await made('/places', { code: 'MAIN', name: 'Main', companyId })).id
  const itemId = (await made('/items', { sku: 'SOAP', name: 'Soap', unit: 'EA' })).id
  const order = await made<Made & { lineIds: string[] }>('/purchase-orders', {
    supplierId,
    placeId,
    requestedOn: '2026-01-12',
    submit: true,
    lines: [{ itemId, quantity: pieces(10), price: price('10.00') }],
  })
  const orderLineId = order.lineIds[0] ?? ''
  const released = await api.as('owner').post(`/purchase-orders/${order.id}/release`)
  expect(released.status, released.text).toBe(200)
  await made('/receipts', {
    orderId: order.id,
    receivedOn: day,
    lines: [{ orderLineId, accepted: pieces(8) }],
  })
  return { api, companyId, supplierId, placeId, itemId, orderLineId, made, read }
}

function asOwner(api: TestApi): Pick<SoapOrder, 'made' | 'read'> {
  return {
    made: async <Body extends Made = Made>(path: string, body: object) => {
      const answer = await api.as('owner').post<Body>(path, body)
      expect(answer.status, answer.text).toBe(201)
      return answer.body
    },
    read: async <Body = Readonly<Record<string, unknown>>>(path: string) => {
      const answer = await api.as('owner').get<Body>(path)
      expect(answer.status, answer.text).toBe(200)
      return answer.body
    },
  }
}
