import { type Changed, type NotFound, planChange, type Stale } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import type { TaxCodeId } from '../ids.ts'
import { lockTaxCode, type StoredTaxCode, updateTaxCode } from '../store/codes.ts'

type Changeable = Pick<StoredTaxCode, 'name' | 'rateBps' | 'recoverableBps' | 'isActive'>

/**
 * Changes a tax code for invoices to come; those captured keep their tax.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function changeTaxCode(
  tx: Tx,
  command: {
    readonly taxCodeId: TaxCodeId
    readonly seenVersion?: number | undefined
    readonly changes: { readonly [Name in keyof Changeable]?: Changeable[Name] | undefined }
  },
): Promise<Changed | NotFound | Stale> {
  requirePermission(tx, 'records.write')

  const { taxCodeId, seenVersion: seen, changes } = command
  const before = await lockTaxCode(tx, taxCodeId)
  const plan = await planChange(tx, { table: 'tax_code', before, seen, changes })
  if (plan.kind !== 'differs') return plan

  await updateTaxCode(tx, plan.after)
  return { kind: 'changed' }
}
