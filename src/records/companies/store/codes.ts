import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { AccountId, CompanyId } from '../ids.ts'
import type { NewTaxCode } from '../rules/usual-codes.ts'

/** @returns how many were added; a code the company has already is left as it is */
export async function insertTaxCodes(
  tx: Tx,
  companyId: CompanyId,
  codes: readonly NewTaxCode[],
): Promise<number> {
  const { rows } = await sql`
    insert into tax_code (id, company_id, code, name, rate_bps, recoverable_bps)
    select t.id, ${companyId}::uuid, t.code, t.name, t.rate_bps, t.recoverable_bps
    from unnest(
      ${codes.map(() => tx.newId<'TaxCode'>())}::uuid[],
      ${codes.map((each) => each.code)}::text[],
      ${codes.map((each) => each.name)}::text[],
      ${codes.map((each) => each.rateBps)}::int[],
      ${codes.map((each) => each.recoverableBps)}::int[])
      as t (id, code, name, rate_bps, recoverable_bps)
    on conflict (company_id, code) do nothing
    returning id
  `.execute(tx.db)
  return rows.length
}

/** @returns how many were added; a code the company has already is left as it is */
export async function insertChargeCodes(
  tx: Tx,
  companyId: CompanyId,
  codes: readonly {
    readonly code: string
    readonly name: string
    readonly followsGoods: boolean
    readonly accountId: AccountId | null
  }[],
): Promise<number> {
  const { rows } = await sql`
    insert into charge_code (id, company_id, code, name, follows_goods, account_id)
    select c.id, ${companyId}::uuid, c.code, c.name, c.follows_goods, c.account_id
    from unnest(
      ${codes.map(() => tx.newId<'ChargeCode'>())}::uuid[],
      ${codes.map((each) => each.code)}::text[],
      ${codes.map((each) => each.name)}::text[],
      ${codes.map((each) => each.followsGoods)}::boolean[],
      ${codes.map((each) => each.accountId)}::uuid[])
      as c (id, code, name, follows_goods, account_id)
    on conflict (company_id, code) do nothing
    returning id
  `.execute(tx.db)
  return rows.length
}
