/**
 * Business Central's way to a size: cap at the most, raise to the least, round up to the multiple, again for what
 * remains (rules.md 11). `size-order.ts` sizes a need; this splits one that no single order may carry.
 */

export type OrderLimits = {
  readonly orderUnitsMin: number
  /** Undefined: an order may be as large as it likes. */
  readonly orderUnitsMax: number | undefined
  /** At least 1. */
  readonly multipleUnits: number
}

/** A split into more orders than this asks for a look at the limits instead. */
export const ordersMax = 1_000

/** The orders that cover the need, largest first; none when nothing is needed. */
export function splitOrder(neededUnits: number, limits: OrderLimits): readonly number[] {
  const most = largestOrder(limits)
  const orders: number[] = []
  let open = neededUnits
  while (open > 0 && orders.length < ordersMax) {
    const raised = Math.max(Math.min(open, most), limits.orderUnitsMin)
    const order = Math.ceil(raised / limits.multipleUnits) * limits.multipleUnits
    orders.push(order)
    open -= order
  }
  return orders
}

/** The most in whole multiples, so that rounding up never passes it; one multiple where none fits. */
function largestOrder({ orderUnitsMax, multipleUnits }: OrderLimits): number {
  if (orderUnitsMax === undefined) return Number.POSITIVE_INFINITY
  return Math.max(1, Math.floor(orderUnitsMax / multipleUnits)) * multipleUnits
}
