import type { ObservationRow } from '#contracts/flow/lead-times'

import { dayText } from '../../look/days.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { NameOverCode } from '../../parts/name-over-code.tsx'
import { meanText, wholeText } from './words.ts'

/** What the lane was learned from, newest first. */
export function History({ laneId }: { readonly laneId: string }) {
  return (
    <DataList<ObservationRow>
      id="lead-time-history"
      label="Deliveries"
      path={`/lead-times/${laneId}/observations`}
      columns={columns}
      sort="-knownOn"
      isTall
      rowId={({ id }) => id}
      rowName={({ name, knownOn }) => `${name} on ${dayText(knownOn)}`}
      rowTo={({ orderId }) => `/orders/${orderId}`}
      empty={<EmptyState title="No delivery yet">Receipts on this lane show here.</EmptyState>}
    />
  )
}

const columns: readonly Column<ObservationRow>[] = [
  {
    key: 'item',
    head: 'Item',
    isAlways: true,
    cell: ({ name, sku }) => <NameOverCode name={name} code={sku} />,
  },
  {
    key: 'knownOn',
    head: 'Came',
    sort: 'knownOn',
    cell: ({ knownOn, kind }) => (
      <>
        {dayText(knownOn)}{' '}
        {kind === 'reversal' ? <StatusBadge tone="neutral">Taken back</StatusBadge> : null}
        {kind === 'inspection' ? <StatusBadge tone="info">Inspected</StatusBadge> : null}
      </>
    ),
  },
  { key: 'order', head: 'Order', cell: ({ orderNumber }) => orderNumber },
  { key: 'sent', head: 'Sent', cell: ({ startedOn }) => (startedOn ? dayText(startedOn) : '–') },
  {
    key: 'promised',
    head: 'First promise',
    cell: ({ firstPromisedOn }) => (firstPromisedOn ? dayText(firstPromisedOn) : '–'),
  },
  {
    key: 'agreed',
    head: 'Agreed',
    isFigure: true,
    cell: ({ agreedDays }) => wholeText(agreedDays),
  },
  { key: 'whole', head: 'Days', isFigure: true, cell: ({ wholeDays }) => wholeText(wholeDays) },
  {
    key: 'late',
    head: 'After promise',
    isFigure: true,
    cell: ({ lateDays }) => (lateDays === null ? '–' : meanText(lateDays, true)),
  },
  {
    key: 'approval',
    head: 'Approval',
    isFigure: true,
    isExtra: true,
    cell: ({ approvalDays }) => wholeText(approvalDays),
  },
  {
    key: 'answer',
    head: 'Answer',
    isFigure: true,
    isExtra: true,
    cell: ({ answerDays }) => wholeText(answerDays),
  },
]
