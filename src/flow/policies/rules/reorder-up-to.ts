/**
 * The exact best (s, S) with whole units: when at most s are in position at a review, order up to S.
 *
 * Source: Zheng and Federgruen, "Finding optimal (s, S) policies is about as simple as evaluating a single
 * policy" (1991).
 */
import { poissonProbability, poissonQuantile } from '#kernel/statistics/poisson'

import { criticalRatio, poissonStockCost, type UnitCosts } from './newsvendor.ts'

export type ReorderUpTo = {
  readonly reorderUnits: number
  readonly upToUnits: number
  /** Per period, of ordering, holding and shortage. */
  readonly cost: number
}

/** One period of demand: how likely each number of units is, and what a position costs to expect. */
export type PeriodDemand = {
  /** probability(0) is below 1. */
  readonly probability: (units: number) => number
  readonly costAt: (position: number) => number
  /** The position that costs least. */
  readonly cheapestPosition: number
}

/** Against Poisson demand of `meanUnits` in each period, orders there at once. */
export function bestUpToPoisson(
  costs: UnitCosts,
  orderCost: number,
  meanUnits: number,
): ReorderUpTo {
  return bestUpTo(orderCost, {
    probability: (units) => poissonProbability(units, meanUnits),
    costAt: (position) => poissonStockCost(costs, position, meanUnits),
    cheapestPosition: poissonQuantile(criticalRatio(costs), meanUnits),
  })
}

export function bestUpTo(orderCost: number, demand: PeriodDemand): ReorderUpTo {
  const { costAt, cheapestPosition } = demand
  const renewal = renewalOf(demand.probability)
  const costOf = (low: number, high: number): number => {
    let periods = 0
    let sum = orderCost
    for (let used = 0; used < high - low; used += 1) {
      periods += renewal(used)
      sum += renewal(used) * costAt(high - used)
    }
    return sum / periods
  }
  let low = cheapestPosition - 1
  while (costOf(low, cheapestPosition) > costAt(low)) low -= 1
  let best = cheapestPosition
  let cost = costOf(low, best)
  for (let high = best + 1; costAt(high) <= cost; high += 1) {
    if (costOf(low, high) >= cost) continue
    best = high
    cost = costOf(low, high)
    while (cost <= costAt(low + 1)) {
      low += 1
      cost = costOf(low, best)
    }
  }
  return { reorderUnits: low, upToUnits: best, cost }
}

/** How often, between two orders, exactly `used` units of S have gone when a period begins. */
function renewalOf(probability: (units: number) => number): (used: number) => number {
  const known: number[] = []
  const stay = 1 - probability(0)
  return (used) => {
    for (let at = known.length; at <= used; at += 1) {
      let sum = at === 0 ? 1 : 0
      for (let units = 1; units <= at; units += 1) {
        sum += probability(units) * (known[at - units] ?? 0)
      }
      known.push(sum / stay)
    }
    return known[used] ?? 0
  }
}
