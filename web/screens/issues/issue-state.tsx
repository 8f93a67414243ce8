import type { IssueRow } from '#contracts/flow/shipping'

import { StatusBadge } from '../../look/status-badge.tsx'

export type IssueStateProps = { readonly of: Pick<IssueRow, 'reversesId' | 'reversedById'> }

export function IssueState({ of: { reversesId, reversedById } }: IssueStateProps) {
  if (reversesId !== null) return <StatusBadge tone="neutral">Correction</StatusBadge>
  if (reversedById !== null) return <StatusBadge tone="warn">Taken back</StatusBadge>
  return <StatusBadge tone="ok">Posted</StatusBadge>
}
