import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import type { AccountId, ChargeCodeId, CompanyId, TaxCodeId } from '../ids.ts'

export type TaxCode = {
  readonly id: TaxCodeId
  readonly code: string
  readonly name: string
  readonly rateBps: number
  readonly recoverableBps: number
  readonly isActive: boolean
}

export type ChargeCode = {
  readonly id: ChargeCodeId
  readonly code: string
  readonly name: string
  readonly followsGoods: boolean
  /** Where it is expensed; always there when it does not follow the goods. */
  readonly accountId: AccountId | null
  readonly isActive: boolean
}

/** All of the company, active or not, by code. */
export async function readChargeCodes(
  ask: Ask,
  companyId: CompanyId,
): Promise<readonly ChargeCode[]> {
  const { rows } = await sql<ChargeCode>`
    select id, code, name, follows_goods as "followsGoods", account_id as "accountId",
           is_active as "isActive"
    from charge_code where company_id = ${companyId}::uuid order by code
  `.execute(ask.db)
  return rows
}
