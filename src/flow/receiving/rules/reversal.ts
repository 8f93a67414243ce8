/** May a receipt be taken back? Only while its units are all here, not sent back and not invoiced. */
import { unitsOf } from './delivery.ts'
import type { Accrual, ReceivedParts, Worth } from './receipt-value.ts'

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

/**
 * What the accrual falls by for each line that is taken back: what it rose by, or all that is left for
 * the last units. Part invoices clear by share, so the two may differ by a cent, and no cent may stay
 * behind without units.
 */
export function takeBack<Line extends ReceivedParts & Worth & { readonly orderLineId: string }>(
  lines: readonly Line[],
  accruals: ReadonlyMap<string, Accrual>,
): readonly Line[] {
  const left = new Map(accruals)
  return lines.map((line) => {
    const accrual = left.get(line.orderLineId)
    const units = unitsOf(line)
    const isLast = accrual !== undefined && accrual.units === units
    const { documentMinor, amountMinor } = isLast ? accrual : line
    if (accrual !== undefined) {
      left.set(line.orderLineId, {
        units: accrual.units - units,
        documentMinor: accrual.documentMinor - documentMinor,
        amountMinor: accrual.amountMinor - amountMinor,
      })
    }
    return { ...line, documentMinor, amountMinor }
  })
}
