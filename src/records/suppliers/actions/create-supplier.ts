import { type Refused, refused, withChanges } from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'
import { ensureCurrencies } from '#records/companies'

import { keysTaken } from '../queries/keys-taken.ts'
import type { SupplierId } from '../queries/read-suppliers.ts'
import { insertSupplier, type SupplierFields } from '../store/suppliers.ts'

export type CreateSupplier = Pick<SupplierFields, 'code' | 'name' | 'currency'> & {
  readonly [Name in keyof SupplierFields]?: SupplierFields[Name] | undefined
}

const usual: Omit<SupplierFields, 'code' | 'name' | 'currency'> = {
  legalName: '',
  email: '',
  phone: '',
  address: '',
  country: '',
  taxId: '',
  language: 'en',
  paymentTermsDays: 30,
  incoterm: '',
  status: 'active',
  sourceSystem: '',
  externalId: '',
}

/** @throws {PermissionError} when the actor may not write records */
export async function createSupplier(
  tx: Tx,
  command: CreateSupplier,
): Promise<{ readonly kind: 'created'; readonly supplierId: SupplierId } | Refused> {
  requirePermission(tx, 'records.write')

  const { code, name, currency } = command
  const fields = withChanges({ ...usual, code, name, currency }, command)
  const errors = await keysTaken(tx, fields, null)
  if (errors.length > 0) return refused(...errors)
  await ensureCurrencies(tx, [fields.currency])
  const supplierId = tx.newId<'Supplier'>()
  if (!(await insertSupplier(tx, supplierId, fields))) {
    // Somebody else added it a moment ago.
    return refused(...(await keysTaken(tx, fields, null)))
  }
  announce(tx, 'supplier.created', { kind: 'supplier', id: supplierId }, { code: fields.code })
  return { kind: 'created', supplierId }
}
