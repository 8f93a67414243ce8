/** An item at a place as it stands before anything is proposed: its course, and what it needs first. */
import { findNeed, type Need } from './net-need.ts'
import type { ItemToPlan } from './plan-item.ts'
import { type DemandTotals, stockCurve, totalDemand, totalSupply } from './stock-curve.ts'

export type StockLook = {
  readonly item: ItemToPlan
  readonly demand: DemandTotals
  /** [day] = units that come on days 0..day. */
  readonly supply: Float64Array
  /** [day] = stock at its end. */
  readonly curve: Float64Array
  readonly need: Need | undefined
}

export function lookAt(item: ItemToPlan): StockLook {
  const demand = totalDemand(item.layers, item.horizonDays)
  const supply = totalSupply(item.state.supplies, item.horizonDays)
  const curve = stockCurve(item.state, demand, supply)
  return { item, demand, supply, curve, need: findNeed(item.state, demand, supply, item.net) }
}

/** What is there beyond its own demand and safety on every day that is looked at. */
export function spareUnits({ item, curve }: StockLook): number {
  const least = curve.reduce((lowest, units) => Math.min(lowest, units), Number.POSITIVE_INFINITY)
  return Number.isFinite(least) ? Math.max(0, Math.floor(least - item.net.safetyUnits)) : 0
}

/** Units that customers wait for when something comes on this day. */
export function lateUnits({ curve, item }: StockLook, day: number): number {
  const before = day <= 0 ? item.state.usableUnits : curve[Math.min(day, curve.length) - 1]
  return Math.max(0, -(before ?? 0))
}
