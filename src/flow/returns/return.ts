/** A return as it is kept, and as it is shown. */
import type { Id } from '#kernel/brand'
import { moneyToWire, quantityToWire } from '#platform/wire'

import type { ReturnView } from './contract.ts'

export type ReturnId = Id<'SupplierReturn'>

export type SupplierReturn = {
  readonly id: ReturnId
  readonly number: string
  readonly companyId: string
  readonly companyCurrency: string
  readonly currency: string
  readonly supplierId: string
  readonly supplierName: string
  readonly placeId: string
  readonly placeName: string
  readonly orderId: string
  readonly orderNumber: string
  readonly returnedOn: string
  readonly rmaNumber: string
  readonly reason: string
  readonly reversesId: ReturnId | null
  readonly reversedById: ReturnId | null
  readonly entryId: string | null
  readonly postedAt: Date
  readonly postedByName: string
}

/** Units and amounts are negative on a reversal. */
export type ReturnLine = {
  readonly id: string
  readonly lineNo: number
  readonly orderLineId: string
  readonly orderLineNo: number
  readonly itemId: Id<'Item'>
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly unitDecimals: number
  readonly lotId: string | null
  readonly lotCode: string | null
  readonly expiresOn: string | null
  /** The stock status the units left. */
  readonly fromStatus: string
  readonly units: bigint
  readonly invoicedUnits: bigint
  readonly costMinor: bigint
  readonly accruedDocumentMinor: bigint
  readonly accruedMinor: bigint
  readonly ownDocumentMinor: bigint
  readonly ownMinor: bigint
}

/** The stock status that goods of each kind wait in. */
export const statusOf = { rejected: 'rejected', accepted: 'available' } as const

export function returnToView(head: SupplierReturn, lines: readonly ReturnLine[]): ReturnView {
  const { companyCurrency, currency } = head
  return {
    id: head.id,
    number: head.number,
    companyId: head.companyId,
    supplierId: head.supplierId,
    supplierName: head.supplierName,
    placeId: head.placeId,
    placeName: head.placeName,
    orderId: head.orderId,
    orderNumber: head.orderNumber,
    returnedOn: head.returnedOn,
    rmaNumber: head.rmaNumber,
    reason: head.reason,
    reversesId: head.reversesId,
    reversedById: head.reversedById,
    entryId: head.entryId,
    postedByName: head.postedByName,
    postedAt: head.postedAt.toISOString(),
    lines: lines.map((line) => ({
      id: line.id,
      lineNo: line.lineNo,
      orderLineId: line.orderLineId,
      orderLineNo: line.orderLineNo,
      itemId: line.itemId,
      sku: line.sku,
      name: line.name,
      from: line.fromStatus === statusOf.rejected ? ('rejected' as const) : ('accepted' as const),
      quantity: quantityToWire(line.units, line),
      lot:
        line.lotId === null
          ? null
          : { id: line.lotId, code: line.lotCode ?? '', expiresOn: line.expiresOn },
      invoiced: quantityToWire(line.invoicedUnits, line),
      cost: moneyToWire(line.costMinor, companyCurrency),
      accrued: moneyToWire(line.accruedDocumentMinor, currency),
    })),
  }
}
