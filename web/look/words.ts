import type { Tone } from './theme.ts'

/** A status as people read it. */
export type Word = { readonly tone: Tone; readonly label: string }

/** The words for the axes of an order. Axes stay apart: an order has one badge on each. */
export const orderVocabulary = {
  lifecycle: {
    draft: { tone: 'proposed', label: 'Draft' },
    pending_approval: { tone: 'warn', label: 'Needs approval' },
    released: { tone: 'info', label: 'Sent' },
    in_fulfilment: { tone: 'info', label: 'In fulfilment' },
    on_hold: { tone: 'warn', label: 'On hold' },
    closed: { tone: 'neutral', label: 'Closed' },
    cancelled: { tone: 'neutral', label: 'Cancelled' },
  },
  answer: {
    none: { tone: 'neutral', label: 'Not answered' },
    overdue: { tone: 'crit', label: 'Answer overdue' },
    confirmed: { tone: 'ok', label: 'Confirmed' },
    needs_review: { tone: 'warn', label: 'Answer to review' },
    countered: { tone: 'proposed', label: 'Countered' },
  },
  receipt: {
    none: { tone: 'neutral', label: 'Not received' },
    partial: { tone: 'info', label: 'Partly received' },
    full: { tone: 'ok', label: 'Received' },
    short: { tone: 'crit', label: 'Short' },
    over: { tone: 'warn', label: 'Over' },
  },
  invoice: {
    none: { tone: 'neutral', label: 'Not invoiced' },
    matched: { tone: 'ok', label: 'Matched' },
    held: { tone: 'crit', label: 'Invoice held' },
    disputed: { tone: 'warn', label: 'Disputed' },
    paid: { tone: 'neutral', label: 'Paid' },
  },
} as const satisfies Record<string, Record<string, Word>>

/** The word for a status, also for one this version of the app has not met yet. */
export function wordOf(words: Readonly<Record<string, Word>>, status: string): Word {
  return words[status] ?? { tone: 'neutral', label: sentence(status) }
}

/** `not_yet_sent` and `notYetSent` as `Not yet sent`. */
export function sentence(code: string): string {
  const words = code
    .replaceAll(/[_.-]+/g, ' ')
    .replaceAll(/(?<=[a-z])[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`)
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What the books post to an account as, where its code says it badly. */
const controls: Readonly<Record<string, string>> = {
  grni: 'Goods received, not invoiced',
  rtv_clearing: 'Returns awaiting credit',
  cogs: 'Cost of goods sold',
  shrink: 'Found and lost',
  fx_realised: 'Exchange, realised',
  fx_unrealised: 'Exchange, not realised',
}

export function controlWord(control: string): string {
  return controls[control] ?? sentence(control)
}
