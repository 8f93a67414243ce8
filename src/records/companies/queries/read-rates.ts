import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import { rateOfDay, sameCurrencyRateE10 } from '../rules/rate-of-day.ts'

type RateRow = {
  readonly code: string
  readonly direct_on: string | null
  readonly direct_e10: bigint | null
  readonly inverse_on: string | null
  readonly inverse_e10: bigint | null
}

/** What one of each currency is worth in another on a day, times 1e10; unknown ones are left out. */
export async function readRatesOfDay(
  ask: Ask,
  given: {
    readonly day: string
    readonly toCurrency: string
    readonly fromCurrencies: readonly string[]
  },
): Promise<ReadonlyMap<string, bigint>> {
  const { day, toCurrency } = given
  const codes = [...new Set(given.fromCurrencies)].filter((code) => code !== toCurrency)
  const same = [[toCurrency, sameCurrencyRateE10]] as const
  if (codes.length === 0) return new Map(same)
  const { rows } = await sql<RateRow>`
    select c.code, direct.on_day as direct_on, direct.rate_e10 as direct_e10,
           inverse.on_day as inverse_on, inverse.rate_e10 as inverse_e10
    from unnest(${codes}::text[]) as c (code)
    left join lateral (
      select r.on_day, r.rate_e10 from currency_rate r
      where r.from_currency = c.code and r.to_currency = ${toCurrency} and r.on_day <= ${day}::date
      order by r.on_day desc limit 1) direct on true
    left join lateral (
      select r.on_day, r.rate_e10 from currency_rate r
      where r.from_currency = ${toCurrency} and r.to_currency = c.code and r.on_day <= ${day}::date
      order by r.on_day desc limit 1) inverse on true
  `.execute(ask.db)
  const known = rows.flatMap((row) => {
    const rate = rateOfDay(
      quotedRate(row.direct_on, row.direct_e10),
      quotedRate(row.inverse_on, row.inverse_e10),
    )
    return rate === undefined ? [] : [[row.code, rate] as const]
  })
  return new Map([...same, ...known])
}

export function quotedRate(onDay: string | null, rateE10: bigint | null) {
  return onDay === null || rateE10 === null ? undefined : { onDay, rateE10 }
}
