import { type NotFound, type Refused, refused, type Stale, staleSince } from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import { activate, lockNumbers, lockPolicy } from '../store/drafts.ts'
import type { PolicyId } from '../store/policies.ts'

/**
 * Puts a draft in force and retires the policy that was. What it would do must have been looked at:
 * a draft that was not previewed since its last change is refused.
 *
 * @throws {PermissionError} when the actor may not write policies
 */
export async function activatePolicy(
  tx: Tx,
  given: { readonly policyId: PolicyId; readonly seenVersion?: number | undefined },
): Promise<{ readonly kind: 'activated' } | NotFound | Refused | Stale> {
  requirePermission(tx, 'policies.write')

  const { policyId, seenVersion: seen } = given
  await lockNumbers(tx)
  const draft = await lockPolicy(tx, policyId)
  if (draft === undefined) return { kind: 'not_found' }
  const { version, status, preview } = draft
  const stale = await staleSince(tx, { table: 'policy_version', id: policyId, seen, version })
  if (stale !== undefined) return stale
  if (status !== 'draft') {
    const detail = 'Activate a draft: a policy that is or was in force can be copied.'
    return refused({ code: 'policy_decided_already', detail })
  }
  if (preview?.status !== 'done' || preview.policyVersion !== version) {
    const detail = 'Preview it first: it changed since, or was never replayed.'
    return refused({ code: 'preview_missing', detail })
  }
  await activate(tx, policyId)
  announce(tx, 'policy.activated', { kind: 'policy', id: policyId }, {})
  return { kind: 'activated' }
}
