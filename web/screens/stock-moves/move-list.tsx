import type { StockMoveRow } from '#contracts/books/inventory'

import { dayText } from '../../look/days.ts'
import { quantityText } from '../../look/format.ts'
import { sentence } from '../../look/words.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import {
  DocumentLink,
  documentName,
  documentPath,
  movingKinds,
} from '../../parts/document-link.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { NameOverCode } from '../../parts/name-over-code.tsx'
import { itemFilter, placeFilter, statusFilter } from '../stock/columns.tsx'

/** Moves of all items, or of one. */
export function MoveList({ itemId }: { readonly itemId?: string }) {
  const isOne = itemId !== undefined
  return (
    <DataList<StockMoveRow>
      id={isOne ? 'item-moves' : 'stock-moves'}
      label="Stock moves"
      path="/stock-moves"
      {...(isOne ? { query: { itemId } } : {})}
      columns={isOne ? columns : [dayColumn, itemColumn, ...columns.slice(1)]}
      filters={isOne ? filters : [itemFilter, ...filters]}
      sort="-movedOn"
      isTall={!isOne}
      rowId={({ id }) => id}
      rowName={({ name, movedOn }) => `${name} on ${dayText(movedOn)}`}
      rowTo={({ cause, itemId: moved }) => documentPath(cause.kind, cause.id) ?? `/stock/${moved}`}
      empty={
        <EmptyState title="Nothing has moved yet">
          Every unit that comes, goes, or changes its state leaves a line here, with the document
          that moved it. Lines are never changed; a mistake is moved back.
        </EmptyState>
      }
    />
  )
}

const dayColumn: Column<StockMoveRow> = {
  key: 'movedOn',
  head: 'Day',
  sort: 'movedOn',
  isAlways: true,
  cell: ({ movedOn }) => dayText(movedOn),
}

const itemColumn: Column<StockMoveRow> = {
  key: 'item',
  head: 'Item',
  cell: ({ name, sku }) => <NameOverCode name={name} code={sku} />,
}

const columns: readonly Column<StockMoveRow>[] = [
  dayColumn,
  {
    key: 'quantity',
    head: 'Quantity',
    isFigure: true,
    cell: ({ quantity }) => quantityText(quantity),
  },
  { key: 'from', head: 'From', width: 240, cell: ({ from }) => nodeText(from) },
  { key: 'to', head: 'To', width: 240, cell: ({ to }) => nodeText(to) },
  { key: 'lot', head: 'Lot', cell: ({ lotCode }) => lotCode ?? '–' },
  { key: 'cause', head: 'Because of', cell: ({ cause }) => <DocumentLink {...cause} /> },
  { key: 'no', head: 'No.', sort: 'no', isFigure: true, isExtra: true, cell: ({ no }) => no },
]

const filters: readonly Filter[] = [
  placeFilter,
  statusFilter,
  {
    kind: 'choice',
    label: 'Because of',
    key: 'kind',
    options: movingKinds.map((value) => ({ value, label: documentName(value) })),
  },
  { kind: 'days', label: 'Day', fromKey: 'movedFrom', toKey: 'movedTo' },
]

const nodeNames: Readonly<Record<string, string>> = {
  supplier: 'Supplier',
  in_transit: 'On its way',
  customer: 'Customer',
  loss: 'Found or lost',
  opening: 'Opening stock',
}

/** `MAIN, available`. */
function nodeText({ kind, placeCode, status }: StockMoveRow['from']): string {
  if (kind !== 'place') return nodeNames[kind] ?? sentence(kind)
  return [placeCode, status && sentence(status).toLowerCase()].filter(Boolean).join(', ')
}
