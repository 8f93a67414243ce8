/** Units found or lost: the lost leave like an issue, the found come in at a cost that is said or known. */
import { divideHalfEven } from '#kernel/decimal'
import { sumOf } from '#kernel/list'
import { costOf, takeLines } from './issue.ts'
import {
  changesOf,
  fittingLayers,
  type Layer,
  type OpenLayer,
  openLayers,
  type Wish,
} from './layers.ts'
import { planOf, type Short, type ValuationMethod, type ValuationPlan } from './plan.ts'
import { joinsPool, newLayerOf, poolReceiptOf, type ReceiveLine } from './receive.ts'

export type AdjustLine = {
  readonly itemId: string
  readonly placeId: string
  readonly status: string
  readonly isUsable: boolean
  readonly method: ValuationMethod
  readonly lotId?: string | null | undefined
  readonly receivedOn: string
  /** Found is positive, lost negative; never 0n. */
  readonly units: bigint
  /** Of found units; when absent they cost what those on hand cost, or what the last ones did. */
  readonly valueMinor?: bigint | undefined
}

/** What the last units of an item that came to a place cost. */
export type LastCost = {
  readonly itemId: string
  readonly placeId: string
  readonly units: bigint
  readonly valueMinor: bigint
}

type Costed = { readonly units: bigint; readonly valueMinor: bigint }

export function decideAdjust(
  companyId: string,
  known: { readonly layers: readonly Layer[]; readonly lastCosts: readonly LastCost[] },
  lines: readonly AdjustLine[],
): ValuationPlan | Short {
  const open = openLayers(known.layers)
  const found = lines.flatMap((line, index) =>
    line.units > 0n ? [{ index, line: valued(open, known.lastCosts, line) }] : [],
  )
  const lost = lines.flatMap((line, index) => (line.units < 0n ? [{ index, line }] : []))
  const taken = takeLines(
    open,
    lost.map(({ line }) => ({ ...wishOf(line), units: -line.units })),
  )
  if (taken.kind === 'short') {
    const shortages = taken.shortages.map((shortage) => ({
      ...shortage,
      lineIndex: lost[shortage.lineIndex]?.index ?? shortage.lineIndex,
    }))
    return { kind: 'short', shortages }
  }

  const pooled = found.filter(({ line }) => joinsPool(line) && !joinOpenPool(open, line))
  const costByIndex = new Map([
    ...found.map(({ index, line }) => [index, line.valueMinor] as const),
    ...lost.map(({ index }, at) => [index, -costOf(taken.partsByLine[at] ?? [])] as const),
  ])
  return planOf({
    companyId,
    newLayers: found.filter(({ line }) => !joinsPool(line)).map(({ line }) => newLayerOf(line)),
    poolReceipts: pooled.map(({ line }) => poolReceiptOf(line)),
    changes: changesOf(open),
    lineCosts: lines.map((_, index) => costByIndex.get(index) ?? 0n),
  })
}

/** A pool that is locked already is changed as a layer, so that no row is written twice. */
function joinOpenPool(open: readonly OpenLayer[], line: ReceiveLine): boolean {
  const pool = open.find(
    ({ layer }) =>
      layer.kind === 'pool' && layer.itemId === line.itemId && layer.placeId === line.placeId,
  )
  if (pool === undefined) return false
  pool.unitsLeft += line.units
  pool.valueLeftMinor += line.valueMinor
  return true
}

function valued(
  open: readonly OpenLayer[],
  lastCosts: readonly LastCost[],
  line: AdjustLine,
): ReceiveLine {
  if (line.valueMinor !== undefined) return { ...line, valueMinor: line.valueMinor }
  const cost = usualCost(open, lastCosts, line)
  const valueMinor =
    cost === undefined ? 0n : divideHalfEven(cost.valueMinor * line.units, cost.units)
  return { ...line, valueMinor }
}

function usualCost(
  open: readonly OpenLayer[],
  lastCosts: readonly LastCost[],
  line: AdjustLine,
): Costed | undefined {
  const onHand = fittingLayers(open, { itemId: line.itemId, placeId: line.placeId })
  if (onHand.length > 0) {
    return {
      units: sumOf(onHand, (each) => each.unitsLeft),
      valueMinor: sumOf(onHand, (each) => each.valueLeftMinor),
    }
  }
  const ofItem = lastCosts.filter((cost) => cost.itemId === line.itemId && cost.units > 0n)
  return ofItem.find((cost) => cost.placeId === line.placeId) ?? ofItem[0]
}

function wishOf(line: AdjustLine): Wish {
  const { itemId, placeId, lotId, status, isUsable } = line
  return { itemId, placeId, lotId, heldStatus: isUsable ? undefined : status }
}
