import {
  type Changed,
  type NotFound,
  planChange,
  type Refused,
  refused,
  type Stale,
} from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { requirePermission, type Tx } from '#platform/work'

import type { AccountId } from '../ids.ts'
import {
  isAccountCodeTaken,
  lockAccount,
  type StoredAccount,
  updateAccount,
} from '../store/accounts.ts'
import { accountCodeTaken } from './create-account.ts'

type Changeable = Pick<StoredAccount, 'code' | 'name' | 'isActive'>

/**
 * Names or numbers an account anew, or takes it out of use. A control stays in use.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function changeAccount(
  tx: Tx,
  command: {
    readonly accountId: AccountId
    readonly seenVersion?: number | undefined
    readonly changes: { readonly [Name in keyof Changeable]?: Changeable[Name] | undefined }
  },
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'records.write')

  const { accountId, seenVersion: seen, changes } = command
  const before = await lockAccount(tx, accountId)
  const plan = await planChange(tx, { table: 'account', before, seen, changes })
  if (plan.kind !== 'differs') return plan

  const { after } = plan
  const errors: ErrorFact[] = []
  if (await isAccountCodeTaken(tx, after)) errors.push(accountCodeTaken(after.code))
  if (!after.isActive && after.control !== null) errors.push(controlNeeded(after.control))
  if (errors.length > 0) return refused(...errors)
  await updateAccount(tx, after)
  return { kind: 'changed' }
}

function controlNeeded(control: string): ErrorFact {
  const detail = `Leave the account active: the books post to it as ${control}.`
  return { code: 'control_in_use', detail, pointer: '/isActive' }
}
