/** Places by the hundred, for imports: one statement for a whole set. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Ask, Tx } from '#platform/work'

import type { StoredPlace } from './places.ts'

/** A place as an import sees it: its company by code. */
export type ImportedPlace = StoredPlace & { readonly company: string }

/** Those that exist, by code. */
export async function readStoredPlaces(
  ask: Ask | Tx,
  codes: readonly string[],
  { lock }: { readonly lock: boolean },
): Promise<ReadonlyMap<string, ImportedPlace>> {
  const { rows } = await sql<ImportedPlace>`
    select p.id, p.code, p.name, p.kind, p.company_id as "companyId", c.code as company,
           p.time_zone as "timeZone", p.address, p.status, p.version
    from unnest(${codes}::text[]) as asked (code)
    join place p on p.code = asked.code
    join company c on c.id = p.company_id
    order by p.id ${lock ? sql`for update of p` : sql``}
  `.execute(ask.db)
  return new Map(rows.map((row) => [row.code, row]))
}

const given = sql`
  as g (id uuid, code text, name text, kind text, "companyId" uuid, "timeZone" text, address text,
        status text)`

export async function insertPlaces(tx: Tx, places: readonly StoredPlace[]): Promise<void> {
  if (places.length === 0) return
  await sql`
    insert into place (id, code, name, kind, company_id, time_zone, address, status)
    select g.id, g.code, g.name, g.kind, g."companyId", g."timeZone", g.address, g.status
    from json_to_recordset(${toJson(places)}::json) ${given}
  `.execute(tx.db)
}

/** Writes all that may change and counts the versions up; the caller holds the locks. */
export async function updatePlaces(tx: Tx, places: readonly StoredPlace[]): Promise<void> {
  if (places.length === 0) return
  await sql`
    update place p
    set name = g.name, kind = g.kind, time_zone = g."timeZone", address = g.address,
        status = g.status, version = p.version + 1
    from json_to_recordset(${toJson(places)}::json) ${given}
    where p.id = g.id
  `.execute(tx.db)
}
