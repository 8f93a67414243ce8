/** Suppliers by the thousand, for imports: one statement for a whole set. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Ask, Tx } from '#platform/work'

import type { StoredSupplier } from './suppliers.ts'

/** Those that exist, by code. */
export async function readStoredSuppliers(
  ask: Ask | Tx,
  codes: readonly string[],
  { lock }: { readonly lock: boolean },
): Promise<ReadonlyMap<string, StoredSupplier>> {
  const { rows } = await sql<StoredSupplier>`
    select s.id, s.code, s.name, s.legal_name as "legalName", s.email, s.phone, s.address, s.country,
           s.tax_id as "taxId", s.language, s.currency, s.payment_terms_days as "paymentTermsDays",
           s.incoterm, s.status, s.source_system as "sourceSystem", s.external_id as "externalId",
           s.version
    from unnest(${codes}::text[]) as asked (code)
    join supplier s on s.code = asked.code
    order by s.id ${lock ? sql`for update of s` : sql``}
  `.execute(ask.db)
  return new Map(rows.map((row) => [row.code, row]))
}

export type SourceOwner = {
  readonly sourceSystem: string
  readonly externalId: string
  readonly code: string
}

/** Which supplier has each external id. */
export async function readSourceOwners(
  ask: Ask | Tx,
  externalIds: readonly string[],
): Promise<readonly SourceOwner[]> {
  if (externalIds.length === 0) return []
  const { rows } = await sql<SourceOwner>`
    select s.source_system as "sourceSystem", s.external_id as "externalId", s.code
    from unnest(${externalIds}::text[]) as asked (id)
    join supplier s on s.external_id = asked.id and s.external_id <> ''
  `.execute(ask.db)
  return rows
}

const given = sql`
  as g (id uuid, code text, name text, "legalName" text, email text, phone text, address text,
        country text, "taxId" text, language text, currency text, "paymentTermsDays" int,
        incoterm text, status text, "sourceSystem" text, "externalId" text)`

export async function insertSuppliers(tx: Tx, suppliers: readonly StoredSupplier[]): Promise<void> {
  if (suppliers.length === 0) return
  await sql`
    insert into supplier (id, code, name, legal_name, email, phone, address, country, tax_id,
                          language, currency, payment_terms_days, incoterm, status, source_system,
                          external_id, created_at)
    select g.id, g.code, g.name, g."legalName", g.email, g.phone, g.address, g.country, g."taxId",
           g.language, g.currency, g."paymentTermsDays", g.incoterm, g.status, g."sourceSystem",
           g."externalId", ${tx.now}::timestamptz
    from json_to_recordset(${toJson(suppliers)}::json) ${given}
  `.execute(tx.db)
}

/** Writes whole rows and counts their versions up; the caller holds their locks. */
export async function updateSuppliers(tx: Tx, suppliers: readonly StoredSupplier[]): Promise<void> {
  if (suppliers.length === 0) return
  await sql`
    update supplier s
    set name = g.name, legal_name = g."legalName", email = g.email, phone = g.phone,
        address = g.address, country = g.country, tax_id = g."taxId", language = g.language,
        currency = g.currency, payment_terms_days = g."paymentTermsDays", incoterm = g.incoterm,
        status = g.status, source_system = g."sourceSystem", external_id = g."externalId",
        version = s.version + 1
    from json_to_recordset(${toJson(suppliers)}::json) ${given}
    where s.id = g.id
  `.execute(tx.db)
}
