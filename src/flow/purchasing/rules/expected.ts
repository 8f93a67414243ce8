/** What an order lets the books expect: goods by line, and one payment. */
import { addDays, laterDay } from '#kernel/day'
import { sumOf } from '#kernel/list'
import type { Price } from '#kernel/value'
import type { Lifecycle } from './order-life.ts'
import { type LineAnswer, type LineQuantities, openUnits, unbilledMinor } from './order-line.ts'

export type Firmness = 'requested' | 'ordered' | 'confirmed' | 'done'

type ExpectedLine = LineQuantities & {
  readonly price: Price
  readonly answer: LineAnswer
  readonly expectedOn: string
}

/** How firmly goods are expected; nothing more to come is `done`. */
export function lineFirmness(line: ExpectedLine, lifecycle: Lifecycle): Firmness {
  if (lifecycle === 'cancelled' || lifecycle === 'closed' || openUnits(line) === 0n) return 'done'
  if (lifecycle === 'draft') return 'requested'
  return line.confirmedUnits > 0n ? 'confirmed' : 'ordered'
}

/** Units the warehouse may count on; none of an order that is over. */
export function expectedUnits(line: ExpectedLine, lifecycle: Lifecycle): bigint {
  return lifecycle === 'cancelled' || lifecycle === 'closed' ? 0n : openUnits(line)
}

export type PaymentExpected = {
  readonly dueOn: string
  /** What is not billed yet, in the order's currency. */
  readonly amountMinor: bigint
  readonly firmness: 'requested' | 'ordered' | 'confirmed'
}

/** One payment for the order: what is yet to be billed, due by the terms after the last arrival. */
export function expectedPayment(order: {
  readonly lifecycle: Lifecycle
  readonly requestedOn: string
  readonly paymentTermsDays: number
  readonly lines: readonly ExpectedLine[]
}): PaymentExpected {
  const isOver = order.lifecycle === 'cancelled'
  const unbilled = isOver ? [] : order.lines.filter((line) => unbilledMinor(line) !== 0n)
  const lastOn = unbilled.map((line) => line.expectedOn).reduce(laterDay, order.requestedOn)
  return {
    dueOn: addDays(lastOn, order.paymentTermsDays),
    amountMinor: sumOf(unbilled, unbilledMinor),
    firmness: paymentFirmness(order.lifecycle, unbilled),
  }
}

function paymentFirmness(
  lifecycle: Lifecycle,
  unbilled: readonly ExpectedLine[],
): PaymentExpected['firmness'] {
  if (lifecycle === 'draft') return 'requested'
  return unbilled.length > 0 && unbilled.every((line) => line.confirmedUnits > 0n)
    ? 'confirmed'
    : 'ordered'
}
