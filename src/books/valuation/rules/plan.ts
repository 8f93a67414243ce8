/** What a movement of goods does to the cost book: decided first, written afterwards. */
import type { LedgerLine } from '#books/ledger'
import { sumOf } from '#kernel/list'

import type { LayerChange } from './layers.ts'

export type ValuationMethod = 'fifo' | 'moving_average'

/** A layer to be made. */
export type NewLayer = {
  readonly kind: 'fifo' | 'held'
  readonly itemId: string
  readonly placeId: string
  readonly status: string
  readonly lotId: string | null
  readonly orderLineId: string | null
  readonly receivedOn: string
  readonly units: bigint
  readonly valueMinor: bigint
}

/** Units that join the pool of an item and place, which is made when it is not there. */
export type PoolReceipt = {
  readonly itemId: string
  readonly placeId: string
  readonly status: string
  readonly receivedOn: string
  readonly units: bigint
  readonly valueMinor: bigint
}

export type ValuationPlan = {
  readonly kind: 'plan'
  readonly companyId: string
  readonly newLayers: readonly NewLayer[]
  /** At most one for each item and place, in the order they are locked. */
  readonly poolReceipts: readonly PoolReceipt[]
  readonly changes: readonly LayerChange[]
  /** By input line: what came in, went out or was carried over, in the company's minor units. */
  readonly lineCosts: readonly bigint[]
  /** On the inventory account alone; the caller brings the other side. */
  readonly ledgerLines: readonly LedgerLine[]
}

export type Shortage = {
  /** Which input line, from 0. */
  readonly lineIndex: number
  readonly itemId: string
  readonly placeId: string
  readonly askedUnits: bigint
  readonly availableUnits: bigint
}

export type Short = { readonly kind: 'short'; readonly shortages: readonly Shortage[] }

export function planOf(
  made: Pick<ValuationPlan, 'companyId' | 'lineCosts'> & Partial<ValuationPlan>,
): ValuationPlan {
  const { companyId, lineCosts, newLayers = [], changes = [] } = made
  const poolReceipts = mergePools(made.poolReceipts ?? [])
  const amountMinor =
    sumOf(newLayers, valueMinorOf) +
    sumOf(poolReceipts, valueMinorOf) +
    sumOf(changes, valueMinorOf)
  return {
    kind: 'plan',
    companyId,
    newLayers,
    poolReceipts,
    changes,
    lineCosts,
    ledgerLines: amountMinor === 0n ? [] : [{ control: 'inventory', amountMinor }],
  }
}

function valueMinorOf(part: { readonly valueMinor: bigint }): bigint {
  return part.valueMinor
}

function mergePools(receipts: readonly PoolReceipt[]): readonly PoolReceipt[] {
  const pools = new Map<string, PoolReceipt>()
  for (const receipt of receipts) {
    const key = `${receipt.itemId} ${receipt.placeId}`
    const before = pools.get(key)
    pools.set(key, {
      ...(before ?? receipt),
      units: receipt.units + (before?.units ?? 0n),
      valueMinor: receipt.valueMinor + (before?.valueMinor ?? 0n),
    })
  }
  return [...pools.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pool]) => pool)
}
