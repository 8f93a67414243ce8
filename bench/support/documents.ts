/** One document of ten lines after the other, as a buyer, a receiver and a clerk would send them. */
import { linesPerDocument, type World } from './world.ts'

export type MadeOrder = {
  readonly id: string
  readonly supplierId: string
  readonly lineIds: readonly string[]
}

const day = new Date().toISOString().slice(0, 10)
const quantity = { quantity: '12', unit: 'EA' }
const price = { amount: '4.75', currency: 'USD', per: '1', unit: 'EA' }

/** Create and submit, approve by another, release, answer: four acts. */
export async function makeOrder(world: World, no: number): Promise<MadeOrder> {
  const { at, buyer, approver } = world
  const supplierId = pick(world.supplierIds, no)
  const order = await buyer.json<{ id: string; lineIds: string[] }>(at('/purchase-orders'), {
    body: {
      supplierId,
      placeId: world.placeId,
      requestedOn: day,
      submit: true,
      lines: Array.from({ length: linesPerDocument }, (_, line) => ({
        itemId: pick(world.itemIds, no * linesPerDocument + line),
        quantity,
        price,
      })),
    },
  })
  const path = at(`/purchase-orders/${order.id}`)
  await approver.json(`${path}/approvals`, { body: { decision: 'approved' } })
  await buyer.json(`${path}/release`, { method: 'POST' })
  await buyer.json(at('/supplier-answers'), {
    body: {
      orderId: order.id,
      lines: order.lineIds.map((orderLineId) => ({ orderLineId, kind: 'accept' })),
    },
  })
  return { id: order.id, supplierId, lineIds: order.lineIds }
}

export async function receive(world: World, order: MadeOrder): Promise<string> {
  const receipt = await world.buyer.json<{ id: string }>(world.at('/receipts'), {
    body: {
      orderId: order.id,
      receivedOn: day,
      lines: order.lineIds.map((orderLineId) => ({ orderLineId, accepted: quantity })),
    },
  })
  return receipt.id
}

/** Capture, then match, which posts. */
export async function invoice(world: World, order: MadeOrder, no: number): Promise<string> {
  const captured = await world.buyer.json<{ id: string }>(world.at('/supplier-invoices'), {
    body: {
      supplierId: order.supplierId,
      supplierNumber: `INV-${no}`,
      currency: 'USD',
      invoicedOn: day,
      lines: order.lineIds.map((orderLineId) => ({
        kind: 'goods',
        orderLineId,
        quantity,
        price,
      })),
    },
  })
  await world.buyer.json(world.at(`/supplier-invoices/${captured.id}/match`), { method: 'POST' })
  return captured.id
}

function pick(ids: readonly string[], at: number): string {
  return ids[at % ids.length] ?? ''
}

export async function makeOrders(world: World, count: number): Promise<readonly MadeOrder[]> {
  const orders: MadeOrder[] = []
  for (let no = 0; no < count; no += 8) {
    const some = Array.from({ length: Math.min(8, count - no) }, (_, at) =>
      makeOrder(world, no + at),
    )
    orders.push(...(await Promise.all(some)))
  }
  return orders
}
