/** A company that buys glass from one supplier, made over the API, for walks of the flow. */
import { expect } from 'vitest'

import type { Role } from '#platform/permissions'
import type { TestApi } from '#support/http'

type Made = { readonly id: string }

export type TradeOrder = {
  readonly id: string
  readonly number: string
  readonly lineIds: readonly string[]
}

export type TradeLine = readonly [itemAt: number, quantity: string, price: string]

export type Trade = {
  readonly companyId: string
  readonly supplierId: string
  readonly today: string
  readonly inDays: (days: number) => string
  /** Released; of items by their place in the list of three. */
  readonly order: (lines: readonly TradeLine[]) => Promise<TradeOrder>
  /** A draft of one line. */
  readonly draft: () => Promise<string>
  readonly receive: (
    order: TradeOrder,
    counted: readonly { readonly accepted?: string; readonly rejected?: string }[],
  ) => Promise<string>
  /** Captured by a clerk: the owner may release it. */
  readonly invoice: (
    order: TradeOrder,
    supplierNumber: string,
    billed: readonly (readonly [quantity: string, price: string])[],
  ) => Promise<string>
  /** The address of the supplier's page. */
  readonly link: (order: TradeOrder) => Promise<string>
}

const itemNames = ['Tumbler', 'Wine glass', 'Carafe'] as const
const pieces = (quantity: string) => ({ quantity, unit: 'EA' })
const each = (amount: string) => ({ amount, currency: 'USD', per: '1', unit: 'EA' })

/** Sets the server's clock to the browser's, which can't be set. */
export async function tradeOf(api: TestApi): Promise<Trade> {
  api.clock.set(new Date())
  const owner = api.as('owner')
  const made = async (path: string, body: object, role: Role = 'owner'): Promise<Made> => {
    // What is made later sorts later.
    api.clock.set(new Date())
    const answer = await api.as(role).post<Made>(path, body)
    expect(answer.status, answer.text).toBe(201)
    return answer.body
  }
  const { id: companyId } = await made('/companies', {
    code: 'MF',
    name: 'Marlow & Finch',
    currency: 'USD',
    approvalOver: { amount: '1000000.00', currency: 'USD' },
  })
  const { id: placeId } = await made('/places', { code: 'EDI', name: 'Edison', companyId })
  const { id: supplierId } = await made('/suppliers', {
    code: 'VET',
    name: 'Vetreria Bormia',
    currency: 'USD',
    email: 'giulia@vetreria.example',
  })
  const itemIds: string[] = []
  for (const name of itemNames) {
    itemIds.push(
      (await made('/items', { sku: name.toUpperCase().replace(' ', '-'), name, unit: 'EA' })).id,
    )
  }
  const inDays = (days: number) => {
    return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  }
  const today = inDays(0)
  return {
    companyId,
    supplierId,
    today,
    inDays,
    order: async (lines) => {
      const { id } = await made('/purchase-orders', {
        supplierId,
        placeId,
        requestedOn: inDays(30),
        submit: true,
        lines: lines.map(([itemAt, quantity, price]) => ({
          itemId: itemIds[itemAt],
          quantity: pieces(quantity),
          price: each(price),
        })),
      })
      const released = await owner.post(`/purchase-orders/${id}/release`)
      expect(released.status, released.text).toBe(200)
      const { body } = await owner.get<{ number: string; lines: readonly Made[] }>(
        `/purchase-orders/${id}`,
      )
      return { id, number: body.number, lineIds: body.lines.map((line) => line.id) }
    },
    draft: async () => {
      const line = { itemId: itemIds[0], quantity: pieces('12'), price: each('7.40') }
      const body = { supplierId, placeId, requestedOn: inDays(30), lines: [line] }
      return (await made('/purchase-orders', body)).id
    },
    receive: async (order, counted) => {
      const lines = counted.map(({ accepted, rejected }, at) => ({
        orderLineId: order.lineIds[at],
        ...(accepted === undefined ? {} : { accepted: pieces(accepted) }),
        ...(rejected === undefined ? {} : { rejected: pieces(rejected), reason: 'Broken' }),
      }))
      return (await made('/receipts', { orderId: order.id, receivedOn: today, lines })).id
    },
    invoice: async (order, supplierNumber, billed) => {
      const lines = billed.map(([quantity, price], at) => ({
        kind: 'goods',
        orderLineId: order.lineIds[at],
        quantity: pieces(quantity),
        price: each(price),
      }))
      const body = { supplierId, supplierNumber, currency: 'USD', invoicedOn: today, match: true }
      return (await made('/supplier-invoices', { ...body, lines }, 'ap_clerk')).id
    },
    link: async ({ id }) => {
      const { body } = await owner.get<{ path: string }>(`/purchase-orders/${id}/supplier-link`)
      return body.path
    },
  }
}
