import { type Changed, type NotFound, planChange, type Stale } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import {
  type CurrencyId,
  lockCurrency,
  type StoredCurrency,
  updateCurrency,
} from '../store/currencies.ts'

type Changeable = Pick<StoredCurrency, 'name' | 'isActive'>

/**
 * Names a currency anew, or takes it out of the lists people choose from.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function changeCurrency(
  tx: Tx,
  command: {
    readonly currencyId: CurrencyId
    readonly seenVersion?: number | undefined
    readonly changes: { readonly [Name in keyof Changeable]?: Changeable[Name] | undefined }
  },
): Promise<Changed | NotFound | Stale> {
  requirePermission(tx, 'records.write')

  const { currencyId, seenVersion: seen, changes } = command
  const before = await lockCurrency(tx, currencyId)
  const plan = await planChange(tx, { table: 'currency', before, seen, changes })
  if (plan.kind !== 'differs') return plan

  await updateCurrency(tx, plan.after)
  return { kind: 'changed' }
}
