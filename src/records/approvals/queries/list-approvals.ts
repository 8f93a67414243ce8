import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { moneyToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { ApprovalView, ListApprovalsQuery } from '../contract.ts'
import type { ApprovalRequestId } from '../store.ts'

const sorts = { requestedAt: { column: 'approval_request.requested_at', type: 'instant' } } as const

/** @throws {PermissionError} when the actor may not read orders */
export async function listApprovals(
  ask: Ask,
  asked: ListApprovalsQuery,
): Promise<Page<ApprovalView>> {
  requirePermission(ask, 'orders.read')

  const { status, subjectId } = asked
  let query = selectRequests(ask)
  if (status !== undefined) query = query.where('approval_request.status', '=', status)
  if (subjectId !== undefined) query = query.where('approval_request.subject_id', '=', subjectId)
  return readPage(ask, query, {
    sorts,
    id: 'approval_request.id',
    asked,
    toItem: (row) => viewFor(ask, row),
  })
}

/** @throws {PermissionError} when the actor may not read orders */
export async function readApproval(
  ask: Ask,
  id: ApprovalRequestId,
): Promise<ApprovalView | undefined> {
  requirePermission(ask, 'orders.read')

  const row = await selectRequests(ask).where('approval_request.id', '=', id).executeTakeFirst()
  return row && viewFor(ask, row)
}

function selectRequests(ask: Ask) {
  return ask.db
    .selectFrom('approval_request')
    .select([
      'approval_request.id',
      'approval_request.subject_kind',
      'approval_request.subject_id',
      'approval_request.amount_minor',
      'approval_request.currency',
      sql<ApprovalView['status']>`approval_request.status`.as('status'),
      'approval_request.requested_by',
      'approval_request.requested_by_name',
      'approval_request.requested_at',
      'approval_request.decided_by_name',
      'approval_request.decided_at',
      'approval_request.reason',
      'approval_request.facts',
    ])
}

type Row = {
  readonly id: string
  readonly subject_kind: string
  readonly subject_id: string
  readonly amount_minor: bigint
  readonly currency: string
  readonly status: ApprovalView['status']
  readonly requested_by: string
  readonly requested_by_name: string
  readonly requested_at: Date
  readonly decided_by_name: string | null
  readonly decided_at: Date | null
  readonly reason: string
  readonly facts: unknown
}

function viewFor({ actor }: Ask, row: Row): ApprovalView {
  return {
    id: row.id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    amount: moneyToWire(row.amount_minor, row.currency),
    status: row.status,
    requestedByName: row.requested_by_name,
    requestedAt: row.requested_at.toISOString(),
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    reason: row.reason,
    plan: (row.facts as { readonly plan?: ApprovalView['plan'] }).plan ?? null,
    mayDecide:
      row.status === 'pending' &&
      row.requested_by !== actor.id &&
      actor.permissions.has('orders.approve'),
  }
}
