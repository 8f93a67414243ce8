import type { Tx } from '#platform/work'

import { type ApprovalSubject, setVoid } from '../store.ts'

/**
 * Takes back what was asked and given, because the subject is no longer what was approved. It
 * follows from another act, whose own permission was checked there.
 *
 * @returns how many requests are void by this
 */
export async function voidApprovals(tx: Tx, subject: ApprovalSubject): Promise<number> {
  return setVoid(tx, subject)
}
