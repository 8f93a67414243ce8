/**
 * Where a price variance goes that is learned after the goods came: the share of units still on hand
 * into their layers, the share already consumed to expense (rules.md 3 row 7, 5 and 6).
 */
import { divideHalfEven } from '#kernel/decimal'
import { invariant } from '#kernel/invariant'
import { sumOf } from '#kernel/list'
import { lesser, splitByLargestRemainder } from '#kernel/value'

import { changesOf, type Layer, type OpenLayer, openLayers } from './layers.ts'
import { planOf, type ValuationPlan } from './plan.ts'

export type RevalueLine = {
  readonly orderLineId: string
  readonly itemId: string
  readonly placeId: string
  /** How many units the variance is about; above zero. */
  readonly units: bigint
  /** What the order line brought in, net of what went back; at least `units`. */
  readonly receivedUnits: bigint
  /** Positive when the goods cost more than they were valued at. */
  readonly varianceMinor: bigint
}

export type VarianceSplit = { readonly stockMinor: bigint; readonly expenseMinor: bigint }

export type RevaluePlan = ValuationPlan & { readonly splits: readonly VarianceSplit[] }

export function decideRevalue(
  companyId: string,
  layers: readonly Layer[],
  lines: readonly RevalueLine[],
): RevaluePlan {
  const open = openLayers(layers)
  const splits = lines.map((line) => revalueLine(open, line))
  const lineCosts = splits.map((split) => split.stockMinor)
  return { ...planOf({ companyId, changes: changesOf(open), lineCosts }), splits }
}

function revalueLine(open: readonly OpenLayer[], line: RevalueLine): VarianceSplit {
  invariant(line.units > 0n, 'a variance is about at least one unit')
  invariant(line.receivedUnits >= line.units, 'a variance is about units that came')
  const bearing = open.filter((each) => each.unitsLeft > 0n && bears(each.layer, line))
  const coverage = coverageOf(bearing, line)
  const wantedMinor =
    coverage.units === coverage.ofUnits
      ? line.varianceMinor
      : divideHalfEven(line.varianceMinor * coverage.units, coverage.ofUnits)
  const stockMinor = coverage.units === 0n ? 0n : addValue(bearing, line, wantedMinor)
  return { stockMinor, expenseMinor: line.varianceMinor - stockMinor }
}

/**
 * Layers know their receipt, so under FIFO (and for held units) the share is what is left of what the
 * order line brought. A pool does not, so it covers as many units as it holds (cover rule of the
 * moving average price: 100 billed, 80 left: 80 in 100).
 */
function coverageOf(
  bearing: readonly OpenLayer[],
  line: RevalueLine,
): { readonly units: bigint; readonly ofUnits: bigint } {
  const leftUnits = sumOf(bearing, (each) => each.unitsLeft)
  const ofUnits = bearing.some(isPool) ? line.units : line.receivedUnits
  return { units: lesser(leftUnits, ofUnits), ofUnits }
}

/** Adds value by units; a layer never falls below nothing, what it can't give up is expensed. */
function addValue(bearing: readonly OpenLayer[], line: RevalueLine, valueMinor: bigint): bigint {
  const weights = bearing.map((each) =>
    isPool(each) ? lesser(each.unitsLeft, line.units) : each.unitsLeft,
  )
  const parts = splitByLargestRemainder(valueMinor, weights)
  let addedMinor = 0n
  bearing.forEach((each, index) => {
    const part = parts[index] ?? 0n
    const added = part < -each.valueLeftMinor ? -each.valueLeftMinor : part
    each.valueLeftMinor += added
    addedMinor += added
  })
  return addedMinor
}

function bears(layer: Layer, line: RevalueLine): boolean {
  if (layer.kind !== 'pool') return layer.orderLineId === line.orderLineId
  return layer.itemId === line.itemId && layer.placeId === line.placeId
}

function isPool(each: OpenLayer): boolean {
  return each.layer.kind === 'pool'
}
