import type { OrderRow } from '#contracts/flow/purchasing'
import type { SupplierView } from '#contracts/records/suppliers'

import { dayText } from '../../look/days.ts'
import { Money } from '../../look/money.tsx'
import { StatusBadge } from '../../look/status-badge.tsx'
import { orderVocabulary, wordOf } from '../../look/words.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'

/** What was ordered from one supplier, newest first. */
export function OrdersOf({ supplier }: { readonly supplier: SupplierView }) {
  return (
    <DataList<OrderRow>
      id="supplier-orders"
      label={`Orders to ${supplier.name}`}
      path="/purchase-orders"
      query={{ supplierId: supplier.id }}
      columns={columns}
      sort="-orderedOn"
      rowId={({ id }) => id}
      rowName={({ number }) => number ?? 'Draft'}
      rowTo={({ id }) => `/orders/${id}`}
      empty={
        <EmptyState title="Nothing was ordered yet">
          Orders to {supplier.name} show here, from draft to closed.
        </EmptyState>
      }
    />
  )
}

const columns: readonly Column<OrderRow>[] = [
  { key: 'number', head: 'Order', isAlways: true, cell: ({ number }) => number ?? 'Draft' },
  {
    key: 'status',
    head: 'State',
    cell: ({ lifecycle }) => {
      const { tone, label } = wordOf(orderVocabulary.lifecycle, lifecycle)
      return <StatusBadge tone={tone}>{label}</StatusBadge>
    },
  },
  { key: 'total', head: 'Total', isFigure: true, cell: ({ total }) => <Money money={total} /> },
  {
    key: 'received',
    head: 'Received',
    isFigure: true,
    cell: ({ received }) => <Money money={received} />,
  },
  {
    key: 'invoiced',
    head: 'Invoiced',
    isFigure: true,
    cell: ({ invoiced }) => <Money money={invoiced} />,
  },
  {
    key: 'orderedOn',
    head: 'Ordered',
    sort: 'orderedOn',
    cell: ({ orderedOn }) => dayText(orderedOn),
  },
  {
    key: 'expectedOn',
    head: 'Expected',
    cell: ({ expectedOn }) => (expectedOn === null ? '–' : dayText(expectedOn)),
  },
]
