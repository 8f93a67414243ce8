/** A receipt as it is kept, and as it is shown. */
import type { z } from 'zod'

import type { OrderId, OrderLineId } from '#flow/purchasing'
import type { Id } from '#kernel/brand'
import { sumOf } from '#kernel/list'
import { moneyToWire, quantityToWire } from '#platform/wire'

import type { receiptView } from './contract.ts'

export type ReceiptId = Id<'Receipt'>
export type ReceiptLineId = Id<'ReceiptLine'>

export type ReceiptView = z.infer<typeof receiptView>

export type Receipt = {
  readonly id: ReceiptId
  readonly number: string
  readonly companyId: string
  readonly companyCurrency: string
  readonly supplierId: string
  readonly supplierName: string
  readonly placeId: string
  readonly placeName: string
  readonly orderId: OrderId
  readonly orderNumber: string
  readonly receivedOn: string
  readonly deliveryNote: string
  readonly currency: string
  readonly rateE10: bigint
  readonly reversesId: ReceiptId | null
  readonly reversedById: ReceiptId | null
  readonly entryId: string | null
  readonly postedAt: Date
  readonly postedByName: string
}

/** Units and worth as they were posted; a reversal's are negative. */
export type ReceiptLine = {
  readonly id: ReceiptLineId
  readonly lineNo: number
  readonly orderLineId: OrderLineId
  readonly orderLineNo: number
  readonly itemId: string
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly unitDecimals: number
  readonly enteredQuantity: string
  readonly enteredUnit: string
  readonly lotId: string | null
  readonly lotCode: string | null
  readonly expiresOn: string | null
  readonly acceptedUnits: bigint
  readonly quarantinedUnits: bigint
  readonly rejectedUnits: bigint
  readonly reason: string
  readonly documentMinor: bigint
  readonly amountMinor: bigint
  readonly quarantinedDocumentMinor: bigint
  readonly quarantinedMinor: bigint
  readonly rejectedDocumentMinor: bigint
  readonly rejectedMinor: bigint
  /** What inspections made of the quarantined units so far. */
  readonly inspected: Inspected
}

export type Inspected = {
  readonly passedUnits: bigint
  readonly failedUnits: bigint
  readonly documentMinor: bigint
  readonly amountMinor: bigint
  readonly failedDocumentMinor: bigint
  readonly failedMinor: bigint
}

export const notInspected: Inspected = {
  passedUnits: 0n,
  failedUnits: 0n,
  documentMinor: 0n,
  amountMinor: 0n,
  failedDocumentMinor: 0n,
  failedMinor: 0n,
}

export function receiptToView(receipt: Receipt, lines: readonly ReceiptLine[]): ReceiptView {
  const { currency, companyCurrency } = receipt
  return {
    id: receipt.id,
    number: receipt.number,
    companyId: receipt.companyId,
    supplierId: receipt.supplierId,
    supplierName: receipt.supplierName,
    placeId: receipt.placeId,
    placeName: receipt.placeName,
    orderId: receipt.orderId,
    orderNumber: receipt.orderNumber,
    receivedOn: receipt.receivedOn,
    deliveryNote: receipt.deliveryNote,
    reversesId: receipt.reversesId,
    reversedById: receipt.reversedById,
    entryId: receipt.entryId,
    postedByName: receipt.postedByName,
    value: moneyToWire(
      sumOf(lines, (line) => line.documentMinor),
      currency,
    ),
    companyValue: moneyToWire(
      sumOf(lines, (line) => line.amountMinor),
      companyCurrency,
    ),
    postedAt: receipt.postedAt.toISOString(),
    lines: lines.map((line) => lineToView(line, receipt)),
  }
}

function lineToView(line: ReceiptLine, receipt: Receipt): ReceiptView['lines'][number] {
  const judgedUnits = line.inspected.passedUnits + line.inspected.failedUnits
  const isReversed = receipt.reversesId !== null || receipt.reversedById !== null
  return {
    id: line.id,
    lineNo: line.lineNo,
    orderLineId: line.orderLineId,
    orderLineNo: line.orderLineNo,
    itemId: line.itemId,
    sku: line.sku,
    name: line.name,
    entered: { quantity: trimZeros(line.enteredQuantity), unit: line.enteredUnit },
    accepted: quantityToWire(line.acceptedUnits, line),
    quarantined: quantityToWire(line.quarantinedUnits, line),
    rejected: quantityToWire(line.rejectedUnits, line),
    toInspect: quantityToWire(isReversed ? 0n : line.quarantinedUnits - judgedUnits, line),
    lot:
      line.lotId === null
        ? null
        : { id: line.lotId, code: line.lotCode ?? '', expiresOn: line.expiresOn },
    reason: line.reason,
    value: moneyToWire(line.documentMinor, receipt.currency),
    companyValue: moneyToWire(line.amountMinor, receipt.companyCurrency),
  }
}

/** `12.000000` of a numeric column is `12`. */
function trimZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
}
