/** An adjustment as it is kept, and as it is shown. */
import type { Id } from '#kernel/brand'
import { sumOf } from '#kernel/list'
import { moneyToWire, quantityToWire } from '#platform/wire'

import type { AdjustmentView } from './contract.ts'

export type AdjustmentId = Id<'StockAdjustment'>

export type AdjustmentKind = 'adjustment' | 'opening'

export type Adjustment = {
  readonly id: AdjustmentId
  readonly number: string
  readonly kind: AdjustmentKind
  readonly companyId: Id<'Company'>
  readonly companyCurrency: string
  readonly placeId: string
  readonly placeName: string
  readonly adjustedOn: string
  readonly reason: string
  readonly entryId: string | null
  readonly postedAt: Date
  readonly postedByName: string
}

/** Units and value are positive for what was found, negative for what was lost. */
export type AdjustmentLine = {
  readonly id: string
  readonly lineNo: number
  readonly itemId: string
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly unitDecimals: number
  readonly lotId: string | null
  readonly lotCode: string | null
  readonly expiresOn: string | null
  readonly status: string
  readonly units: bigint
  readonly valueMinor: bigint
}

export function adjustmentToView(
  adjustment: Adjustment,
  lines: readonly AdjustmentLine[],
): AdjustmentView {
  const { companyCurrency } = adjustment
  return {
    id: adjustment.id,
    number: adjustment.number,
    kind: adjustment.kind,
    companyId: adjustment.companyId,
    placeId: adjustment.placeId,
    placeName: adjustment.placeName,
    adjustedOn: adjustment.adjustedOn,
    reason: adjustment.reason,
    entryId: adjustment.entryId,
    postedByName: adjustment.postedByName,
    value: moneyToWire(
      sumOf(lines, (line) => line.valueMinor),
      companyCurrency,
    ),
    postedAt: adjustment.postedAt.toISOString(),
    lines: lines.map((line) => ({
      id: line.id,
      lineNo: line.lineNo,
      itemId: line.itemId,
      sku: line.sku,
      name: line.name,
      status: line.status,
      quantity: quantityToWire(line.units, line),
      lot:
        line.lotId === null
          ? null
          : { id: line.lotId, code: line.lotCode ?? '', expiresOn: line.expiresOn },
      value: moneyToWire(line.valueMinor, companyCurrency),
    })),
  }
}
