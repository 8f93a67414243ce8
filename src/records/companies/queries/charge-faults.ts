import { sql } from 'kysely'

import type { ErrorFact } from '#platform/http/problem'
import type { Ask } from '#platform/work'

import type { AccountId, CompanyId } from '../ids.ts'

/** What is wrong with where a charge goes: an expense needs an account, of its own company. */
export async function chargeFaults(
  ask: Ask,
  charge: {
    readonly companyId: CompanyId
    readonly followsGoods: boolean
    readonly accountId: AccountId | null
  },
): Promise<readonly ErrorFact[]> {
  const { companyId, followsGoods, accountId } = charge
  if (accountId === null) return followsGoods ? [] : [accountNeeded]
  const { rows } = await sql`
    select 1 from account
    where id = ${accountId}::uuid and company_id = ${companyId}::uuid and is_active
  `.execute(ask.db)
  return rows.length === 1 ? [] : [accountUnknown]
}

const accountNeeded: ErrorFact = {
  code: 'account_needed',
  detail: 'Name the account it is expensed to, or let it follow the goods.',
  pointer: '/accountId',
}

const accountUnknown: ErrorFact = {
  code: 'account_unknown',
  detail: 'Name an active account of the same company: list them under /accounts.',
  pointer: '/accountId',
}
