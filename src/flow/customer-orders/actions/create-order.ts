import { type Refused, refused } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import { contentHashOf } from '../content-hash.ts'
import type { CreateOrderInput } from '../contract.ts'
import { type OrderedDemand, tell } from '../news.ts'
import type { CustomerOrderId } from '../order.ts'
import { type KnownOrder, lockOrderKeys, readKnownOrders } from '../queries/known-orders.ts'
import { insertOrders, type NewOrder } from '../store/orders.ts'
import { planOrders } from './plan-orders.ts'

export type CreateOrderOutcome =
  /** `existing`: this very order was taken before, under the same id of the same source. */
  { readonly kind: 'created' | 'existing'; readonly orderId: CustomerOrderId } | Refused

/**
 * Takes an order that a customer made. Bundles become their parts; all that is wrong is told at once.
 *
 * @throws {PermissionError} when the actor may not write demand
 */
export async function createOrder(tx: Tx, command: CreateOrderInput): Promise<CreateOrderOutcome> {
  requirePermission(tx, 'demand.write')

  const known = await knownOrder(tx, command)
  if (known !== undefined) {
    if (known.contentHash !== contentHashOf(command)) return refused(externalIdUsed(known))
    return { kind: 'existing', orderId: known.id }
  }
  const [plan] = await planOrders(tx, [command])
  if (plan === undefined || plan.kind === 'wrong') return refused(...(plan?.errors ?? []))
  await insertOrders(tx, [plan.order])
  tell(tx, 'customer-order.created', [plan.order.id], demandOf(plan.order))
  return { kind: 'created', orderId: plan.order.id }
}

async function knownOrder(tx: Tx, command: CreateOrderInput): Promise<KnownOrder | undefined> {
  const { sourceSystem = '', externalId = '' } = command
  if (externalId === '') return undefined
  const key = { sourceSystem, externalId }
  await lockOrderKeys(tx, key)
  const [known] = (await readKnownOrders(tx, [key])).values()
  return known
}

function externalIdUsed({ id, number, externalId }: KnownOrder) {
  return {
    code: 'external_id_used',
    orderId: id,
    number,
    detail: `Give this order an id of its own: ${externalId} is ${number}, with other contents.`,
    pointer: '/externalId',
  }
}

/** All that a new order wants. */
export function demandOf(order: NewOrder): readonly OrderedDemand[] {
  return order.lines.map((line) => ({
    orderId: order.id,
    lineId: line.id,
    version: 1,
    itemId: line.itemId,
    placeId: order.placeId,
    channelId: order.channelId,
    onDay: order.orderedOn,
    kind: 'sale',
    units: line.orderedUnits,
    valueMinor: line.amountMinor,
    currency: order.currency,
  }))
}
