import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { type SearchHit, searchHitsMax, startsWith } from '#platform/search'
import { type Ask, requirePermission } from '#platform/work'

import type { ListPlacesQuery, PlaceView } from '../contract.ts'
import type { PlaceId, PlaceKind } from './read-places.ts'

const sorts = {
  code: { column: 'place.code', type: 'text' },
  name: { column: 'place.name', type: 'text' },
} as const

/** @throws {PermissionError} when the actor may not read records */
export async function listPlaces(ask: Ask, asked: ListPlacesQuery): Promise<Page<PlaceView>> {
  requirePermission(ask, 'records.read')

  const { q, companyId, kind, status } = asked
  let query = selectPlaces(ask)
  if (q !== undefined) query = query.where(startsWith(['place.code', 'place.name'], q))
  if (companyId !== undefined) query = query.where('place.company_id', '=', companyId)
  if (kind !== undefined) query = query.where('place.kind', '=', kind)
  if (status !== undefined) query = query.where('place.status', '=', status)
  return readPage(ask, query, { sorts, id: 'place.id', asked, toItem: toView })
}

/** @throws {PermissionError} when the actor may not read records */
export async function readPlace(ask: Ask, placeId: PlaceId): Promise<PlaceView | undefined> {
  requirePermission(ask, 'records.read')

  const row = await selectPlaces(ask).where('place.id', '=', placeId).executeTakeFirst()
  return row && toView(row)
}

/** The first few whose code or name starts with the text. */
export async function searchPlaces(ask: Ask, q: string): Promise<readonly SearchHit[]> {
  requirePermission(ask, 'records.read')

  const { rows } = await sql<SearchHit>`
    select 'place' as kind, id, code, name from place
    where ${startsWith(['place.code', 'place.name'], q)}
    order by code limit ${searchHitsMax}::int
  `.execute(ask.db)
  return rows
}

function selectPlaces(ask: Ask) {
  return ask.db
    .selectFrom('place')
    .select([
      'place.id',
      'place.code',
      'place.name',
      sql<PlaceKind>`place.kind`.as('kind'),
      'place.company_id as companyId',
      'place.time_zone as timeZone',
      'place.address',
      sql<'active' | 'inactive'>`place.status`.as('status'),
      'place.version',
    ])
}

/** Picked field by field, since a page's rows carry its cursor too. */
function toView(row: PlaceView): PlaceView {
  const { id, code, name, kind, companyId, timeZone, address, status, version } = row
  return { id, code, name, kind, companyId, timeZone, address, status, version }
}
