import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import { type ApprovalRequestId, type NewRequest, replacePending } from '../store.ts'

/**
 * Asks another person to approve these terms. What was pending for the same subject is void.
 *
 * The caller holds the lock of the subject, so that two requests take turns.
 *
 * @throws {PermissionError} when the actor may not write orders
 */
export async function requestApproval(tx: Tx, given: NewRequest): Promise<ApprovalRequestId> {
  requirePermission(tx, 'orders.write')

  const id = await replacePending(tx, given)
  announce(
    tx,
    'approval.requested',
    { kind: given.subjectKind, id: given.subjectId },
    { approvalRequestId: id, amountMinor: given.amountMinor, currency: given.currency },
  )
  return id
}
