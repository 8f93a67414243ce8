/** What may still happen to a line of a customer order, and what becomes of the order by it. */
import { sliceValueMinor } from '#kernel/value'

export type LineUnits = {
  readonly orderedUnits: bigint
  readonly cancelledUnits: bigint
  readonly shippedUnits: bigint
  readonly returnedUnits: bigint
}

/** What is cancelled, has left, or comes back. */
export type LineAct = 'cancellation' | 'shipment' | 'return'

export function openUnits(line: LineUnits): bigint {
  return line.orderedUnits - line.cancelledUnits - line.shippedUnits
}

/** How many units the act may take at most: what is open, or what has left and not come back. */
export function unitsFor(act: LineAct, line: LineUnits): bigint {
  return act === 'return' ? line.shippedUnits - line.returnedUnits : openUnits(line)
}

export function afterAct<Line extends LineUnits>(act: LineAct, line: Line, units: bigint): Line {
  switch (act) {
    case 'cancellation':
      return { ...line, cancelledUnits: line.cancelledUnits + units }
    case 'shipment':
      return { ...line, shippedUnits: line.shippedUnits + units }
    case 'return':
      return { ...line, returnedUnits: line.returnedUnits + units }
  }
}

/** Open while a unit is; without any that left it was cancelled. Returns change nothing. */
export function lifecycleOf(lines: readonly LineUnits[]): 'open' | 'completed' | 'cancelled' {
  if (lines.some((line) => openUnits(line) > 0n)) return 'open'
  return lines.some((line) => line.shippedUnits > 0n) ? 'completed' : 'cancelled'
}

/**
 * What units of a line are worth, in minor units: acts that together take the whole line come to its
 * whole amount, with no cent lost between them.
 *
 * @param fromUnits taken by such acts before
 */
export function amountOfAct(
  line: Pick<LineUnits, 'orderedUnits'> & { readonly amountMinor: bigint },
  fromUnits: bigint,
  units: bigint,
): bigint {
  const price = { amountE4: line.amountMinor * 10_000n, perUnits: line.orderedUnits }
  return sliceValueMinor({ fromUnits, toUnits: fromUnits + units, price })
}
