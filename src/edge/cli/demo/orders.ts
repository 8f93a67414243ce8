import { addDays } from '#kernel/day'

import type { Direct } from '../../http/direct.ts'
import type { DemoPerson } from './people.ts'
import type { DemoIds } from './records.ts'

/** As this person, so many days before today, at this hour. */
export type ActAgo = (person: DemoPerson, daysAgo: number, hour: number) => Direct

type OrderMade = {
  readonly id: string
  readonly lineIds: readonly string[]
  readonly approval: string
}
type Line = { readonly sku: string; readonly units: number; readonly price?: string }

export type DemoOrder = OrderMade & { readonly lines: readonly Line[]; readonly currency: string }

export type DemoDesk = {
  readonly act: ActAgo
  readonly ids: DemoIds
  readonly today: string
}

const ea = (units: number) => ({ quantity: `${units}`, unit: 'EA' })

/** Writes an order and submits it; `until` says how far it goes from there. */
export async function buy(
  desk: DemoDesk,
  given: {
    readonly supplier: string
    readonly currency: string
    readonly daysAgo: number
    readonly asksInDays: number
    readonly until: 'draft' | 'submitted' | 'released' | 'confirmed'
    readonly lines: readonly Line[]
    readonly note?: string
  },
): Promise<DemoOrder> {
  const { act, ids, today } = desk
  const { daysAgo, lines, currency } = given
  const orderedOn = addDays(today, -daysAgo)
  const made = await act(
    'maya',
    daysAgo,
    14,
  )<OrderMade>({
    path: '/purchase-orders',
    body: {
      supplierId: ids.supplierIds.get(given.supplier),
      placeId: ids.edison,
      orderedOn,
      requestedOn: addDays(orderedOn, given.asksInDays),
      submit: given.until !== 'draft',
      ...(given.note === undefined ? {} : { note: given.note }),
      lines: lines.map(({ sku, units, price }) => ({
        itemId: ids.itemIds.get(sku),
        quantity: ea(units),
        ...(price === undefined
          ? {}
          : { price: { amount: price, currency, per: '1', unit: 'EA' } }),
      })),
    },
  })
  const order = { ...made, lines, currency }
  if (given.until === 'draft' || given.until === 'submitted') return order
  const path = `/purchase-orders/${made.id}`
  if (made.approval === 'pending') {
    await act('lena', daysAgo, 15)({ path: `${path}/approvals`, body: { decision: 'approved' } })
  }
  await act('maya', daysAgo, 16)({ method: 'POST', path: `${path}/release` })
  if (given.until === 'confirmed') {
    await act(
      'maya',
      Math.max(0, daysAgo - 2),
      13,
    )({
      path: '/supplier-answers',
      body: {
        orderId: made.id,
        lines: made.lineIds.map((orderLineId) => ({ orderLineId, kind: 'accept' })),
      },
    })
  }
  return order
}

/** What came of each line; less than ordered is short. */
export async function receive(
  desk: DemoDesk,
  order: DemoOrder,
  given: {
    readonly daysAgo: number
    readonly counted: readonly {
      readonly accepted: number
      readonly rejected?: number
      readonly quarantined?: number
    }[]
    readonly lot?: string
  },
): Promise<void> {
  const receivedOn = addDays(desk.today, -given.daysAgo)
  const lot =
    given.lot === undefined ? {} : { lot: { code: given.lot, expiresOn: addDays(desk.today, 540) } }
  await desk.act(
    'tom',
    given.daysAgo,
    17,
  )({
    path: '/receipts',
    body: {
      orderId: order.id,
      receivedOn,
      deliveryNote: `DN-${order.id.slice(-5)}`,
      lines: given.counted.flatMap(({ accepted, rejected = 0, quarantined = 0 }, at) =>
        accepted + rejected + quarantined === 0
          ? []
          : [
              {
                orderLineId: order.lineIds[at],
                ...(accepted > 0 ? { accepted: ea(accepted) } : {}),
                ...(quarantined > 0 ? { quarantined: ea(quarantined) } : {}),
                ...(rejected > 0 ? { rejected: ea(rejected), reason: 'Carton crushed' } : {}),
                ...lot,
              },
            ],
      ),
    },
  })
}

/** Captures the supplier's invoice and matches it; what does not fit is held for the clerk. */
export async function bill(
  desk: DemoDesk,
  order: DemoOrder,
  given: {
    readonly supplier: string
    readonly number: string
    readonly daysAgo: number
    readonly billed: readonly { readonly units: number; readonly price: string }[]
  },
): Promise<void> {
  await desk.act(
    'priya',
    given.daysAgo,
    18,
  )({
    path: '/supplier-invoices',
    body: {
      supplierId: desk.ids.supplierIds.get(given.supplier),
      supplierNumber: given.number,
      invoicedOn: addDays(desk.today, -given.daysAgo),
      match: true,
      lines: given.billed.map(({ units, price }, at) => ({
        kind: 'goods',
        orderLineId: order.lineIds[at],
        quantity: ea(units),
        price: { amount: price, currency: order.currency, per: '1', unit: 'EA' },
      })),
    },
  })
}

export async function sell(
  desk: DemoDesk,
  daysAgo: number,
  reference: string,
  lines: readonly { readonly sku: string; readonly units: number }[],
): Promise<void> {
  await desk.act(
    'tom',
    daysAgo,
    19,
  )({
    path: '/sale-issues',
    body: {
      placeId: desk.ids.edison,
      issuedOn: addDays(desk.today, -daysAgo),
      customerReference: reference,
      lines: lines.map(({ sku, units }) => ({
        itemId: desk.ids.itemIds.get(sku),
        quantity: ea(units),
      })),
    },
  })
}
