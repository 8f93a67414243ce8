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

/**
 * Suppliers by what a file calls them: their code, or else the external id that only one of them has.
 */
export async function readSuppliersByReference(
  ask: Ask,
  references: readonly string[],
): Promise<ReadonlyMap<string, SupplierFacts>> {
  const { rows } = await sql<{ readonly reference: string; readonly id: SupplierId }>`
    select asked.reference, s.id
    from unnest(${[...new Set(references)]}::text[]) as asked (reference)
    join supplier s on s.code = asked.reference
    union all
    select asked.reference, min(s.id::text)::uuid
    from unnest(${[...new Set(references)]}::text[]) as asked (reference)
    join supplier s on s.external_id = asked.reference and s.external_id <> ''
    where not exists (select from supplier named where named.code = asked.reference)
    group by asked.reference having count(*) = 1
  `.execute(ask.db)
  const byId = await readSuppliersById(
    ask,
    rows.map(({ id }) => id),
  )
  return new Map(
    rows.flatMap(({ reference, id }) => {
      const supplier = byId.get(id)
      return supplier === undefined ? [] : [[reference, supplier] as const]
    }),
  )
}
