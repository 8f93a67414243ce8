import { type Word, wordOf } from '../../look/words.ts'

export type MailMessage = {
  readonly id: string
  readonly subject: string
  readonly to: string
  readonly status: string
  readonly attempts: number
  /** Why the mail server refused it; empty when it didn't. */
  readonly problem: string
  readonly createdAt: string
  readonly sentAt: string | null
}

/** As it was written; read when it is opened. */
export type MailContent = MailMessage & {
  readonly body: string
  readonly attachments: readonly { readonly fileName: string }[]
}

export const mailWords = {
  queued: { tone: 'info', label: 'Waiting' },
  sent: { tone: 'ok', label: 'Sent' },
  kept: { tone: 'neutral', label: 'Kept here' },
  failed: { tone: 'crit', label: 'Failed' },
} as const satisfies Record<string, Word>

export function mailWord(status: string): Word {
  return wordOf(mailWords, status)
}
