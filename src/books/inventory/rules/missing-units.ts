/** Which of several wishes for units can't be filled; a later one sees what the earlier ones took. */
import type { BalanceKey } from './balance-changes.ts'

export type UnitsWish = BalanceKey & { readonly units: bigint }

export type MissingUnits = {
  /** Which wish, from 0. */
  readonly index: number
  readonly askedUnits: bigint
  readonly availableUnits: bigint
}

/** @param balances units there are for each wish, in the same order */
export function missingUnits(
  wishes: readonly UnitsWish[],
  balances: readonly bigint[],
): readonly MissingUnits[] {
  const takenByKey = new Map<string, bigint>()
  return wishes.flatMap((wish, index) => {
    const key = `${wish.itemId} ${wish.placeId} ${wish.status} ${wish.lotId ?? ''}`
    const taken = takenByKey.get(key) ?? 0n
    const availableUnits = (balances[index] ?? 0n) - taken
    if (wish.units > availableUnits) return [{ index, askedUnits: wish.units, availableUnits }]
    takenByKey.set(key, taken + wish.units)
    return []
  })
}
