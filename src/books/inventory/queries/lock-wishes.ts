import type { Tx } from '#platform/work'

import { type MissingUnits, missingUnits, type UnitsWish } from '../rules/missing-units.ts'
import { lockBalances } from '../store/stock.ts'

/** Locks the balances units are to be taken from, and says which wishes they can't fill. */
export async function lockWishes(
  tx: Tx,
  wishes: readonly UnitsWish[],
): Promise<readonly MissingUnits[]> {
  return missingUnits(wishes, await lockBalances(tx, wishes))
}
