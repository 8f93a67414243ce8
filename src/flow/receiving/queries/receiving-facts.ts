import { sql } from 'kysely'

import type { Ask } from '#platform/work'
import type { CompanyId } from '#records/companies'
import type { PlaceId } from '#records/places'

/** What a receipt asks of the place, its company and the supplier, in one statement. */
export type ReceivingFacts = {
  readonly placeId: PlaceId
  readonly placeName: string
  readonly placeStatus: 'active' | 'inactive'
  readonly timeZone: string
  readonly companyId: CompanyId
  readonly companyCurrency: string
  readonly supplierName: string
  readonly overBps: number
  readonly overUnitsMax: bigint | null
  readonly underBps: number
  readonly orderOverMinor: bigint | null
}

/** @returns `undefined` when there is no such place or supplier */
export async function readReceivingFacts(
  ask: Ask,
  given: { readonly placeId: string; readonly supplierId: string },
): Promise<ReceivingFacts | undefined> {
  const { rows } = await sql<ReceivingFacts>`
    select place.id as "placeId", place.name as "placeName", place.status as "placeStatus",
      place.time_zone as "timeZone", company.id as "companyId",
      company.currency as "companyCurrency", supplier.name as "supplierName",
      company.receipt_over_bps as "overBps", company.receipt_over_units_max as "overUnitsMax",
      company.receipt_under_bps as "underBps",
      company.receipt_order_over_minor as "orderOverMinor"
    from place
    join company on company.id = place.company_id
    join supplier on supplier.id = ${given.supplierId}::uuid
    where place.id = ${given.placeId}::uuid
  `.execute(ask.db)
  return rows[0]
}
