import { type ExpectedPayment, setExpectedPayments } from '#books/cash'
import { setExpectations } from '#books/inventory'
import type { Tx } from '#platform/work'

import { expectedPayment, expectedUnits, lineFirmness } from '../rules/expected.ts'
import type { OrderForWork, OrderLineForWork } from '../store/order-for-work.ts'

/** Which act of which document moved what is expected. */
export type Cause = { readonly kind: string; readonly id: string }

export type ToExpect = OrderForWork & {
  /** The lines whose goods changed; all of the order's when absent. */
  readonly changed?: readonly OrderLineForWork[]
}

export type ExpectOptions = {
  /** False when the goods expected stay as they are. */
  readonly goods?: boolean
  /** Of other documents, to be kept in the same statement. */
  readonly payments?: readonly ExpectedPayment[]
}

/**
 * Tells the books what these orders, as they stand now, let us expect: goods of the changed lines,
 * and the order's payment. Two statements, however many orders and lines.
 */
export async function reviseExpected(
  tx: Tx,
  cause: Cause,
  orders: readonly ToExpect[],
  options: ExpectOptions = {},
): Promise<void> {
  const goods = orders.flatMap((order) =>
    (order.changed ?? order.lines).map((line) => ({
      sourceKind: 'purchase_order_line',
      sourceId: line.id,
      documentId: order.id,
      itemId: line.itemId,
      placeId: order.placeId,
      supplierId: order.supplierId,
      units: expectedUnits(line, order.lifecycle),
      firmness: lineFirmness(line, order.lifecycle),
      requestedOn: line.requestedOn,
      promisedOn: line.promisedOn,
      expectedOn: line.expectedOn,
      dateSource: line.promisedOn === null ? 'buyer' : 'supplier',
    })),
  )
  if (options.goods !== false && goods.length > 0) await setExpectations(tx, cause, goods)
  const payments = orders.map((order) => ({
    sourceKind: 'purchase_order' as const,
    sourceId: order.id,
    companyId: order.companyId,
    supplierId: order.supplierId,
    currency: order.currency,
    ...expectedPayment(order),
  }))
  await setExpectedPayments(tx, cause, [...payments, ...(options.payments ?? [])])
}
