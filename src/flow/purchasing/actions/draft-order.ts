import type { Id } from '#kernel/brand'

import type { TermsLine } from '../rules/terms.ts'
import type { LineTerms, NewOrder } from '../store/create.ts'
import type { OrderForWork, OrderLineForWork } from '../store/order-for-work.ts'

/** New lines as terms: nothing promised, nothing cancelled. */
export function termsLines(lines: readonly LineTerms[]): readonly TermsLine[] {
  return lines.map((line) => ({ ...line, cancelledUnits: 0n, promisedOn: null, state: 'open' }))
}

/** A new order as a lock would find it, so that it need not be read back. */
export function draftOf(order: NewOrder, lines: readonly LineTerms[]): OrderForWork {
  return {
    ...order,
    companyId: order.companyId as Id<'Company'>,
    supplierId: order.supplierId as Id<'Supplier'>,
    placeId: order.placeId as Id<'Place'>,
    number: null,
    lifecycle: 'draft',
    buyerId: '',
    lineCount: lines.length,
    releasedHash: '',
    termsVersion: 0,
    approvedAt: null,
    releasedAt: null,
    answeredAt: null,
    version: 1,
    lines: lines.map((line) => freshLine(order.id, line)),
  }
}

/** A line nothing has happened to yet. */
export function freshLine(orderId: NewOrder['id'], line: LineTerms): OrderLineForWork {
  return {
    ...line,
    orderId,
    itemId: line.itemId as Id<'Item'>,
    stateReason: '',
    state: 'open',
    answer: 'none',
    confirmedUnits: 0n,
    shippedUnits: 0n,
    acceptedUnits: 0n,
    quarantinedUnits: 0n,
    rejectedUnits: 0n,
    returnedRejectedUnits: 0n,
    returnedAcceptedUnits: 0n,
    invoicedUnits: 0n,
    cancelledUnits: 0n,
    promisedOriginalOn: null,
    promisedOn: null,
  }
}
