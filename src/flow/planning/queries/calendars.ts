import { sql } from 'kysely'

import type { Ask } from '#platform/work'

/** Weekdays on which a supplier's orders are made, as bits 0 (Monday) to 6, by supplier and place. */
export type Calendars = ReadonlyMap<string, number>

const everywhere = ''
const keyOf = (supplierId: string, placeId: string) => `${supplierId} ${placeId}`

/** Only of suppliers whose orders are not made on any day. */
export async function readCalendars(ask: Ask): Promise<Calendars> {
  const { rows } = await sql<{
    readonly supplierId: string
    readonly placeId: string | null
    readonly reviewDays: number
  }>`
    select supplier_id as "supplierId", place_id as "placeId", review_days as "reviewDays"
    from order_minimum where review_days <> 127 or place_id is not null
  `.execute(ask.db)
  return new Map(
    rows.map((row) => [keyOf(row.supplierId, row.placeId ?? everywhere), row.reviewDays]),
  )
}

/** The place's own calendar, else the supplier's everywhere; undefined: any day. */
export function orderWeekdaysOf(
  calendars: Calendars,
  { placeId }: { readonly placeId: string },
  { supplierId }: { readonly supplierId: string | null },
): number | undefined {
  if (supplierId === null) return undefined
  return calendars.get(keyOf(supplierId, placeId)) ?? calendars.get(keyOf(supplierId, everywhere))
}
