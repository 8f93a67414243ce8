import { Button } from '@mantine/core'

import type { InvoiceRow } from '#contracts/flow/matching'

import { usePermission } from '../../api/session.ts'
import { dayText, instantText } from '../../look/days.ts'
import { Money } from '../../look/money.tsx'
import { StatusBadge } from '../../look/status-badge.tsx'
import { wordOf } from '../../look/words.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter, SavedView } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SupplierSelect } from '../../parts/fields/record-selects.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { invoiceWords } from './words.ts'

/** What suppliers billed, and what became of it. */
export function Invoices() {
  const go = useGo()
  const mayCapture = usePermission('invoices.capture')
  const capture = () => go('/invoices/new')
  return (
    <Page
      title="Invoices"
      isFixed
      actions={
        mayCapture ? (
          <Button onClick={capture} rightSection={<ButtonKey name="c" />}>
            Capture an invoice
          </Button>
        ) : null
      }
    >
      <DataList<InvoiceRow>
        id="invoices"
        label="Invoices"
        path="/supplier-invoices"
        columns={columns}
        filters={filters}
        views={views}
        searchKey="q"
        searchHint="Number"
        sort="-invoicedOn"
        rowId={({ id }) => id}
        rowName={({ supplierNumber, supplierName }) => `${supplierNumber} of ${supplierName}`}
        rowTo={({ id }) => `/invoices/${id}`}
        keys={{ c: { label: 'capture an invoice', run: capture, isOff: !mayCapture } }}
        empty={
          <EmptyState
            title="No invoice was captured yet"
            acts={mayCapture ? <Button onClick={capture}>Capture the first invoice</Button> : null}
          >
            An invoice is laid beside its order and receipts. What fits is posted to pay; the rest
            is held in the match queue with every reason.
          </EmptyState>
        }
      />
    </Page>
  )
}

const columns: readonly Column<InvoiceRow>[] = [
  {
    key: 'supplierNumber',
    head: 'Invoice',
    isAlways: true,
    cell: ({ supplierNumber }) => supplierNumber,
  },
  { key: 'supplier', head: 'Supplier', width: 240, cell: ({ supplierName }) => supplierName },
  {
    key: 'status',
    head: 'State',
    cell: ({ status }) => {
      const { tone, label } = wordOf(invoiceWords, status)
      return <StatusBadge tone={tone}>{label}</StatusBadge>
    },
  },
  { key: 'number', head: 'Our number', sort: 'no', cell: ({ number }) => number },
  {
    key: 'invoicedOn',
    head: 'Invoiced',
    sort: 'invoicedOn',
    cell: ({ invoicedOn }) => dayText(invoicedOn),
  },
  { key: 'dueOn', head: 'Due', sort: 'dueOn', cell: ({ dueOn }) => dayText(dueOn) },
  {
    key: 'total',
    head: 'Total',
    sort: 'total',
    isFigure: true,
    cell: ({ total }) => <Money money={total} />,
  },
  {
    key: 'payable',
    head: 'In the books',
    isFigure: true,
    cell: ({ payable }) => (payable === null ? '–' : <Money money={payable} />),
  },
  {
    key: 'posted',
    head: 'Posted',
    isExtra: true,
    cell: ({ postedAt }) => (postedAt === null ? '–' : instantText(postedAt)),
  },
  { key: 'by', head: 'Captured by', isExtra: true, cell: ({ capturedByName }) => capturedByName },
]

const filters: readonly Filter[] = [
  {
    kind: 'choice',
    label: 'State',
    key: 'status',
    options: Object.entries(invoiceWords).map(([value, { label }]) => ({ value, label })),
  },
  {
    kind: 'search',
    label: 'Supplier',
    key: 'supplierId',
    render: (field) => <SupplierSelect isBare {...field} />,
  },
  { kind: 'days', label: 'Invoiced', fromKey: 'invoicedFrom', toKey: 'invoicedTo' },
]

const views: readonly SavedView[] = [
  { label: 'All', query: {} },
  { label: 'Held', query: { status: 'held' } },
  { label: 'Not matched', query: { status: 'captured' } },
  { label: 'Posted', query: { status: 'posted' } },
]
