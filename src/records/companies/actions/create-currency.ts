import { type Refused, refused } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import { currencyName } from '../rules/currency-name.ts'
import { type CurrencyId, insertCurrency } from '../store/currencies.ts'

/**
 * Lists a currency of ISO 4217. Companies, suppliers and rates add theirs by themselves.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function createCurrency(
  tx: Tx,
  command: { readonly code: string; readonly name?: string | undefined },
): Promise<{ readonly kind: 'created'; readonly currencyId: CurrencyId } | Refused> {
  requirePermission(tx, 'records.write')

  const { code, name = currencyName(code) } = command
  const currencyId = tx.newId<'Currency'>()
  if (await insertCurrency(tx, currencyId, { code, name })) return { kind: 'created', currencyId }
  const detail = `Nothing to do: ${code} is in the list already.`
  return refused({ code: 'code_taken', detail, pointer: '/code' })
}
