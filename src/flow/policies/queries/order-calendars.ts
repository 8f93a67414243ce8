import { hash } from 'node:crypto'
import { sql } from 'kysely'

import type { Ask } from '#platform/work'

/** Weekdays on which suppliers' orders are made, as bits 0 (Monday) to 6. */
export type OrderCalendars = {
  readonly bits: ReadonlyMap<string, number>
  /** Empty while every order may be made on any day. */
  readonly fingerprint: string
}

const everywhere = ''
const keyOf = (supplierId: string, placeId: string) => `${supplierId} ${placeId}`

/** Of suppliers whose orders are not made on any day, and of places with a calendar of their own. */
export async function readOrderCalendars(ask: Ask): Promise<OrderCalendars> {
  const { rows } = await sql<{
    readonly supplierId: string
    readonly placeId: string | null
    readonly reviewDays: number
  }>`
    select supplier_id as "supplierId", place_id as "placeId", review_days as "reviewDays"
    from order_minimum m
    where review_days <> 127 or place_id is not null and exists (
      select from order_minimum every where every.supplier_id = m.supplier_id
        and every.place_id is null and every.review_days <> 127)
    order by supplier_id, place_id nulls first
  `.execute(ask.db)
  const bits = rows.map((row) => {
    return [keyOf(row.supplierId, row.placeId ?? everywhere), row.reviewDays] as const
  })
  return {
    bits: new Map(bits),
    fingerprint: rows.length === 0 ? '' : hash('md5', JSON.stringify(bits)),
  }
}

/** The place's own calendar, else the supplier's everywhere; undefined: any day. */
export function orderWeekdaysOf(
  { bits }: OrderCalendars,
  { placeId }: { readonly placeId: string },
  supplierId: string | null,
): number | undefined {
  if (supplierId === null || bits.size === 0) return undefined
  return bits.get(keyOf(supplierId, placeId)) ?? bits.get(keyOf(supplierId, everywhere))
}
