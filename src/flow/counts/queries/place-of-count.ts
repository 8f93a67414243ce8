import { sql } from 'kysely'

import type { Ask } from '#platform/work'
import type { CompanyId } from '#records/companies'

/** What an adjustment asks of its place, in one statement. */
export type PlaceOfCount = {
  readonly placeId: string
  readonly placeName: string
  readonly timeZone: string
  readonly companyId: CompanyId
  readonly companyCurrency: string
}

export async function readPlaceOfCount(
  ask: Ask,
  placeId: string,
): Promise<PlaceOfCount | undefined> {
  const { rows } = await sql<PlaceOfCount>`
    select place.id as "placeId", place.name as "placeName", place.time_zone as "timeZone",
      company.id as "companyId", company.currency as "companyCurrency"
    from place join company on company.id = place.company_id
    where place.id = ${placeId}::uuid
  `.execute(ask.db)
  return rows[0]
}
