import type { ReceiptRow } from '#contracts/flow/receiving'

import { dayText } from '../../look/days.ts'
import { Money } from '../../look/money.tsx'
import { StatusBadge } from '../../look/status-badge.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { PlaceSelect, SupplierSelect } from '../../parts/fields/record-selects.tsx'
import { Page } from '../../shell/page.tsx'

/** Goods that were counted in, newest first. */
export function Receipts() {
  return (
    <Page title="Receipts" isFixed>
      <DataList<ReceiptRow>
        id="receipts"
        label="Receipts"
        path="/receipts"
        columns={columns}
        filters={filters}
        searchKey="q"
        searchHint="Number"
        sort="-receivedOn"
        rowId={({ id }) => id}
        rowName={({ number }) => number}
        rowTo={({ id }) => `/receipts/${id}`}
        empty={
          <EmptyState title="Nothing was received yet">
            Open an order under Arrivals and count what came. Each receipt puts units into stock,
            their cost into layers, and what is owed into the accrual, at once.
          </EmptyState>
        }
      />
    </Page>
  )
}

const columns: readonly Column<ReceiptRow>[] = [
  { key: 'number', head: 'Receipt', sort: 'no', isAlways: true, cell: ({ number }) => number },
  {
    key: 'receivedOn',
    head: 'Received',
    sort: 'receivedOn',
    cell: ({ receivedOn }) => dayText(receivedOn),
  },
  { key: 'supplier', head: 'Supplier', width: 240, cell: ({ supplierName }) => supplierName },
  { key: 'order', head: 'Order', cell: ({ orderNumber }) => orderNumber },
  { key: 'place', head: 'At', cell: ({ placeName }) => placeName },
  { key: 'lines', head: 'Lines', isFigure: true, cell: ({ lineCount }) => lineCount },
  { key: 'value', head: 'Value', isFigure: true, cell: ({ value }) => <Money money={value} /> },
  { key: 'note', head: 'Delivery note', isExtra: true, cell: ({ deliveryNote }) => deliveryNote },
  { key: 'by', head: 'By', cell: ({ postedByName }) => postedByName },
  {
    key: 'state',
    head: 'State',
    cell: ({ reversesId, reversedById }) => {
      if (reversesId !== null) return <StatusBadge tone="neutral">Correction</StatusBadge>
      if (reversedById !== null) return <StatusBadge tone="warn">Taken back</StatusBadge>
      return <StatusBadge tone="ok">Posted</StatusBadge>
    },
  },
]

const filters: readonly Filter[] = [
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
  { kind: 'days', label: 'Received', fromKey: 'receivedFrom', toKey: 'receivedTo' },
]
