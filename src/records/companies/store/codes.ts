/** The only SQL that writes tax and charge codes. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { AccountId, ChargeCodeId, CompanyId, TaxCodeId } from '../ids.ts'
import type { ChargeCode, TaxCode } from '../queries/read-codes.ts'
import type { NewTaxCode } from '../rules/usual-codes.ts'

/** @returns the ids of those that were added; a code the company has already is left as it is */
export async function insertTaxCodes(
  tx: Tx,
  companyId: CompanyId,
  codes: readonly NewTaxCode[],
): Promise<readonly TaxCodeId[]> {
  const { rows } = await sql<{ readonly id: TaxCodeId }>`
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
  return rows.map((row) => row.id)
}

/** @returns the ids of those that were added; a code the company has already is left as it is */
export async function insertChargeCodes(
  tx: Tx,
  companyId: CompanyId,
  codes: readonly {
    readonly code: string
    readonly name: string
    readonly followsGoods: boolean
    readonly accountId: AccountId | null
  }[],
): Promise<readonly ChargeCodeId[]> {
  const { rows } = await sql<{ readonly id: ChargeCodeId }>`
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
  return rows.map((row) => row.id)
}

export type StoredTaxCode = TaxCode & { readonly version: number }
export type StoredChargeCode = ChargeCode & {
  readonly companyId: CompanyId
  readonly version: number
}

export async function lockTaxCode(tx: Tx, id: TaxCodeId): Promise<StoredTaxCode | undefined> {
  const { rows } = await sql<StoredTaxCode>`
    select id, code, name, rate_bps as "rateBps", recoverable_bps as "recoverableBps",
           is_active as "isActive", version
    from tax_code where id = ${id}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

export async function updateTaxCode(tx: Tx, taxCode: StoredTaxCode): Promise<void> {
  await sql`
    update tax_code
    set name = ${taxCode.name}, rate_bps = ${taxCode.rateBps}::int,
        recoverable_bps = ${taxCode.recoverableBps}::int, is_active = ${taxCode.isActive},
        version = version + 1
    where id = ${taxCode.id}::uuid
  `.execute(tx.db)
}

export async function lockChargeCode(
  tx: Tx,
  id: ChargeCodeId,
): Promise<StoredChargeCode | undefined> {
  const { rows } = await sql<StoredChargeCode>`
    select id, company_id as "companyId", code, name, follows_goods as "followsGoods",
           account_id as "accountId", is_active as "isActive", version
    from charge_code where id = ${id}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

export async function updateChargeCode(tx: Tx, chargeCode: StoredChargeCode): Promise<void> {
  await sql`
    update charge_code
    set name = ${chargeCode.name}, follows_goods = ${chargeCode.followsGoods},
        account_id = ${chargeCode.accountId}::uuid, is_active = ${chargeCode.isActive},
        version = version + 1
    where id = ${chargeCode.id}::uuid
  `.execute(tx.db)
}
