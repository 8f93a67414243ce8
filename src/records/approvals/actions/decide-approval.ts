import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import { type DecisionRefusal, refusalOf } from '../rules/decision.ts'
import { type ApprovalRequestId, type ApprovalSubject, lockPending, setDecision } from '../store.ts'

export type DecideApproval = ApprovalSubject & {
  /** Of the terms as the decider saw them. */
  readonly contentHash: string
  readonly decision: 'approved' | 'rejected'
  readonly reason: string
}

export type DecideApprovalOutcome =
  | { readonly kind: 'approved' | 'rejected'; readonly id: ApprovalRequestId }
  | { readonly kind: 'refused'; readonly reason: DecisionRefusal }

/**
 * Approves or rejects what is pending for a subject.
 *
 * @throws {PermissionError} when the actor may not approve
 */
export async function decideApproval(
  tx: Tx,
  given: DecideApproval,
): Promise<DecideApprovalOutcome> {
  requirePermission(tx, 'orders.approve')

  const pending = await lockPending(tx, given)
  const refusal = refusalOf(pending, { ...given, actorId: tx.actor.id })
  if (refusal !== undefined || pending === undefined) {
    return { kind: 'refused', reason: refusal ?? 'nothing_pending' }
  }
  await setDecision(tx, { id: pending.id, decision: given.decision, reason: given.reason })
  announce(
    tx,
    told[given.decision],
    { kind: given.subjectKind, id: given.subjectId },
    { approvalRequestId: pending.id, reason: given.reason },
  )
  return { kind: given.decision, id: pending.id }
}

const told = { approved: 'approval.approved', rejected: 'approval.rejected' } as const
