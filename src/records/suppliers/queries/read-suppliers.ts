import { sql } from 'kysely'

import type { Id } from '#kernel/brand'
import type { Ask } from '#platform/work'

export type SupplierId = Id<'Supplier'>

/** What the flow asks of a supplier. */
export type SupplierFacts = {
  readonly id: SupplierId
  readonly code: string
  readonly name: string
  readonly legalName: string
  /** Empty when orders are not mailed. */
  readonly email: string
  readonly address: string
  readonly country: string
  readonly language: string
  readonly currency: string
  readonly paymentTermsDays: number
  readonly incoterm: string
  readonly status: 'active' | 'inactive'
}

/** Those that exist, by id. */
export async function readSuppliersById(
  ask: Ask,
  supplierIds: readonly SupplierId[],
): Promise<ReadonlyMap<SupplierId, SupplierFacts>> {
  const { rows } = await sql<SupplierFacts>`
    select id, code, name, legal_name as "legalName", email, address, country, language, currency,
           payment_terms_days as "paymentTermsDays", incoterm, status
    from supplier where id = any(${supplierIds}::uuid[])
  `.execute(ask.db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Ids by code, of those that exist. */
export async function readSupplierIdsByCode(
  ask: Ask,
  codes: readonly string[],
): Promise<ReadonlyMap<string, SupplierId>> {
  const { rows } = await sql<{ readonly code: string; readonly id: SupplierId }>`
    select code, id from supplier where code = any(${codes}::text[])
  `.execute(ask.db)
  return new Map(rows.map((row) => [row.code, row.id]))
}
