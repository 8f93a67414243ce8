import { type Refused, refused } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import { adoptMethods, copyPolicy, lockNumbers, lockPolicy } from '../store/drafts.ts'
import { ensureUsualPolicy, type PolicyId, readActivePolicy } from '../store/policies.ts'
import { latestRounds } from '../store/rounds.ts'

export type DraftPolicy = {
  readonly name: string
  readonly note?: string | undefined
  readonly copyOf?: string | undefined
  /** Takes over the methods that the tournament advises. */
  readonly adoptsAdvice?: boolean | undefined
}

/**
 * A draft starts as a copy: of the policy in force unless another is named.
 *
 * @throws {PermissionError} when the actor may not write policies
 */
export async function draftPolicy(
  tx: Tx,
  { name, note = '', copyOf, adoptsAdvice = false }: DraftPolicy,
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
  if (adoptsAdvice) {
    const rounds = await latestRounds(tx)
    await adoptMethods(
      tx,
      policyId,
      rounds.filter(({ isAdvised }) => isAdvised),
    )
  }
  return { kind: 'created', policyId }
}
