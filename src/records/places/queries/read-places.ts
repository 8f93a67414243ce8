import { sql } from 'kysely'
import type { Id } from '#kernel/brand'
import type { Ask } from '#platform/work'
import type { CompanyId } from '#records/companies'

export type PlaceId = Id<'Place'>
export type PlaceKind = 'warehouse' | '3pl' | 'store' | 'hub'

/** What flow and books ask of a place. */
export type PlaceFacts = {
  readonly id: PlaceId
  readonly code: string
  readonly name: string
  readonly kind: PlaceKind
  readonly companyId: CompanyId
  /** Its own calendar: days of its documents are days here. */
  readonly timeZone: string
  readonly address: string
  readonly status: 'active' | 'inactive'
}

/** Those that exist, by id. */
export async function readPlaceFacts(
  ask: Ask,
  placeIds: readonly PlaceId[],
): Promise<ReadonlyMap<PlaceId, PlaceFacts>> {
  const { rows } = await sql<PlaceFacts>`
    select id, code, name, kind, company_id as "companyId", time_zone as "timeZone", address, status
    from place where id = any(${placeIds}::uuid[])
  `.execute(ask.db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Ids by code, of those that exist. */
export async function readPlaceIdsByCode(
  ask: Ask,
  codes: readonly string[],
): Promise<ReadonlyMap<string, PlaceId>> {
  const { rows } = await sql<{ readonly code: string; readonly id: PlaceId }>`
    select code, id from place where code = any(${codes}::text[])
  `.execute(ask.db)
  return new Map(rows.map((row) => [row.code, row.id]))
}
