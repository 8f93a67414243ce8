/** What an item at a place will ask its source for, order after order, as far as one sees. */
import { mostMissing } from './net-need.ts'
import { sizeOrder } from './size-order.ts'
import type { StockLook } from './stock-look.ts'

export type LaterOrder = {
  readonly orderDay: number
  readonly arrivesDay: number
  readonly units: number
}

/** @param first what is proposed now, with the units that a person may have decided on */
export function ordersAfter(look: StockLook, first: LaterOrder): readonly LaterOrder[] {
  const { state, horizonDays, net } = look.item
  const supply = Float64Array.from(look.supply)
  const orders: LaterOrder[] = []
  addFrom(supply, first)
  for (let orderDay = first.orderDay + 1; orderDay < horizonDays; orderDay += 1) {
    if (!net.isOrderDay(orderDay)) continue
    const neededUnits = mostMissing(state, look.demand, supply, net, orderDay)
    if (neededUnits <= 0) continue
    const order = sizedOn(orderDay, neededUnits, look, supply)
    if (order.units === 0) continue
    addFrom(supply, order)
    orders.push(order)
  }
  return orders
}

function sizedOn(
  orderDay: number,
  neededUnits: number,
  { item, demand }: StockLook,
  supply: Float64Array,
): LaterOrder {
  const arrivesDay = orderDay + item.net.leadDays
  const { usableUnits, committedUnits } = item.state
  const before = Math.min(arrivesDay, supply.length) - 1
  const then = usableUnits - committedUnits + (supply[before] ?? 0) - (demand.all[before] ?? 0)
  const stockUnits = Math.max(0, then)
  const sizes = item.sizesFor({ day: arrivesDay, stockUnits, neededUnits, demand })
  return { orderDay, arrivesDay, units: sizeOrder(neededUnits, sizes).units }
}

function addFrom(supply: Float64Array, { arrivesDay, units }: LaterOrder): void {
  for (let day = arrivesDay; day < supply.length; day += 1) supply[day] = (supply[day] ?? 0) + units
}
