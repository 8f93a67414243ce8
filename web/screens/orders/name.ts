import type { OrderRow } from '#contracts/flow/purchasing'

/** What people call an order: its number, or before that whom it is for. */
export function nameOf(order: Pick<OrderRow, 'number' | 'supplier'>): string {
  return order.number ?? `Draft for ${order.supplier.name}`
}
