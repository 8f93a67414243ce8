import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { AccountId, CompanyId } from '../ids.ts'
import type { ChartAccount, Control } from '../rules/controls.ts'

/** @returns the new accounts by their control */
export async function insertAccounts(
  tx: Tx,
  companyId: CompanyId,
  accounts: readonly ChartAccount[],
): Promise<ReadonlyMap<Control, AccountId>> {
  const ids = accounts.map(() => tx.newId<'Account'>())
  await sql`
    insert into account (id, company_id, code, name, kind, control)
    select a.id, ${companyId}::uuid, a.code, a.name, a.kind, a.control
    from unnest(
      ${ids}::uuid[],
      ${accounts.map((account) => account.code)}::text[],
      ${accounts.map((account) => account.name)}::text[],
      ${accounts.map((account) => account.kind)}::text[],
      ${accounts.map((account) => account.control)}::text[]) as a (id, code, name, kind, control)
  `.execute(tx.db)
  return new Map(
    accounts.flatMap((account, index) => {
      const id = ids[index]
      return id === undefined ? [] : [[account.control, id] as const]
    }),
  )
}
