import type { LayerRow } from '#contracts/books/valuation'

import { dayText } from '../../look/days.ts'
import { quantityText } from '../../look/format.ts'
import { Money } from '../../look/money.tsx'
import { sentence } from '../../look/words.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { placeFilter } from './columns.tsx'

/** What each receipt of an item cost, and how much of it is left. */
export function LayerList({ itemId }: { readonly itemId: string }) {
  return (
    <DataList<LayerRow>
      id="stock-layers"
      label="Cost layers"
      path="/stock-layers"
      query={{ itemId }}
      columns={columns}
      filters={filters}
      sort="receivedOn"
      rowId={({ id }) => id}
      rowName={({ receivedOn }) => `Received ${dayText(receivedOn)}`}
      empty={
        <EmptyState title="No cost layer yet">
          Each receipt lays down what its units cost; issues take from the oldest.
        </EmptyState>
      }
    />
  )
}

const kinds: Readonly<Record<LayerRow['kind'], string>> = {
  fifo: 'Own cost',
  pool: 'Average',
  held: 'Held',
}

const columns: readonly Column<LayerRow>[] = [
  {
    key: 'receivedOn',
    head: 'Received',
    sort: 'receivedOn',
    isAlways: true,
    cell: ({ receivedOn }) => dayText(receivedOn, true),
  },
  { key: 'place', head: 'Place', cell: ({ placeCode }) => placeCode },
  { key: 'kind', head: 'Valued', cell: ({ kind }) => kinds[kind] },
  { key: 'status', head: 'State', cell: ({ status }) => sentence(status) },
  { key: 'lot', head: 'Lot', cell: ({ lotCode }) => lotCode ?? '–' },
  { key: 'in', head: 'Came in', isFigure: true, cell: (layer) => quantityText(layer.quantityIn) },
  { key: 'valueIn', head: 'For', isFigure: true, cell: ({ valueIn }) => <Money money={valueIn} /> },
  { key: 'left', head: 'Left', isFigure: true, cell: (layer) => quantityText(layer.quantityLeft) },
  {
    key: 'valueLeft',
    head: 'Worth',
    isFigure: true,
    cell: ({ valueLeft }) => <Money money={valueLeft} />,
  },
]

const filters: readonly Filter[] = [
  placeFilter,
  {
    kind: 'choice',
    label: 'Layers',
    key: 'open',
    options: [
      { value: 'true', label: 'With units left' },
      { value: 'false', label: 'Used up' },
    ],
  },
]
