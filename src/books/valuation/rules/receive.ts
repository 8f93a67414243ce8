import { invariant } from '#kernel/invariant'

import {
  type NewLayer,
  type PoolReceipt,
  planOf,
  type ValuationMethod,
  type ValuationPlan,
} from './plan.ts'

export type ReceiveLine = {
  readonly itemId: string
  readonly placeId: string
  readonly status: string
  /** Whether that status may be used; held units keep a layer of their own under any method. */
  readonly isUsable: boolean
  readonly method: ValuationMethod
  readonly lotId?: string | null | undefined
  readonly orderLineId?: string | null | undefined
  readonly receivedOn: string
  readonly units: bigint
  readonly valueMinor: bigint
}

/** Where units that come in are valued: in a pool, or in a layer of their own. */
export function decideReceive(companyId: string, lines: readonly ReceiveLine[]): ValuationPlan {
  invariant(
    lines.every((line) => line.units > 0n && line.valueMinor >= 0n),
    'a valued line brings at least one unit and no negative value',
  )
  return planOf({
    companyId,
    newLayers: lines.filter((line) => !joinsPool(line)).map(newLayerOf),
    poolReceipts: lines.filter(joinsPool).map(poolReceiptOf),
    lineCosts: lines.map((line) => line.valueMinor),
  })
}

export function joinsPool(line: Pick<ReceiveLine, 'isUsable' | 'method'>): boolean {
  return line.isUsable && line.method === 'moving_average'
}

export function newLayerOf(line: ReceiveLine): NewLayer {
  const { itemId, placeId, status, receivedOn, units, valueMinor } = line
  return {
    kind: line.isUsable ? 'fifo' : 'held',
    itemId,
    placeId,
    status,
    lotId: line.lotId ?? null,
    orderLineId: line.orderLineId ?? null,
    receivedOn,
    units,
    valueMinor,
  }
}

export function poolReceiptOf(line: ReceiveLine): PoolReceipt {
  const { itemId, placeId, status, receivedOn, units, valueMinor } = line
  return { itemId, placeId, status, receivedOn, units, valueMinor }
}
