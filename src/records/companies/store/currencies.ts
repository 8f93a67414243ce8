/** The only SQL that writes currencies and their rates. */
import { sql } from 'kysely'

import type { Id } from '#kernel/brand'
import type { Tx } from '#platform/work'

import type { CurrencyRateId } from '../ids.ts'
import { currencyName } from '../rules/currency-name.ts'

export type CurrencyId = Id<'Currency'>

/** Adds the currencies that are not there yet, with their English names. */
export async function ensureCurrencies(tx: Tx, codes: readonly string[]): Promise<void> {
  const sorted = [...new Set(codes)].sort()
  await sql`
    insert into currency (id, code, name)
    select * from unnest(
      ${sorted.map(() => tx.newId<'Currency'>())}::uuid[],
      ${sorted}::text[],
      ${sorted.map(currencyName)}::text[])
    on conflict (code) do nothing
  `.execute(tx.db)
}

export type StoredCurrency = {
  readonly id: CurrencyId
  readonly code: string
  readonly name: string
  readonly isActive: boolean
  readonly version: number
}

/** @returns false when the currency is listed already */
export async function insertCurrency(
  tx: Tx,
  id: CurrencyId,
  given: { readonly code: string; readonly name: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into currency (id, code, name) values (${id}::uuid, ${given.code}, ${given.name})
    on conflict (code) do nothing returning id
  `.execute(tx.db)
  return rows.length === 1
}

export async function lockCurrency(tx: Tx, id: CurrencyId): Promise<StoredCurrency | undefined> {
  const { rows } = await sql<StoredCurrency>`
    select id, code, name, is_active as "isActive", version
    from currency where id = ${id}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

export async function updateCurrency(tx: Tx, currency: StoredCurrency): Promise<void> {
  await sql`
    update currency
    set name = ${currency.name}, is_active = ${currency.isActive}, version = version + 1
    where id = ${currency.id}::uuid
  `.execute(tx.db)
}

export type RateFields = {
  readonly fromCurrency: string
  readonly toCurrency: string
  readonly onDay: string
  readonly rateE10: bigint
  readonly source: string
}

export type StoredRate = RateFields & { readonly id: CurrencyRateId; readonly version: number }

/** @returns false when the day has a rate already */
export async function insertRate(tx: Tx, id: CurrencyRateId, rate: RateFields): Promise<boolean> {
  const { rows } = await sql`
    insert into currency_rate (id, from_currency, to_currency, on_day, rate_e10, source)
    values (${id}::uuid, ${rate.fromCurrency}, ${rate.toCurrency}, ${rate.onDay}::date,
            ${rate.rateE10}::bigint, ${rate.source})
    on conflict (from_currency, to_currency, on_day) do nothing returning id
  `.execute(tx.db)
  return rows.length === 1
}

export async function lockRate(tx: Tx, rateId: CurrencyRateId): Promise<StoredRate | undefined> {
  const { rows } = await sql<StoredRate>`
    select id, from_currency as "fromCurrency", to_currency as "toCurrency", on_day as "onDay",
           rate_e10 as "rateE10", source, version
    from currency_rate where id = ${rateId}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

export async function updateRate(tx: Tx, rate: StoredRate): Promise<void> {
  await sql`
    update currency_rate
    set rate_e10 = ${rate.rateE10}::bigint, source = ${rate.source}, version = version + 1
    where id = ${rate.id}::uuid
  `.execute(tx.db)
}

export async function deleteRate(tx: Tx, rateId: CurrencyRateId): Promise<void> {
  await sql`delete from currency_rate where id = ${rateId}::uuid`.execute(tx.db)
}
