/** The life of an import. Each status lists where it may go next. */
const next = {
  uploaded: ['uploaded', 'checking', 'discarded'],
  checking: ['checked', 'failed', 'uploaded', 'discarded'],
  checked: ['uploaded', 'checking', 'committing', 'discarded'],
  committing: ['committed', 'checking', 'failed'],
  failed: ['uploaded', 'checking', 'discarded'],
  committed: [],
  discarded: [],
} as const satisfies Record<string, readonly string[]>

export type ImportStatus = keyof typeof next

export const importStatuses = Object.keys(next) as readonly ImportStatus[]

export function mayBecome(from: ImportStatus, to: ImportStatus): boolean {
  const targets: readonly ImportStatus[] = next[from]
  return targets.includes(to)
}
