import { sql } from 'kysely'

import { sumOf } from '#kernel/list'
import { moneyToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'
import { type CompanyId, readCompany } from '#records/companies'

import type { TrialBalanceView } from '../contract.ts'

type AccountRow = Omit<TrialBalanceView['accounts'][number], 'debit' | 'credit' | 'balance'> & {
  readonly debitMinor: bigint
  readonly creditMinor: bigint
}

/**
 * What each account of a company comes to as of a day; accounts nothing was posted to are left out.
 *
 * @throws {PermissionError} when the actor may not read the ledger
 */
export async function readTrialBalance(
  ask: Ask,
  given: { readonly companyId: CompanyId; readonly asOf?: string | undefined },
): Promise<TrialBalanceView | undefined> {
  requirePermission(ask, 'ledger.read')

  const { companyId, asOf = null } = given
  const company = await readCompany(ask, companyId)
  if (company === undefined) return undefined
  const accounts = await readSums(ask, companyId, asOf)
  const money = (amountMinor: bigint) => moneyToWire(amountMinor, company.currency)
  const debitMinor = sumOf(accounts, (account) => account.debitMinor)
  const creditMinor = sumOf(accounts, (account) => account.creditMinor)
  return {
    companyId,
    asOf,
    accounts: accounts.map(({ debitMinor: debit, creditMinor: credit, ...account }) => ({
      ...account,
      debit: money(debit),
      credit: money(credit),
      balance: money(debit - credit),
    })),
    debit: money(debitMinor),
    credit: money(creditMinor),
    difference: money(debitMinor - creditMinor),
  }
}

async function readSums(
  ask: Ask,
  companyId: string,
  asOf: string | null,
): Promise<readonly AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select account.id as "accountId", account.code, account.name, account.kind, account.control,
      coalesce(sum(line.amount_minor) filter (where line.amount_minor > 0), 0)::bigint
        as "debitMinor",
      coalesce(-sum(line.amount_minor) filter (where line.amount_minor < 0), 0)::bigint
        as "creditMinor"
    from journal_line line
    join journal_entry entry on entry.id = line.entry_id
    join account on account.id = line.account_id
    where account.company_id = ${companyId}::uuid
      and (${asOf}::date is null or entry.posted_on <= ${asOf}::date)
    group by account.id
    order by account.code
  `.execute(ask.db)
  return rows
}
