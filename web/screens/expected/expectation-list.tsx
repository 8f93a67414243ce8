import type { ExpectationRow } from '#contracts/books/inventory'

import { dayText, promisedText, today } from '../../look/days.ts'
import { quantityText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { documentPath } from '../../parts/document-link.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SupplierSelect } from '../../parts/fields/record-selects.tsx'
import { NameOverCode } from '../../parts/name-over-code.tsx'
import { itemFilter, placeFilter } from '../stock/columns.tsx'
import { Firmness, firmnessWords } from './firmness.tsx'

/** What is to come of all items, or of one, soonest first. */
export function ExpectationList({ itemId }: { readonly itemId?: string }) {
  const isOne = itemId !== undefined
  return (
    <DataList<ExpectationRow>
      id={isOne ? 'item-expected' : 'expected-stock'}
      label="Expected stock"
      path="/expectations"
      {...(isOne ? { query: { itemId } } : {})}
      columns={isOne ? columns : [itemColumn, ...columns]}
      filters={isOne ? filters : [itemFilter, ...filters]}
      sort="expectedOn"
      isTall={!isOne}
      rowId={({ id }) => id}
      rowName={({ name, placeCode }) => `${name} to ${placeCode}`}
      rowTo={({ documentId }) => documentPath('purchase_order', documentId) ?? '/orders'}
      empty={
        <EmptyState title="Nothing is to come">
          Lines of orders that were sent show here until they are received, with the day they are
          expected and how sure it is.
        </EmptyState>
      }
    />
  )
}

const itemColumn: Column<ExpectationRow> = {
  key: 'item',
  head: 'Item',
  isAlways: true,
  cell: ({ name, sku }) => <NameOverCode name={name} code={sku} />,
}

const columns: readonly Column<ExpectationRow>[] = [
  {
    key: 'expectedOn',
    head: 'Expected',
    sort: 'expectedOn',
    cell: ({ expectedOn }) => (
      <>
        {expectedOn === null ? 'no day yet' : promisedText(expectedOn)}{' '}
        {expectedOn !== null && expectedOn < today() ? (
          <StatusBadge tone="crit">Late</StatusBadge>
        ) : null}
      </>
    ),
  },
  {
    key: 'quantity',
    head: 'Quantity',
    isFigure: true,
    cell: ({ quantity }) => quantityText(quantity),
  },
  { key: 'place', head: 'To', cell: ({ placeCode }) => placeCode },
  { key: 'supplier', head: 'From', width: 220, cell: ({ supplierName }) => supplierName ?? '–' },
  { key: 'firmness', head: 'How sure', cell: ({ firmness }) => <Firmness firmness={firmness} /> },
  {
    key: 'requestedOn',
    head: 'Asked for',
    cell: ({ requestedOn }) => (requestedOn === null ? '–' : dayText(requestedOn)),
  },
  {
    key: 'promisedOn',
    head: 'Promised',
    cell: ({ promisedOn }) => (promisedOn === null ? '–' : dayText(promisedOn)),
  },
]

const filters: readonly Filter[] = [
  placeFilter,
  {
    kind: 'search',
    label: 'Supplier',
    key: 'supplierId',
    render: (field) => <SupplierSelect isBare {...field} />,
  },
  {
    kind: 'choice',
    label: 'How sure',
    key: 'firmness',
    options: ['requested', 'ordered', 'confirmed'].map((value) => ({
      value,
      label: firmnessWords[value]?.label ?? value,
    })),
  },
  { kind: 'days', label: 'Expected', fromKey: 'expectedFrom', toKey: 'expectedTo' },
]
