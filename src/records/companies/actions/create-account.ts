import { type Refused, refused } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import type { AccountId, CompanyId } from '../ids.ts'
import { readCompany } from '../queries/read-company.ts'
import type { AccountKind } from '../rules/controls.ts'
import { insertAccount } from '../store/accounts.ts'
import { companyUnknown } from './faults.ts'

export type CreateAccount = {
  readonly companyId: CompanyId
  readonly code: string
  readonly name: string
  readonly kind: AccountKind
}

/**
 * Adds an account of the company's own, such as one for a charge. The controls are there already.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function createAccount(
  tx: Tx,
  command: CreateAccount,
): Promise<{ readonly kind: 'created'; readonly accountId: AccountId } | Refused> {
  requirePermission(tx, 'records.write')

  if ((await readCompany(tx, command.companyId)) === undefined) return refused(companyUnknown)
  const accountId = tx.newId<'Account'>()
  if (await insertAccount(tx, accountId, command)) return { kind: 'created', accountId }
  return refused(accountCodeTaken(command.code))
}

export function accountCodeTaken(code: string) {
  const detail = `Choose another code: the company has an account ${code} already.`
  return { code: 'code_taken', detail, pointer: '/code' }
}
