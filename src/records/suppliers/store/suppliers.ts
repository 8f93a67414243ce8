/** The only SQL that writes suppliers. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { SupplierId } from '../queries/read-suppliers.ts'

/** As its columns are, in our words. */
export type SupplierFields = {
  readonly code: string
  readonly name: string
  readonly legalName: string
  readonly email: string
  readonly phone: string
  readonly address: string
  readonly country: string
  readonly taxId: string
  readonly language: string
  readonly currency: string
  readonly paymentTermsDays: number
  readonly incoterm: string
  readonly status: 'active' | 'inactive'
  readonly sourceSystem: string
  readonly externalId: string
}

export type StoredSupplier = SupplierFields & { readonly id: SupplierId; readonly version: number }

/** @returns false when the code or the external id is taken */
export async function insertSupplier(
  tx: Tx,
  id: SupplierId,
  fields: SupplierFields,
): Promise<boolean> {
  const rows = await tx.db
    .insertInto('supplier')
    .values({ id, ...columnsOf(fields), created_at: tx.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return rows.length === 1
}

export async function lockSupplier(
  tx: Tx,
  supplierId: SupplierId,
): Promise<StoredSupplier | undefined> {
  const { rows } = await sql<StoredSupplier>`
    select id, code, name, legal_name as "legalName", email, phone, address, country,
           tax_id as "taxId", language, currency, payment_terms_days as "paymentTermsDays", incoterm,
           status, source_system as "sourceSystem", external_id as "externalId", version
    from supplier where id = ${supplierId}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

/** Writes the whole row and counts its version up; the caller holds its lock. */
export async function updateSupplier(tx: Tx, supplier: StoredSupplier): Promise<void> {
  await tx.db
    .updateTable('supplier')
    .set({ ...columnsOf(supplier), version: supplier.version + 1 })
    .where('id', '=', supplier.id)
    .execute()
}

function columnsOf(fields: SupplierFields) {
  return {
    code: fields.code,
    name: fields.name,
    legal_name: fields.legalName,
    email: fields.email,
    phone: fields.phone,
    address: fields.address,
    country: fields.country,
    tax_id: fields.taxId,
    language: fields.language,
    currency: fields.currency,
    payment_terms_days: fields.paymentTermsDays,
    incoterm: fields.incoterm,
    status: fields.status,
    source_system: fields.sourceSystem,
    external_id: fields.externalId,
  }
}
