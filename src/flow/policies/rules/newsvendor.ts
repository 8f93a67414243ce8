/**
 * One order for one season: how much to hold when what is left costs and what is missing costs more.
 *
 * Source: Snyder and Shen, Fundamentals of Supply Chain Theory, 4.3.
 */
import { normalLoss, normalQuantile } from '#kernel/statistics/normal'
import { poissonLoss, poissonQuantile } from '#kernel/statistics/poisson'

export type UnitCosts = {
  /** For each unit left over. */
  readonly holdingCost: number
  /** For each unit asked for and not there. */
  readonly shortageCost: number
}

/** Units to hold and the cost to expect with them. */
export type BaseStock = { readonly levelUnits: number; readonly expectedCost: number }

/** The share of outcomes worth covering. */
export function criticalRatio({ holdingCost, shortageCost }: UnitCosts): number {
  return shortageCost / (shortageCost + holdingCost)
}

export function newsvendorNormal(
  costs: UnitCosts,
  demand: { readonly meanUnits: number; readonly deviationUnits: number },
): BaseStock {
  const k = normalQuantile(criticalRatio(costs))
  const shortUnits = demand.deviationUnits * normalLoss(k)
  const leftUnits = demand.deviationUnits * normalLoss(-k)
  return {
    levelUnits: demand.meanUnits + k * demand.deviationUnits,
    expectedCost: costs.holdingCost * leftUnits + costs.shortageCost * shortUnits,
  }
}

export function newsvendorPoisson(costs: UnitCosts, meanUnits: number): BaseStock {
  const levelUnits = poissonQuantile(criticalRatio(costs), meanUnits)
  return { levelUnits, expectedCost: poissonStockCost(costs, levelUnits, meanUnits) }
}

/** Cost to expect of `levelUnits` against Poisson demand; a negative level is a backlog. */
export function poissonStockCost(costs: UnitCosts, levelUnits: number, meanUnits: number): number {
  const shortUnits = poissonLoss(levelUnits, meanUnits)
  const leftUnits = levelUnits - meanUnits + shortUnits
  return costs.holdingCost * leftUnits + costs.shortageCost * shortUnits
}
