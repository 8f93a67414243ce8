/** The only SQL that writes approval requests. */
import { sql } from 'kysely'

import type { Id } from '#kernel/brand'
import { toJson } from '#platform/pending'
import type { Tx } from '#platform/work'

export type ApprovalRequestId = Id<'ApprovalRequest'>

/** What is to be approved: a document, by the name of its table. */
export type ApprovalSubject = { readonly subjectKind: string; readonly subjectId: string }

export type NewRequest = ApprovalSubject & {
  /** Of the terms that are approved; others than these are not. */
  readonly contentHash: string
  readonly amountMinor: bigint
  readonly currency: string
  /** What the decider should know beside the amount; see the contract. */
  readonly facts?: Readonly<Record<string, unknown>> | undefined
}

export type PendingRequest = {
  readonly id: ApprovalRequestId
  readonly contentHash: string
  readonly requestedBy: string
}

/** Voids what is pending for the subject, then asks anew. */
export async function replacePending(tx: Tx, given: NewRequest): Promise<ApprovalRequestId> {
  const id = tx.newId<'ApprovalRequest'>()
  await sql`
    with voided as (
      update approval_request set status = 'void'
      where subject_kind = ${given.subjectKind} and subject_id = ${given.subjectId}::uuid
        and status = 'pending'
      returning id
    )
    insert into approval_request (id, subject_kind, subject_id, content_hash, amount_minor, currency,
                                  facts, status, requested_by, requested_by_name, requested_at)
    select ${id}::uuid, ${given.subjectKind}, ${given.subjectId}::uuid, ${given.contentHash},
           ${given.amountMinor}::bigint, ${given.currency},
           ${toJson(given.facts ?? {})}::jsonb, 'pending', ${tx.actor.id},
           ${tx.actor.name}, ${tx.now}::timestamptz
    from (select count(*) from voided) done
  `.execute(tx.db)
  return id
}

export async function lockPending(
  tx: Tx,
  subject: ApprovalSubject,
): Promise<PendingRequest | undefined> {
  const { rows } = await sql<PendingRequest>`
    select id, content_hash as "contentHash", requested_by as "requestedBy"
    from approval_request
    where subject_kind = ${subject.subjectKind} and subject_id = ${subject.subjectId}::uuid
      and status = 'pending'
    for update
  `.execute(tx.db)
  return rows[0]
}

export async function setDecision(
  tx: Tx,
  given: {
    readonly id: ApprovalRequestId
    readonly decision: 'approved' | 'rejected'
    readonly reason: string
  },
): Promise<void> {
  await sql`
    update approval_request
    set status = ${given.decision}, reason = ${given.reason}, decided_by = ${tx.actor.id},
        decided_by_name = ${tx.actor.name}, decided_at = ${tx.now}::timestamptz
    where id = ${given.id}::uuid
  `.execute(tx.db)
}

/** The latest approval once more, on other terms and by a rule; the one before keeps its own. */
export async function copyApproved(
  tx: Tx,
  given: ApprovalSubject & { readonly contentHash: string; readonly reason: string },
): Promise<void> {
  await sql`
    insert into approval_request (id, subject_kind, subject_id, content_hash, amount_minor, currency,
                                  facts, status, requested_by, requested_by_name, requested_at,
                                  decided_by, decided_by_name, decided_at, reason)
    select ${tx.newId()}::uuid, subject_kind, subject_id, ${given.contentHash}, amount_minor,
           currency, facts, 'approved', requested_by, requested_by_name, requested_at,
           'rule:approvals.carry', decided_by_name, ${tx.now}::timestamptz, ${given.reason}
    from approval_request
    where subject_kind = ${given.subjectKind} and subject_id = ${given.subjectId}::uuid
      and status = 'approved'
    order by id desc limit 1
  `.execute(tx.db)
}

/** Pending and approved ones count no more. */
export async function setVoid(tx: Tx, subject: ApprovalSubject): Promise<number> {
  const { rows } = await sql`
    update approval_request set status = 'void'
    where subject_kind = ${subject.subjectKind} and subject_id = ${subject.subjectId}::uuid
      and status in ('pending', 'approved')
    returning id
  `.execute(tx.db)
  return rows.length
}
