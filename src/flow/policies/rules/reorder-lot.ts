/**
 * The exact best (r, Q) against Poisson demand: when at most r units are in position, order Q.
 *
 * Source: Federgruen and Zheng, "An efficient algorithm for computing an optimal (r, Q) policy in continuous
 * review stochastic inventory systems" (1992).
 */
import { poissonQuantile } from '#kernel/statistics/poisson'

import { criticalRatio, poissonStockCost, type UnitCosts } from './newsvendor.ts'

export type ReorderLot = {
  readonly reorderUnits: number
  readonly lotUnits: number
  /** Per unit of time, of ordering, holding and shortage. */
  readonly cost: number
}

/**
 * The positions r+1 ... r+Q are equally likely; widen the window towards its cheaper side while that lowers the mean.
 *
 * @param meanUnits demand per unit of time; the costs are per unit of it, too
 */
export function bestReorderLot(input: {
  readonly costs: UnitCosts
  readonly orderCost: number
  readonly meanUnits: number
  readonly leadTime: number
}): ReorderLot {
  const { costs, orderCost, meanUnits } = input
  const leadUnits = meanUnits * input.leadTime
  const costAt = (position: number) => poissonStockCost(costs, position, leadUnits)
  const best = poissonQuantile(criticalRatio(costs), leadUnits)
  let lowest = best
  let highest = best
  let sum = orderCost * meanUnits + costAt(best)
  for (;;) {
    const below = costAt(lowest - 1)
    const above = costAt(highest + 1)
    const width = highest - lowest + 1
    const next = Math.min(below, above)
    if (next >= sum / width) return { reorderUnits: lowest - 1, lotUnits: width, cost: sum / width }
    sum += next
    if (below < above) lowest -= 1
    else highest += 1
  }
}
