import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import type { ApprovalSubject } from '../store.ts'

export type Verdict = 'approved' | 'pending' | 'rejected' | 'none'

/** How the latest request on exactly these terms stands; `none` when there is none, or it is void. */
export async function verdict(
  ask: Ask,
  given: ApprovalSubject & { readonly contentHash: string },
): Promise<Verdict> {
  const { rows } = await sql<{ readonly status: string }>`
    select status from approval_request
    where subject_kind = ${given.subjectKind} and subject_id = ${given.subjectId}::uuid
      and content_hash = ${given.contentHash}
    order by id desc limit 1
  `.execute(ask.db)
  const status = rows[0]?.status
  return status === 'approved' || status === 'pending' || status === 'rejected' ? status : 'none'
}
