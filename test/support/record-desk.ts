/** A company over HTTP with a place, a supplier and an item, as a buyer sets them up. */
import { expect } from 'vitest'

import { type TestApi, testApi } from './http.ts'

export type Made = { readonly id: string; readonly version: number }
export type Refusal = {
  readonly code: string
  readonly errors: readonly { readonly code: string; readonly pointer?: string }[]
}
export type Found = { readonly items: readonly Readonly<Record<string, unknown>>[] }

export type RecordDesk = {
  readonly api: TestApi
  readonly companyId: string
  readonly placeId: string
  readonly supplierId: string
  readonly itemId: string
}

export async function recordDesk(): Promise<RecordDesk> {
  const api = await testApi()
  const owner = api.as('owner')
  const company = await owner.post<Made>('/companies', {
    code: 'NORDIC',
    name: 'Nordic Goods GmbH',
    currency: 'EUR',
    country: 'DE',
    timeZone: 'Europe/Berlin',
    approvalOver: { amount: '5000', currency: 'EUR' },
  })
  expect(company.status).toBe(201)
  const companyId = company.body.id
  const buyer = api.as('buyer')
  const place = await buyer.post<Made>('/places', { code: 'MAIN', name: 'Main', companyId })
  const placeId = place.body.id
  const supplier = await buyer.post<Made>('/suppliers', {
    code: 'BERG',
    name: 'Berg & Söhne',
    currency: 'EUR',
    email: 'orders@berg.example',
  })
  const supplierId = supplier.body.id
  const item = await buyer.post<Made>('/items', {
    sku: 'MUG-BLUE',
    name: 'Blue mug',
    unit: 'EA',
    gtin: '4006381333931',
    packs: [{ unit: 'BOX', numerator: 12 }],
  })
  const itemId = item.body.id
  expect([place.status, supplier.status, item.status]).toEqual([201, 201, 201])
  return { api, companyId, placeId, supplierId, itemId }
}

/** Each error as its code and where it is. */
export const codesOf = ({ errors }: Refusal) =>
  errors.map(({ code, pointer }) => `${code} ${pointer ?? ''}`.trim())
