/** The life of a supplier's answer; a later answer supersedes one that nobody has decided yet. */
const next = {
  auto_accepted: [],
  needs_review: ['accepted', 'rejected', 'superseded'],
  accepted: [],
  rejected: [],
  superseded: [],
} as const satisfies Record<string, readonly string[]>

export type AnswerStatus = keyof typeof next

export function answerMayBecome(from: AnswerStatus, to: AnswerStatus): boolean {
  const targets: readonly AnswerStatus[] = next[from]
  return targets.includes(to)
}
