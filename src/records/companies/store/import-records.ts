/** What companies keep, by the thousand, for imports: one statement for a whole set. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Ask, Tx } from '#platform/work'

import type { ChargeCode, TaxCode } from '../queries/read-codes.ts'
import type { StoredAccount } from './accounts.ts'
import type { StoredRate } from './currencies.ts'

export type OfCompany = { readonly companyId: string; readonly company: string }

/** Company and code together name an account, a tax code or a charge code. */
export type CodedKey = { readonly company: string; readonly code: string }

type Locking = { readonly lock: boolean }

const asked = (keys: readonly CodedKey[]) => sql`
  unnest(${keys.map(({ company }) => company)}::text[], ${keys.map(({ code }) => code)}::text[])
    as asked (company, code)
  join company c on c.code = asked.company`

export type ImportedAccount = StoredAccount & OfCompany

export async function readImportedAccounts(
  ask: Ask | Tx,
  keys: readonly CodedKey[],
  { lock }: Locking,
): Promise<readonly ImportedAccount[]> {
  const { rows } = await sql<ImportedAccount>`
    select a.id, a.company_id as "companyId", c.code as company, a.code, a.name, a.kind, a.control,
           a.is_active as "isActive", a.version
    from ${asked(keys)}
    join account a on a.company_id = c.id and a.code = asked.code
    order by a.id ${lock ? sql`for update of a` : sql``}
  `.execute(ask.db)
  return rows
}

/** Adds those that are not there and changes name and use of those that are. */
export async function upsertAccounts(tx: Tx, accounts: readonly ImportedAccount[]): Promise<void> {
  if (accounts.length === 0) return
  await sql`
    insert into account as a (id, company_id, code, name, kind, is_active)
    select g.id, g."companyId", g.code, g.name, g.kind, g."isActive"
    from json_to_recordset(${toJson(accounts)}::json)
      as g (id uuid, "companyId" uuid, code text, name text, kind text, "isActive" boolean)
    on conflict (company_id, code) do update
      set name = excluded.name, is_active = excluded.is_active, version = a.version + 1
  `.execute(tx.db)
}

export type ImportedTaxCode = TaxCode & OfCompany & { readonly version: number }

export async function readImportedTaxCodes(
  ask: Ask | Tx,
  keys: readonly CodedKey[],
  { lock }: Locking,
): Promise<readonly ImportedTaxCode[]> {
  const { rows } = await sql<ImportedTaxCode>`
    select t.id, t.company_id as "companyId", c.code as company, t.code, t.name,
           t.rate_bps as "rateBps", t.recoverable_bps as "recoverableBps",
           t.is_active as "isActive", t.version
    from ${asked(keys)}
    join tax_code t on t.company_id = c.id and t.code = asked.code
    order by t.id ${lock ? sql`for update of t` : sql``}
  `.execute(ask.db)
  return rows
}

export async function upsertTaxCodes(tx: Tx, codes: readonly ImportedTaxCode[]): Promise<void> {
  if (codes.length === 0) return
  await sql`
    insert into tax_code as t (id, company_id, code, name, rate_bps, recoverable_bps, is_active)
    select g.id, g."companyId", g.code, g.name, g."rateBps", g."recoverableBps", g."isActive"
    from json_to_recordset(${toJson(codes)}::json)
      as g (id uuid, "companyId" uuid, code text, name text, "rateBps" int, "recoverableBps" int,
            "isActive" boolean)
    on conflict (company_id, code) do update
      set name = excluded.name, rate_bps = excluded.rate_bps,
          recoverable_bps = excluded.recoverable_bps, is_active = excluded.is_active,
          version = t.version + 1
  `.execute(tx.db)
}

/** A charge code with its account by code, empty for none. */
export type ImportedChargeCode = Omit<ChargeCode, 'accountId'> &
  OfCompany & { readonly account: string; readonly version: number }

export async function readImportedChargeCodes(
  ask: Ask | Tx,
  keys: readonly CodedKey[],
  { lock }: Locking,
): Promise<readonly ImportedChargeCode[]> {
  const { rows } = await sql<ImportedChargeCode>`
    select h.id, h.company_id as "companyId", c.code as company, h.code, h.name,
           h.follows_goods as "followsGoods", coalesce(a.code, '') as account,
           h.is_active as "isActive", h.version
    from ${asked(keys)}
    join charge_code h on h.company_id = c.id and h.code = asked.code
    left join account a on a.id = h.account_id
    order by h.id ${lock ? sql`for update of h` : sql``}
  `.execute(ask.db)
  return rows
}

export async function upsertChargeCodes(
  tx: Tx,
  codes: readonly ImportedChargeCode[],
): Promise<void> {
  if (codes.length === 0) return
  await sql`
    insert into charge_code as h (id, company_id, code, name, follows_goods, account_id, is_active)
    select g.id, g."companyId", g.code, g.name, g."followsGoods", a.id, g."isActive"
    from json_to_recordset(${toJson(codes)}::json)
      as g (id uuid, "companyId" uuid, code text, name text, "followsGoods" boolean, account text,
            "isActive" boolean)
    left join account a on a.company_id = g."companyId" and a.code = nullif(g.account, '')
    on conflict (company_id, code) do update
      set name = excluded.name, follows_goods = excluded.follows_goods,
          account_id = excluded.account_id, is_active = excluded.is_active,
          version = h.version + 1
  `.execute(tx.db)
}

export type RateKey = Pick<StoredRate, 'fromCurrency' | 'toCurrency' | 'onDay'>

export async function readImportedRates(
  ask: Ask | Tx,
  keys: readonly RateKey[],
  { lock }: Locking,
): Promise<readonly StoredRate[]> {
  const { rows } = await sql<StoredRate>`
    select r.id, r.from_currency as "fromCurrency", r.to_currency as "toCurrency",
           r.on_day as "onDay", r.rate_e10 as "rateE10", r.source, r.version
    from unnest(${keys.map((key) => key.fromCurrency)}::text[],
                ${keys.map((key) => key.toCurrency)}::text[],
                ${keys.map((key) => key.onDay)}::date[]) as asked (from_currency, to_currency, on_day)
    join currency_rate r using (from_currency, to_currency, on_day)
    order by r.id ${lock ? sql`for update of r` : sql``}
  `.execute(ask.db)
  return rows
}

/** Adds those that are not there and corrects those that are. */
export async function upsertRates(tx: Tx, rates: readonly StoredRate[]): Promise<void> {
  if (rates.length === 0) return
  await sql`
    insert into currency_rate as r (id, from_currency, to_currency, on_day, rate_e10, source)
    select g.id, g."fromCurrency", g."toCurrency", g."onDay", g."rateE10", g.source
    from json_to_recordset(${toJson(rates)}::json)
      as g (id uuid, "fromCurrency" text, "toCurrency" text, "onDay" date, "rateE10" bigint,
            source text)
    on conflict (from_currency, to_currency, on_day) do update
      set rate_e10 = excluded.rate_e10, source = excluded.source, version = r.version + 1
  `.execute(tx.db)
}
