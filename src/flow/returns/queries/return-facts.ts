import { sql } from 'kysely'

import type { Ask } from '#platform/work'
import type { CompanyId } from '#records/companies'

/** What a return asks of the place and the supplier, in one statement. */
export type ReturnFacts = {
  readonly placeId: string
  readonly placeName: string
  readonly companyId: CompanyId
  readonly timeZone: string
  readonly supplierName: string
}

/** @returns `undefined` when there is no such place or supplier */
export async function readReturnFacts(
  ask: Ask,
  given: { readonly placeId: string; readonly supplierId: string },
): Promise<ReturnFacts | undefined> {
  const { rows } = await sql<ReturnFacts>`
    select place.id as "placeId", place.name as "placeName", place.company_id as "companyId",
      place.time_zone as "timeZone", supplier.name as "supplierName"
    from place join supplier on supplier.id = ${given.supplierId}::uuid
    where place.id = ${given.placeId}::uuid
  `.execute(ask.db)
  return rows[0]
}
