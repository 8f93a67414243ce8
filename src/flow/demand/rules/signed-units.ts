/** How what people say of demand becomes signed units: they write what was returned, we count it down. */

export type SaidKind = 'sale' | 'cancellation' | 'return' | 'correction'

/** @returns `undefined` where the kind allows no such sign */
export function signedUnits(kind: SaidKind, saidUnits: bigint): bigint | undefined {
  if (kind === 'correction') return saidUnits
  if (saidUnits < 0n) return undefined
  return kind === 'sale' ? saidUnits : -saidUnits
}

/** The other way: as people would write it. */
export function saidUnits(kind: SaidKind, signed: bigint): bigint {
  return kind === 'cancellation' || kind === 'return' ? -signed : signed
}
