import type { OrderRow } from '#contracts/flow/purchasing'

import { StatusBadge } from '../../look/status-badge.tsx'
import { type Word, wordOf } from '../../look/words.ts'

const statusWords: Readonly<Record<string, Word>> = {
  draft: { tone: 'proposed', label: 'Draft' },
  pending_approval: { tone: 'warn', label: 'Needs approval' },
  approved: { tone: 'ok', label: 'Approved' },
  released: { tone: 'info', label: 'Sent' },
  in_fulfilment: { tone: 'info', label: 'In fulfilment' },
  completed: { tone: 'ok', label: 'Completed' },
  on_hold: { tone: 'warn', label: 'On hold' },
  closed: { tone: 'neutral', label: 'Closed' },
  cancelled: { tone: 'neutral', label: 'Cancelled' },
}

const answerWords: Readonly<Record<string, Word>> = {
  none: { tone: 'neutral', label: 'Not answered' },
  partial: { tone: 'info', label: 'Partly answered' },
  full: { tone: 'ok', label: 'Confirmed' },
  exception: { tone: 'warn', label: 'Answer to review' },
}

const receiptWords: Readonly<Record<string, Word>> = {
  none: { tone: 'neutral', label: 'Not received' },
  partial: { tone: 'info', label: 'Partly received' },
  full: { tone: 'ok', label: 'Received' },
  over: { tone: 'warn', label: 'Over' },
}

const invoiceWords: Readonly<Record<string, Word>> = {
  none: { tone: 'neutral', label: 'Not invoiced' },
  partial: { tone: 'info', label: 'Partly invoiced' },
  full: { tone: 'ok', label: 'Invoiced' },
  over: { tone: 'crit', label: 'Over-invoiced' },
}

type Axes = Pick<
  OrderRow,
  'status' | 'answer' | 'receipt' | 'invoice' | 'isLate' | 'isChanged' | 'lifecycle'
>

export function StatusOf({ order }: { readonly order: Pick<OrderRow, 'status'> }) {
  return <WordBadge word={wordOf(statusWords, order.status)} />
}

export function AnswerOf({ order }: { readonly order: Pick<OrderRow, 'answer' | 'lifecycle'> }) {
  return order.lifecycle === 'draft' ? '–' : <WordBadge word={wordOf(answerWords, order.answer)} />
}

export function ReceiptOf({ order }: { readonly order: Pick<OrderRow, 'receipt' | 'lifecycle'> }) {
  return order.lifecycle === 'draft' ? (
    '–'
  ) : (
    <WordBadge word={wordOf(receiptWords, order.receipt)} />
  )
}

export function InvoiceOf({ order }: { readonly order: Pick<OrderRow, 'invoice' | 'lifecycle'> }) {
  return order.lifecycle === 'draft' ? (
    '–'
  ) : (
    <WordBadge word={wordOf(invoiceWords, order.invoice)} />
  )
}

/** In the title: the life, and of the other axes only those that need somebody. */
export function TitleBadges({ order }: { readonly order: Axes }) {
  return (
    <>
      <StatusOf order={order} />
      {order.answer === 'exception' ? <AnswerOf order={order} /> : null}
      {order.receipt === 'over' ? <ReceiptOf order={order} /> : null}
      {order.invoice === 'over' ? <InvoiceOf order={order} /> : null}
      {order.isChanged ? <StatusBadge tone="proposed">Changed, not sent</StatusBadge> : null}
      {order.isLate ? <StatusBadge tone="crit">Late</StatusBadge> : null}
    </>
  )
}

function WordBadge({ word }: { readonly word: Word }) {
  return <StatusBadge tone={word.tone}>{word.label}</StatusBadge>
}
