import type { Refused } from '#platform/change'
import { announce } from '#platform/outbox'
import type { Tx } from '#platform/work'

import type { ReturnView } from '../contract.ts'
import { type ReturnLine, returnToView, type SupplierReturn } from '../return.ts'
import type { NewReturn } from '../store.ts'

export type ReturnOutcome =
  | { readonly kind: 'posted'; readonly supplierReturn: ReturnView }
  | Refused

/** Tells of a return, or of its reversal, whose units are negative; and shows it. */
export function posted(
  tx: Tx,
  head: NewReturn & Pick<SupplierReturn, 'number'>,
  lines: readonly ReturnLine[],
): ReturnOutcome {
  announce(
    tx,
    head.reversesId === null ? 'goods.returned' : 'return.reversed',
    { kind: 'supplier_return', id: head.id },
    {
      number: head.number,
      orderId: head.orderId,
      orderNumber: head.orderNumber,
      supplierId: head.supplierId,
      placeId: head.placeId,
      reversesId: head.reversesId,
      lines: lines.map(({ orderLineId, itemId, fromStatus, units, invoicedUnits }) => ({
        orderLineId,
        itemId,
        fromStatus,
        units,
        invoicedUnits,
      })),
    },
  )
  const shown = { reversedById: null, postedAt: tx.now, postedByName: tx.actor.name }
  return { kind: 'posted', supplierReturn: returnToView({ ...head, ...shown }, lines) }
}
