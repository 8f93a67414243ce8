/**
 * May this delivery be posted? Everything that stands in the way is told at once.
 *
 *   …Units  whole base units of the item
 */
import { sumOf } from '#kernel/list'

import type { ReceivedParts } from './receipt-value.ts'
import {
  type CountedLine,
  ceilingUnits,
  type ReceivingTolerance,
  remainingUnits,
} from './tolerance.ts'

export type DeliveredLine = ReceivedParts & {
  /** Its place in the request, from 0. */
  readonly index: number
  readonly orderLineId: string
  readonly lot: { readonly code: string; readonly expiresOn?: string | undefined } | undefined
}

export type OrderedLine = CountedLine & {
  readonly id: string
  readonly state: 'open' | 'short_closed' | 'cancelled'
  readonly tracksLots: boolean
  readonly tracksExpiry: boolean
}

export type DeliveryRefusal =
  | { readonly code: 'order_not_released'; readonly lifecycle: string }
  | { readonly code: 'received_in_future'; readonly receivedOn: string; readonly today: string }
  | {
      readonly code: 'line_not_open'
      readonly index: number
      readonly orderLineId: string
      readonly state: string
    }
  | {
      readonly code: 'over_receipt'
      readonly index: number
      readonly orderLineId: string
      readonly deliveredUnits: bigint
      readonly remainingUnits: bigint
      readonly ceilingUnits: bigint
    }
  | {
      readonly code: LotRefusal
      readonly index: number
      readonly orderLineId: string
      readonly expiresOn?: string
    }

type LotRefusal = 'lot_missing' | 'lot_not_tracked' | 'expiry_missing' | 'lot_expired'

export type Delivery = {
  readonly lifecycle: string
  readonly receivedOn: string
  /** The day it is at the place, or a day later where clocks are ahead. */
  readonly today: string
  readonly tolerance: ReceivingTolerance
  readonly ordered: ReadonlyMap<string, OrderedLine>
  /** Each names a line of `ordered` and at least one unit; a line may come in several lots. */
  readonly lines: readonly DeliveredLine[]
}

export function refusalsOf(delivery: Delivery): readonly DeliveryRefusal[] {
  const { lifecycle, receivedOn, today } = delivery
  const header: DeliveryRefusal[] = []
  if (lifecycle !== 'released') header.push({ code: 'order_not_released', lifecycle })
  if (receivedOn > today) header.push({ code: 'received_in_future', receivedOn, today })
  const groups = Map.groupBy(delivery.lines, (line) => line.orderLineId)
  return [
    ...header,
    ...[...groups].flatMap(([orderLineId, lines]) => {
      const ordered = delivery.ordered.get(orderLineId)
      return ordered === undefined ? [] : refusalsOfLine(delivery, ordered, lines)
    }),
  ]
}

function refusalsOfLine(
  delivery: Delivery,
  ordered: OrderedLine,
  lines: readonly DeliveredLine[],
): readonly DeliveryRefusal[] {
  const orderLineId = ordered.id
  const index = lines[0]?.index ?? 0
  if (ordered.state !== 'open') {
    return [{ code: 'line_not_open', index, orderLineId, state: ordered.state }]
  }
  const lots = lines.flatMap((line) => lotRefusals(ordered, line, delivery.receivedOn))
  const deliveredUnits = sumOf(lines, unitsOf)
  const remaining = remainingUnits(ordered, delivery.tolerance)
  if (deliveredUnits <= remaining) return lots
  const over: DeliveryRefusal = {
    code: 'over_receipt',
    index,
    orderLineId,
    deliveredUnits,
    remainingUnits: remaining,
    ceilingUnits: ceilingUnits(ordered, delivery.tolerance),
  }
  return [over, ...lots]
}

/** Goods past their date may be turned down, not taken in. */
function lotRefusals(
  ordered: OrderedLine,
  line: DeliveredLine,
  receivedOn: string,
): readonly DeliveryRefusal[] {
  const { index, orderLineId, lot } = line
  const needsLot = ordered.tracksLots || ordered.tracksExpiry
  if (lot === undefined) return needsLot ? [{ code: 'lot_missing', index, orderLineId }] : []
  if (!needsLot) return [{ code: 'lot_not_tracked', index, orderLineId }]
  const { expiresOn } = lot
  if (expiresOn === undefined) {
    return ordered.tracksExpiry ? [{ code: 'expiry_missing', index, orderLineId }] : []
  }
  if (expiresOn >= receivedOn || line.acceptedUnits === 0n) return []
  return [{ code: 'lot_expired', index, orderLineId, expiresOn }]
}

export function unitsOf(parts: ReceivedParts): bigint {
  return parts.acceptedUnits + parts.quarantinedUnits + parts.rejectedUnits
}
