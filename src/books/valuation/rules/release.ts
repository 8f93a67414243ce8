import { costOf, type TakeLine, takeLines } from './issue.ts'
import { changesOf, type Layer, openLayers, type Part } from './layers.ts'
import { planOf, type Short, type ValuationMethod, type ValuationPlan } from './plan.ts'
import { joinsPool, newLayerOf, poolReceiptOf, type ReceiveLine } from './receive.ts'

export type ReleaseTakeLine = TakeLine & {
  readonly toStatus: string
  readonly toIsUsable: boolean
  readonly method: ValuationMethod
}

/**
 * Units that change status at their place and keep their value: quarantine passed into stock, or
 * found bad. Their age and order line stay with them.
 */
export function decideRelease(
  companyId: string,
  layers: readonly Layer[],
  lines: readonly ReleaseTakeLine[],
): ValuationPlan | Short {
  const open = openLayers(layers)
  const taken = takeLines(open, lines)
  if (taken.kind === 'short') return taken
  const arriving = lines.flatMap((line, index) =>
    (taken.partsByLine[index] ?? []).map((part) => arrivalOf(line, part)),
  )
  return planOf({
    companyId,
    newLayers: arriving.filter((line) => !joinsPool(line)).map(newLayerOf),
    poolReceipts: arriving.filter(joinsPool).map(poolReceiptOf),
    changes: changesOf(open),
    lineCosts: taken.partsByLine.map(costOf),
  })
}

function arrivalOf(line: ReleaseTakeLine, part: Part): ReceiveLine {
  return {
    itemId: line.itemId,
    placeId: line.placeId,
    status: line.toStatus,
    isUsable: line.toIsUsable,
    method: line.method,
    lotId: part.layer.lotId,
    orderLineId: part.layer.orderLineId,
    receivedOn: part.layer.receivedOn,
    units: part.units,
    valueMinor: part.valueMinor,
  }
}
