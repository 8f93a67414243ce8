/** The only SQL that writes places. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { PlaceFacts, PlaceId } from '../queries/read-places.ts'

export type PlaceFields = Omit<PlaceFacts, 'id'>
export type StoredPlace = PlaceFacts & { readonly version: number }

/** @returns false when the code is taken */
export async function insertPlace(tx: Tx, id: PlaceId, fields: PlaceFields): Promise<boolean> {
  const { rows } = await sql`
    insert into place (id, code, name, kind, company_id, time_zone, address, status)
    values (${id}::uuid, ${fields.code}, ${fields.name}, ${fields.kind}, ${fields.companyId}::uuid,
            ${fields.timeZone}, ${fields.address}, ${fields.status})
    on conflict (code) do nothing returning id
  `.execute(tx.db)
  return rows.length === 1
}

export async function lockPlace(tx: Tx, placeId: PlaceId): Promise<StoredPlace | undefined> {
  const { rows } = await sql<StoredPlace>`
    select id, code, name, kind, company_id as "companyId", time_zone as "timeZone", address, status,
           version
    from place where id = ${placeId}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

/** Writes all that may change and counts the version up; the caller holds the lock. */
export async function updatePlace(tx: Tx, place: StoredPlace): Promise<void> {
  await sql`
    update place
    set code = ${place.code}, name = ${place.name}, kind = ${place.kind},
        time_zone = ${place.timeZone}, address = ${place.address}, status = ${place.status},
        version = version + 1
    where id = ${place.id}::uuid
  `.execute(tx.db)
}
