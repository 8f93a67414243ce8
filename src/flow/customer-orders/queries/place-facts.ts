import { sql } from 'kysely'

import type { Ask } from '#platform/work'

/** What a customer order asks of its place. */
export type OrderPlace = {
  readonly id: string
  readonly timeZone: string
  readonly isActive: boolean
  /** Of its company. */
  readonly currency: string
}

/** Those that exist, by id. */
export async function readOrderPlaces(
  ask: Ask,
  placeIds: readonly string[],
): Promise<ReadonlyMap<string, OrderPlace>> {
  const { rows } = await sql<OrderPlace>`
    select place.id, place.time_zone as "timeZone", place.status = 'active' as "isActive",
           company.currency
    from place join company on company.id = place.company_id
    where place.id = any(${placeIds}::uuid[])
  `.execute(ask.db)
  return new Map(rows.map((row) => [row.id, row]))
}
