import { sql } from 'kysely'

import type { Ask } from '#platform/work'
import type { CompanyId } from '#records/companies'

/** What an issue asks of its place, in one statement. */
export type PlaceOfIssue = {
  readonly placeId: string
  readonly placeName: string
  readonly timeZone: string
  readonly companyId: CompanyId
  readonly companyCurrency: string
}

export async function readPlaceOfIssue(
  ask: Ask,
  placeId: string,
): Promise<PlaceOfIssue | undefined> {
  const { rows } = await sql<PlaceOfIssue>`
    select place.id as "placeId", place.name as "placeName", place.time_zone as "timeZone",
      company.id as "companyId", company.currency as "companyCurrency"
    from place join company on company.id = place.company_id
    where place.id = ${placeId}::uuid
  `.execute(ask.db)
  return rows[0]
}
