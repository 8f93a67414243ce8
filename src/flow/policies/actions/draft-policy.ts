import { type Refused, refused } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import { copyPolicy, lockNumbers, lockPolicy } from '../store/drafts.ts'
import { ensureUsualPolicy, type PolicyId, readActivePolicy } from '../store/policies.ts'

export type DraftPolicy = {
  readonly name: string
  readonly note?: string | undefined
  readonly copyOf?: string | undefined
}

/**
 * A draft starts as a copy: of the policy in force unless another is named.
 *
 * @throws {PermissionError} when the actor may not write policies
 */
export async function draftPolicy(
  tx: Tx,
  { name, note = '', copyOf }: DraftPolicy,
): Promise<{ readonly kind: 'created'; readonly policyId: PolicyId } | Refused> {
  requirePermission(tx, 'policies.write')

  await lockNumbers(tx)
  await ensureUsualPolicy(tx)
  const from =
    copyOf === undefined ? await readActivePolicy(tx) : await lockPolicy(tx, copyOf as PolicyId)
  if (from === undefined) {
    const detail = 'Copy a policy that exists: list them under /policies.'
    return refused({ code: 'policy_unknown', detail, pointer: '/copyOf' })
  }
  const policyId = tx.newId<'Policy'>()
  await copyPolicy(tx, { id: policyId, copyOf: from.id, name, note })
  return { kind: 'created', policyId }
}
