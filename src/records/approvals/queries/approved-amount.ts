import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import type { ApprovalSubject } from '../store.ts'

/** What another person approved last for a subject, in minor units; `undefined` when nothing stands. */
export async function approvedAmountMinor(
  ask: Ask,
  subject: ApprovalSubject,
): Promise<bigint | undefined> {
  const { rows } = await sql<{ readonly amountMinor: bigint }>`
    select amount_minor as "amountMinor" from approval_request
    where subject_kind = ${subject.subjectKind} and subject_id = ${subject.subjectId}::uuid
      and status = 'approved'
    order by id desc limit 1
  `.execute(ask.db)
  return rows[0]?.amountMinor
}
