import type { ImportSummary } from '#contracts/records/imports'

import { StatusBadge } from '../../look/status-badge.tsx'
import { type Word, wordOf } from '../../look/words.ts'

const words: Readonly<Record<string, Word>> = {
  uploaded: { tone: 'proposed', label: 'Uploaded' },
  checking: { tone: 'info', label: 'Being checked' },
  checked: { tone: 'proposed', label: 'Checked' },
  committing: { tone: 'info', label: 'Being committed' },
  committed: { tone: 'ok', label: 'Committed' },
  failed: { tone: 'crit', label: 'Failed' },
  discarded: { tone: 'neutral', label: 'Thrown away' },
}

export function ImportStatus({
  of,
}: {
  readonly of: Pick<ImportSummary, 'status' | 'errorCount'>
}) {
  if (of.status === 'checked' && of.errorCount > 0) {
    return <StatusBadge tone="warn">Has errors</StatusBadge>
  }
  const { tone, label } = wordOf(words, of.status)
  return <StatusBadge tone={tone}>{label}</StatusBadge>
}

export function isWorking({ status }: Pick<ImportSummary, 'status'>): boolean {
  return status === 'checking' || status === 'committing'
}
