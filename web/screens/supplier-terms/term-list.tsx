import { Button } from '@mantine/core'

import type { TermView } from '#contracts/flow/agreements'

import { usePermission } from '../../api/session.ts'
import { dayText } from '../../look/days.ts'
import { quantityText } from '../../look/format.ts'
import { Price } from '../../look/money.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ItemSelect, PlaceSelect, SupplierSelect } from '../../parts/fields/record-selects.tsx'
import { NameOverCode } from '../../parts/name-over-code.tsx'
import { useGo } from '../../shell/link.tsx'

export type TermListProps = {
  /** Only of this supplier, or only for this item. */
  readonly supplierId?: string
  readonly itemId?: string
}

/** What suppliers ask for items. */
export function TermList({ supplierId, itemId }: TermListProps) {
  const go = useGo()
  const mayWrite = usePermission('records.write')
  const scope = { ...(supplierId ? { supplierId } : {}), ...(itemId ? { itemId } : {}) }
  const add = () => go(`/supplier-terms/new?${new URLSearchParams(scope)}`)
  return (
    <DataList<TermView>
      id="supplier-terms"
      label="Supplier terms"
      path="/supplier-terms"
      query={scope}
      columns={columns}
      filters={filters.filter((filter) => !('key' in filter) || !(filter.key in scope))}
      sort="sku"
      isTall
      rowId={({ id }) => id}
      rowName={({ itemName, supplierName }) => `${itemName} of ${supplierName}`}
      rowTo={({ id }) => `/supplier-terms/${id}`}
      keys={{ c: { label: 'new terms', run: add, isOff: !mayWrite } }}
      empty={
        <EmptyState
          title="No terms were agreed yet"
          acts={mayWrite ? <Button onClick={add}>Write the first terms</Button> : null}
        >
          Terms say what a supplier asks for an item: prices by quantity, the least it sells, and
          how long it takes. Orders are priced and rounded by them.
        </EmptyState>
      }
    />
  )
}

const columns: readonly Column<TermView>[] = [
  {
    key: 'item',
    head: 'Item',
    sort: 'sku',
    isAlways: true,
    cell: ({ itemName, sku }) => <NameOverCode name={itemName} code={sku} />,
  },
  { key: 'supplier', head: 'Supplier', width: 200, cell: ({ supplierName }) => supplierName },
  { key: 'place', head: 'Place', cell: ({ placeCode }) => placeCode ?? 'Every place' },
  {
    key: 'price',
    head: 'Price',
    isFigure: true,
    cell: ({ breaks: [first] }) => (first ? <Price price={first.price} /> : '–'),
  },
  {
    key: 'breaks',
    head: 'Breaks',
    isFigure: true,
    cell: ({ breaks }) => breaks.length,
  },
  { key: 'moq', head: 'Minimum', isFigure: true, cell: ({ moq }) => quantityText(moq) },
  {
    key: 'multiple',
    head: 'Multiple',
    isFigure: true,
    cell: (term) => quantityText(term.multiple),
  },
  { key: 'lead', head: 'Lead days', isFigure: true, cell: ({ leadTimeDays }) => leadTimeDays },
  { key: 'rank', head: 'Rank', isFigure: true, isExtra: true, cell: ({ rank }) => rank },
  {
    key: 'valid',
    head: 'In force',
    sort: 'validFrom',
    cell: ({ validFrom, validTo }) =>
      `${dayText(validFrom)} – ${validTo === null ? 'until newer' : dayText(validTo)}`,
  },
  {
    key: 'supplierSku',
    head: 'Their number',
    isExtra: true,
    cell: ({ supplierSku }) => supplierSku || '–',
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
    label: 'Item',
    key: 'itemId',
    render: (field) => <ItemSelect isBare {...field} />,
  },
  {
    kind: 'search',
    label: 'Place',
    key: 'placeId',
    render: (field) => <PlaceSelect isBare {...field} />,
  },
  { kind: 'text', label: 'Their number', key: 'supplierSku' },
]
