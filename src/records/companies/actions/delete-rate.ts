import type { NotFound } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import type { CurrencyRateId } from '../ids.ts'
import { lockRate, deleteRate as removeRate } from '../store/currencies.ts'

/**
 * Takes a rate away, so that the one before it holds. What was posted by it stays.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function deleteRate(
  tx: Tx,
  command: { readonly rateId: CurrencyRateId },
): Promise<{ readonly kind: 'deleted' } | NotFound> {
  requirePermission(tx, 'records.write')

  if ((await lockRate(tx, command.rateId)) === undefined) return { kind: 'not_found' }
  await removeRate(tx, command.rateId)
  return { kind: 'deleted' }
}
