import { Button } from '@mantine/core'

import type { OrderRow } from '#contracts/flow/purchasing'

import { usePermission } from '../../api/session.ts'
import { dayText } from '../../look/days.ts'
import { Money } from '../../look/money.tsx'
import { StatusBadge } from '../../look/status-badge.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter, SavedView } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { PlaceSelect, SupplierSelect } from '../../parts/fields/record-selects.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { FirstSteps } from '../start/first-steps.tsx'
import { AnswerOf, InvoiceOf, ReceiptOf, StatusOf } from './badges.tsx'
import { nameOf } from './name.ts'

/** What we asked suppliers for, and how far each order has come. */
export function Orders() {
  const go = useGo()
  const mayWrite = usePermission('orders.write')
  const write = () => go('/orders/new')
  return (
    <Page
      title="Orders"
      isFixed
      actions={
        mayWrite ? (
          <Button onClick={write} rightSection={<ButtonKey name="c" />}>
            New order
          </Button>
        ) : null
      }
    >
      <DataList<OrderRow>
        id="orders"
        label="Orders"
        path="/purchase-orders"
        columns={columns}
        filters={filters}
        views={views}
        searchKey="q"
        searchHint="Number or supplier"
        sort="-orderedOn"
        rowId={({ id }) => id}
        rowName={nameOf}
        rowTo={({ id }) => `/orders/${id}`}
        keys={{ c: { label: 'new order', run: write, isOff: !mayWrite } }}
        empty={
          <>
            <EmptyState title="No order was written yet">
              An order asks one supplier for goods at one place. It is approved, sent, answered line
              by line, received and invoiced; each step shows here.
            </EmptyState>
            <FirstSteps />
          </>
        }
      />
    </Page>
  )
}

const columns: readonly Column<OrderRow>[] = [
  {
    key: 'number',
    head: 'Order',
    sort: 'number',
    isAlways: true,
    cell: ({ number }) => number ?? 'Draft',
  },
  { key: 'supplier', head: 'Supplier', cell: ({ supplier }) => supplier.name, width: 240 },
  { key: 'status', head: 'State', cell: (order) => <StatusOf order={order} /> },
  { key: 'answer', head: 'Answer', cell: (order) => <AnswerOf order={order} /> },
  { key: 'receipt', head: 'Receipt', cell: (order) => <ReceiptOf order={order} /> },
  { key: 'invoice', head: 'Invoice', cell: (order) => <InvoiceOf order={order} /> },
  {
    key: 'total',
    head: 'Total',
    sort: 'total',
    isFigure: true,
    cell: ({ total }) => <Money money={total} />,
  },
  {
    key: 'received',
    head: 'Received',
    isFigure: true,
    isExtra: true,
    cell: ({ received }) => <Money money={received} />,
  },
  {
    key: 'invoiced',
    head: 'Invoiced',
    isFigure: true,
    isExtra: true,
    cell: ({ invoiced }) => <Money money={invoiced} />,
  },
  {
    key: 'orderedOn',
    head: 'Ordered',
    sort: 'orderedOn',
    cell: ({ orderedOn }) => dayText(orderedOn),
  },
  {
    key: 'requestedOn',
    head: 'Asked for',
    sort: 'requestedOn',
    cell: ({ requestedOn }) => dayText(requestedOn),
  },
  {
    key: 'expectedOn',
    head: 'Expected',
    cell: ({ expectedOn, isLate }) => (
      <>
        {expectedOn === null ? '–' : dayText(expectedOn)}{' '}
        {isLate ? <StatusBadge tone="crit">Late</StatusBadge> : null}
      </>
    ),
  },
  { key: 'place', head: 'To', cell: ({ place }) => place.name, isExtra: true },
  {
    key: 'lines',
    head: 'Lines',
    isFigure: true,
    isExtra: true,
    cell: ({ lineCount }) => lineCount,
  },
  { key: 'buyer', head: 'Buyer', cell: ({ buyerName }) => buyerName, isExtra: true },
]

const choice = (label: string, key: string, options: Readonly<Record<string, string>>): Filter => ({
  kind: 'choice',
  label,
  key,
  options: Object.entries(options).map(([value, text]) => ({ value, label: text })),
})

const filters: readonly Filter[] = [
  choice('State', 'lifecycle', {
    draft: 'Draft',
    released: 'Sent',
    on_hold: 'On hold',
    closed: 'Closed',
    cancelled: 'Cancelled',
  }),
  choice('Answer', 'answer', { none: 'Not answered', to_review: 'To review' }),
  choice('Receipt', 'receipt', { none: 'Not received', open: 'Still open', done: 'Received' }),
  choice('Invoice', 'invoice', { none: 'Not invoiced', open: 'Still open', done: 'Invoiced' }),
  {
    kind: 'search',
    label: 'Supplier',
    key: 'supplierId',
    render: (field) => <SupplierSelect isBare {...field} />,
  },
  {
    kind: 'search',
    label: 'Place',
    key: 'placeId',
    render: (field) => <PlaceSelect isBare {...field} />,
  },
  { kind: 'flag', label: 'Late', key: 'late' },
  { kind: 'days', label: 'Ordered', fromKey: 'orderedFrom', toKey: 'orderedTo' },
]

const views: readonly SavedView[] = [
  { label: 'All', query: {} },
  { label: 'To approve', query: { approval: 'pending' } },
  { label: 'Not answered', query: { answer: 'none', lifecycle: 'released' } },
  { label: 'To receive', query: { receipt: 'open', lifecycle: 'released' } },
  { label: 'Late', query: { late: 'true' } },
]
