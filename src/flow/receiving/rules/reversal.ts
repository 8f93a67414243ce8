/** May a receipt be taken back? Only while its units are all here, not sent back and not invoiced. */

/** What a receipt brought of one order line, as it stands after inspections. */
export type Brought = {
  readonly orderLineId: string
  readonly acceptedUnits: bigint
  readonly quarantinedUnits: bigint
  readonly rejectedUnits: bigint
}

/** What the order line has in all. */
export type Standing = {
  readonly acceptedUnits: bigint
  readonly returnedAcceptedUnits: bigint
  readonly rejectedUnits: bigint
  readonly returnedRejectedUnits: bigint
  /** Received and not invoiced; below zero when invoiced ahead. */
  readonly accruedUnits: bigint
  /** Of what this receipt brought, how much is still in layers of its own; `null` for a pool. */
  readonly unitsLeft: bigint | null
}

export type ReversalRefusal = {
  readonly code: 'units_returned' | 'units_invoiced' | 'units_used'
  readonly orderLineId: string
  /** How many stand in the way. */
  readonly units: bigint
}

export function reversalRefusals(brought: Brought, standing: Standing): readonly ReversalRefusal[] {
  const { orderLineId, acceptedUnits, rejectedUnits, quarantinedUnits } = brought
  const returnedUnits =
    beyond(acceptedUnits, standing.acceptedUnits - standing.returnedAcceptedUnits) +
    beyond(rejectedUnits, standing.rejectedUnits - standing.returnedRejectedUnits)
  const units = acceptedUnits + quarantinedUnits + rejectedUnits
  const counted = [
    { code: 'units_returned', units: returnedUnits },
    { code: 'units_invoiced', units: beyond(units - returnedUnits, standing.accruedUnits) },
    {
      code: 'units_used',
      units: standing.unitsLeft === null ? 0n : beyond(units - returnedUnits, standing.unitsLeft),
    },
  ] as const
  return counted
    .filter((each) => each.units > 0n)
    .map(({ code, units: inTheWay }) => ({ code, orderLineId, units: inTheWay }))
}

/** By how much more is wanted than is there. */
function beyond(wantedUnits: bigint, thereUnits: bigint): bigint {
  const there = thereUnits > 0n ? thereUnits : 0n
  return wantedUnits > there ? wantedUnits - there : 0n
}
