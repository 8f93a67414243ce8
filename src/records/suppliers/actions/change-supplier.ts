import {
  type Changed,
  type NotFound,
  planChange,
  type Refused,
  refused,
  type Stale,
} from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'
import { ensureCurrencies } from '#records/companies'

import { keysTaken } from '../queries/keys-taken.ts'
import type { SupplierId } from '../queries/read-suppliers.ts'
import { lockSupplier, type SupplierFields, updateSupplier } from '../store/suppliers.ts'

export type ChangeSupplier = {
  readonly supplierId: SupplierId
  /** The version the caller saw; absent: whatever it is. */
  readonly seenVersion?: number | undefined
  readonly changes: { readonly [Name in keyof SupplierFields]?: SupplierFields[Name] | undefined }
}

/**
 * Changes what is given and leaves the rest; `status` deactivates and activates. Orders made before
 * keep what they say.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function changeSupplier(
  tx: Tx,
  command: ChangeSupplier,
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'records.write')

  const { supplierId, seenVersion: seen, changes } = command
  const before = await lockSupplier(tx, supplierId)
  const plan = await planChange(tx, { table: 'supplier', before, seen, changes })
  if (plan.kind !== 'differs') return plan

  const { after } = plan
  const errors = await keysTaken(tx, after, supplierId)
  if (errors.length > 0) return refused(...errors)
  await ensureCurrencies(tx, [after.currency])
  await updateSupplier(tx, after)
  announce(tx, 'supplier.changed', { kind: 'supplier', id: supplierId }, { code: after.code })
  return { kind: 'changed' }
}
