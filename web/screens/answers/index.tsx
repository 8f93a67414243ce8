import type { AnswerRow } from '#contracts/flow/purchasing'

import { agoText, instantText } from '../../look/days.ts'
import { countText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import { type Word, wordOf } from '../../look/words.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter, SavedView } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SupplierSelect } from '../../parts/fields/record-selects.tsx'
import { ScreenLink } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'

/** What suppliers said to our orders; what went past a limit waits for a decision. */
export function Answers() {
  return (
    <Page title="Supplier answers" isFixed>
      <DataList<AnswerRow>
        id="answers"
        label="Supplier answers"
        path="/supplier-answers"
        columns={columns}
        filters={filters}
        views={views}
        sort="-answeredAt"
        rowId={({ id }) => id}
        rowName={nameOf}
        rowTo={({ orderId }) => `/orders/${orderId}`}
        empty={
          <EmptyState
            title="No supplier answered yet"
            acts={<ScreenLink to="/orders?answer=none">See orders without an answer</ScreenLink>}
          >
            Suppliers answer on the page of the link in their mail, or a buyer enters what they
            said. Answers within the limits of the company count at once; the others wait here.
          </EmptyState>
        }
      />
    </Page>
  )
}

const nameOf = ({ orderNumber }: AnswerRow) => orderNumber ?? 'Draft'

export const answerWords: Readonly<Record<string, Word>> = {
  needs_review: { tone: 'warn', label: 'To review' },
  auto_accepted: { tone: 'ok', label: 'Within limits' },
  accepted: { tone: 'ok', label: 'Accepted' },
  rejected: { tone: 'crit', label: 'Rejected' },
  superseded: { tone: 'neutral', label: 'Replaced' },
}

const columns: readonly Column<AnswerRow>[] = [
  { key: 'order', head: 'Order', isAlways: true, cell: nameOf },
  { key: 'supplier', head: 'Supplier', width: 240, cell: ({ supplier }) => supplier.name },
  {
    key: 'status',
    head: 'State',
    cell: ({ status }) => {
      const { tone, label } = wordOf(answerWords, status)
      return <StatusBadge tone={tone}>{label}</StatusBadge>
    },
  },
  { key: 'lines', head: 'Lines', isFigure: true, cell: ({ lineCount }) => countText(lineCount) },
  {
    key: 'exceptions',
    head: 'Past limits',
    isFigure: true,
    cell: ({ exceptionCount }) => countText(exceptionCount),
  },
  { key: 'answered', head: 'Answered', sort: 'answeredAt', cell: (row) => agoText(row.answeredAt) },
  {
    key: 'by',
    head: 'By',
    cell: ({ channel, answeredByName }) =>
      channel === 'link' ? 'Supplier' : `${answeredByName}, on behalf`,
  },
  { key: 'message', head: 'Message', width: 280, cell: ({ message }) => message },
  {
    key: 'decided',
    head: 'Decided',
    cell: ({ decidedAt, decidedByName }) =>
      decidedAt === null ? '–' : `${instantText(decidedAt)}, ${decidedByName ?? ''}`,
  },
  {
    key: 'reason',
    head: 'Reason',
    isExtra: true,
    width: 240,
    cell: ({ decisionReason }) => decisionReason,
  },
]

const filters: readonly Filter[] = [
  {
    kind: 'choice',
    label: 'State',
    key: 'status',
    options: Object.entries(answerWords).map(([value, { label }]) => ({ value, label })),
  },
  {
    kind: 'search',
    label: 'Supplier',
    key: 'supplierId',
    render: (field) => <SupplierSelect isBare {...field} />,
  },
]

const views: readonly SavedView[] = [
  { label: 'To review', query: { status: 'needs_review' } },
  { label: 'All', query: {} },
]
