/**
 * The quantity ledger of an order line: what is still to come, what may be billed, what is a draft's
 * or a promise's worth. Every count is in whole base units of the item.
 */
import { type Price, sliceValueMinor } from '#kernel/value'

export type LineState = 'open' | 'short_closed' | 'cancelled'
export type LineAnswer = 'none' | 'accepted' | 'changed' | 'refused' | 'to_review'

export type LineQuantities = {
  readonly orderedUnits: bigint
  readonly confirmedUnits: bigint
  readonly shippedUnits: bigint
  readonly acceptedUnits: bigint
  readonly quarantinedUnits: bigint
  readonly rejectedUnits: bigint
  readonly returnedRejectedUnits: bigint
  readonly returnedAcceptedUnits: bigint
  readonly invoicedUnits: bigint
  /** Given up by short-closing or cancelling: they will neither come nor be billed. */
  readonly cancelledUnits: bigint
  readonly state: LineState
  /** True when the supplier replaces what is rejected or sent back: those units are still to come. */
  readonly replacesRejects: boolean
}

/** All that came through the gate, whatever became of it. */
export function receivedUnits(line: LineQuantities): bigint {
  return line.acceptedUnits + line.quarantinedUnits + line.rejectedUnits
}

/** Units that still count as delivered; replaced rejects and returns do not. */
export function deliveredUnits(line: LineQuantities): bigint {
  if (!line.replacesRejects) return receivedUnits(line)
  return line.acceptedUnits + line.quarantinedUnits - line.returnedAcceptedUnits
}

/** Units still to come; none on a line that is short-closed or cancelled. */
export function openUnits(line: LineQuantities): bigint {
  if (line.state !== 'open') return 0n
  const left = line.orderedUnits - line.cancelledUnits - deliveredUnits(line)
  return left > 0n ? left : 0n
}

/** Units that a supplier may bill when all still to come has come: rejects and returns are not. */
export function billableUnits(line: LineQuantities): bigint {
  return line.acceptedUnits + line.quarantinedUnits - line.returnedAcceptedUnits + openUnits(line)
}

/** What will yet be billed for the line, in minor units of the order's currency. */
export function unbilledMinor(line: LineQuantities & { readonly price: Price }): bigint {
  const toUnits = billableUnits(line)
  if (toUnits <= line.invoicedUnits) return 0n
  return sliceValueMinor({ fromUnits: line.invoicedUnits, toUnits, price: line.price })
}
