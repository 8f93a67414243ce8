/** The only SQL that writes accounts. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { AccountId, CompanyId } from '../ids.ts'
import type { AccountKind, ChartAccount, Control } from '../rules/controls.ts'

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

export type StoredAccount = {
  readonly id: AccountId
  readonly companyId: CompanyId
  readonly code: string
  readonly name: string
  readonly kind: AccountKind
  readonly control: Control | null
  readonly isActive: boolean
  readonly version: number
}

/** @returns false when the company has the code already */
export async function insertAccount(
  tx: Tx,
  id: AccountId,
  given: Pick<StoredAccount, 'companyId' | 'code' | 'name' | 'kind'>,
): Promise<boolean> {
  const { rows } = await sql`
    insert into account (id, company_id, code, name, kind)
    values (${id}::uuid, ${given.companyId}::uuid, ${given.code}, ${given.name}, ${given.kind})
    on conflict (company_id, code) do nothing returning id
  `.execute(tx.db)
  return rows.length === 1
}

export async function lockAccount(
  tx: Tx,
  accountId: AccountId,
): Promise<StoredAccount | undefined> {
  const { rows } = await sql<StoredAccount>`
    select id, company_id as "companyId", code, name, kind, control, is_active as "isActive", version
    from account where id = ${accountId}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

export async function isAccountCodeTaken(tx: Tx, account: StoredAccount): Promise<boolean> {
  const { rows } = await sql`
    select 1 from account
    where company_id = ${account.companyId}::uuid and code = ${account.code}
      and id <> ${account.id}::uuid
  `.execute(tx.db)
  return rows.length > 0
}

export async function updateAccount(tx: Tx, account: StoredAccount): Promise<void> {
  await sql`
    update account
    set code = ${account.code}, name = ${account.name}, is_active = ${account.isActive},
        version = version + 1
    where id = ${account.id}::uuid
  `.execute(tx.db)
}
