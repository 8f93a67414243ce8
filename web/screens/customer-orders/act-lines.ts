import type { OrderLineView } from '#contracts/flow/customer-orders'

import { difference } from '../../look/decimal.ts'
import type { Decimal } from '../../look/format.ts'

export type ActName = 'cancel' | 'ship' | 'return'

/** How many units of a line the act may take at most. */
export function mostOf(act: ActName, line: OrderLineView): Decimal {
  return act === 'return'
    ? difference(line.shipped.quantity, line.returned.quantity)
    : line.open.quantity
}
