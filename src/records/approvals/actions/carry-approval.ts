import type { Tx } from '#platform/work'

import { type ApprovalSubject, copyApproved } from '../store.ts'

/**
 * Lets what was approved stand for other terms that need no new approval. The amount stays the one
 * that a person approved, so that many small raises do not add up. It follows from another act, whose
 * own permission was checked there. Nothing happens where nothing was approved.
 */
export async function carryApproval(
  tx: Tx,
  given: ApprovalSubject & { readonly contentHash: string; readonly reason: string },
): Promise<void> {
  await copyApproved(tx, given)
}
