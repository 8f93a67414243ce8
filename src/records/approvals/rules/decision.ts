/** Who may decide what was asked: another person than the one who asked, on the terms as they stand. */

export type DecisionRefusal = 'self_approval' | 'nothing_pending' | 'content_changed'

/**
 * @returns why not, or `undefined` when it may be decided. A rejection by the one who asked is let
 *   through: nothing is released by it.
 */
export function refusalOf(
  pending: { readonly contentHash: string; readonly requestedBy: string } | undefined,
  given: {
    readonly contentHash: string
    readonly actorId: string
    readonly decision: 'approved' | 'rejected'
  },
): DecisionRefusal | undefined {
  if (pending === undefined) return 'nothing_pending'
  if (pending.contentHash !== given.contentHash) return 'content_changed'
  const isSelf = pending.requestedBy === given.actorId
  return isSelf && given.decision === 'approved' ? 'self_approval' : undefined
}
