/** What a mailed order is logged as. */
export const orderMailKind = 'order_released'

/** One letter for each version of an order's terms. */
export function orderMailKey(orderId: string, termsVersion: number): string {
  return `order-released:${orderId}:${termsVersion}`
}
