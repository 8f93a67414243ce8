/**
 * Receiving tolerance: how much of an order line may still come.
 *
 * Source: rules.md 1. The ceiling is SAP's and D365's "max accepted"; as at SAP, goods sent back make
 * room again. A rejected unit counts as received, as at Shopify, unless a replacement is expected.
 */
import { lesser } from '#kernel/value'

export type ReceivingTolerance = {
  readonly overBps: bigint
  /** Never more than this many units over, whatever the percentage; `null` is no such limit. */
  readonly overUnitsMax: bigint | null
}

/** What of the quantity ledger of an order line decides how much may come; in base units. */
export type CountedLine = {
  readonly orderedUnits: bigint
  readonly cancelledUnits: bigint
  readonly acceptedUnits: bigint
  readonly quarantinedUnits: bigint
  readonly rejectedUnits: bigint
  readonly returnedAcceptedUnits: bigint
  /** True when the supplier replaces what we reject, so that a reject leaves the line open. */
  readonly replacesRejects: boolean
}

/** The most that may ever be received: what is ordered and the lesser of both limits over it. */
export function ceilingUnits(line: CountedLine, tolerance: ReceivingTolerance): bigint {
  const wantedUnits = wantedUnitsOf(line)
  const shareUnits = (wantedUnits * tolerance.overBps) / 10_000n
  return wantedUnits + lesser(shareUnits, tolerance.overUnitsMax ?? shareUnits)
}

/** How much may still be received now; quarantined units take their room until they are judged. */
export function remainingUnits(line: CountedLine, tolerance: ReceivingTolerance): bigint {
  const takenUnits = settledUnits(line) + line.quarantinedUnits
  return atLeastZero(ceilingUnits(line, tolerance) - takenUnits)
}

/** What is ordered and not cancelled. */
export function wantedUnitsOf(line: CountedLine): bigint {
  return line.orderedUnits - line.cancelledUnits
}

/** What came, was judged and counts towards the order; quarantined units wait. */
export function settledUnits(line: CountedLine): bigint {
  const keptUnits = line.acceptedUnits - line.returnedAcceptedUnits
  return line.replacesRejects ? keptUnits : keptUnits + line.rejectedUnits
}

function atLeastZero(units: bigint): bigint {
  return units > 0n ? units : 0n
}
