/** What an order needs to know of supplier, place and company before it is written: one statement. */
import { sql } from 'kysely'
import type { Id } from '#kernel/brand'
import { dayAt } from '#kernel/day'
import { invertRateE10, rateOneE10 } from '#kernel/fx'
import type { Ask } from '#platform/work'

export type OrderFacts = {
  readonly supplier: {
    readonly isActive: boolean
    readonly email: string
    readonly currency: string
    readonly paymentTermsDays: number
    readonly incoterm: string
  }
  readonly place: { readonly isActive: boolean; readonly timeZone: string }
  readonly company: {
    readonly id: Id<'Company'>
    readonly currency: string
    readonly approvalOverMinor: bigint | null
  }
  /** Today in the place's calendar. */
  readonly today: string
  /** Company currency for one of the order's, times 1e10; `undefined` when no rate is known. */
  readonly rateE10: bigint | undefined
}

type Row = {
  readonly supplier_status: string | null
  readonly email: string | null
  readonly supplier_currency: string | null
  readonly payment_terms_days: number | null
  readonly incoterm: string | null
  readonly place_status: string | null
  readonly time_zone: string | null
  readonly company_id: string | null
  readonly company_currency: string | null
  readonly approval_over_minor: bigint | null
  readonly direct_e10: bigint | null
  readonly direct_on: string | null
  readonly inverse_e10: bigint | null
  readonly inverse_on: string | null
}

/**
 * @param currency the order's; the supplier's own when absent
 * @param day whose rate counts; today when absent
 * @returns what could be read; a part is `undefined` when there is no such supplier or place
 */
export async function readOrderFacts(
  ask: Ask,
  given: {
    readonly supplierId: string
    readonly placeId: string
    readonly currency: string | undefined
    readonly day: string | undefined
  },
): Promise<{ readonly [Part in keyof OrderFacts]?: OrderFacts[Part] | undefined }> {
  const { rows } = await sql<Row>`
    select s.status as supplier_status, s.email, s.currency as supplier_currency,
      s.payment_terms_days, s.incoterm, p.status as place_status, p.time_zone,
      c.id as company_id, c.currency as company_currency, c.approval_over_minor,
      direct.rate_e10 as direct_e10, direct.on_day as direct_on,
      inverse.rate_e10 as inverse_e10, inverse.on_day as inverse_on
    from (select 1) one
    left join supplier s on s.id = ${given.supplierId}::uuid
    left join place p on p.id = ${given.placeId}::uuid
    left join company c on c.id = p.company_id
    left join lateral (
      select rate_e10, on_day from currency_rate
      where from_currency = coalesce(${given.currency ?? null}::text, s.currency)
        and to_currency = c.currency
        and on_day <= coalesce(${given.day ?? null}::date, (${ask.now}::timestamptz at time zone p.time_zone)::date)
      order by on_day desc limit 1
    ) direct on true
    left join lateral (
      select rate_e10, on_day from currency_rate
      where from_currency = c.currency
        and to_currency = coalesce(${given.currency ?? null}::text, s.currency)
        and on_day <= coalesce(${given.day ?? null}::date, (${ask.now}::timestamptz at time zone p.time_zone)::date)
      order by on_day desc limit 1
    ) inverse on true
  `.execute(ask.db)
  const [row] = rows
  if (row === undefined) return {}
  const currency = given.currency ?? row.supplier_currency
  const hasPlace = row.time_zone !== null && row.company_id !== null
  return {
    supplier: supplierOf(row),
    place: hasPlace
      ? { isActive: row.place_status === 'active', timeZone: row.time_zone ?? 'UTC' }
      : undefined,
    company: companyOf(row),
    today: hasPlace ? dayAt(ask.now.getTime(), row.time_zone ?? 'UTC') : undefined,
    rateE10: currency === row.company_currency ? rateOneE10 : rateOf(row),
  }
}

function supplierOf(row: Row): OrderFacts['supplier'] | undefined {
  if (row.supplier_currency === null) return undefined
  return {
    isActive: row.supplier_status === 'active',
    email: row.email ?? '',
    currency: row.supplier_currency,
    paymentTermsDays: row.payment_terms_days ?? 0,
    incoterm: row.incoterm ?? '',
  }
}

function companyOf(row: Row): OrderFacts['company'] | undefined {
  if (row.company_id === null || row.company_currency === null) return undefined
  return {
    id: row.company_id as Id<'Company'>,
    currency: row.company_currency,
    approvalOverMinor: row.approval_over_minor,
  }
}

/** The later of both quotations; the direct one when they are of the same day. */
function rateOf(row: Row): bigint | undefined {
  const isInverseLater =
    row.inverse_on !== null && (row.direct_on === null || row.inverse_on > row.direct_on)
  if (isInverseLater) return row.inverse_e10 === null ? undefined : invertRateE10(row.inverse_e10)
  return row.direct_e10 ?? undefined
}
