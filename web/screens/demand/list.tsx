import type { DemandRow } from '#contracts/flow/demand'

import { dayText } from '../../look/days.ts'
import { Quantity } from '../../look/money.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { NameOverCode } from '../../parts/name-over-code.tsx'
import { Page } from '../../shell/page.tsx'
import { placeFilter } from '../stock/columns.tsx'
import { markNames } from './words.ts'

/** What was wanted of each item at each place, the most wanted first. */
export function DemandList() {
  return (
    <Page title="Demand" isFixed note="observed, in whole weeks">
      <DataList<DemandRow>
        id="demand"
        label="Demand"
        path="/demand"
        columns={columns}
        filters={filters}
        searchKey="q"
        searchHint="SKU or name"
        sort="-last52Weeks"
        isTall
        rowId={({ item, place }) => `${item.id} ${place.id}`}
        rowName={({ item, place }) => `${item.name} at ${place.code}`}
        rowTo={({ item, place }) => `/demand/${item.id}/${place.id}`}
        empty={
          <EmptyState title="Nothing was wanted yet">
            Customer orders come in by themselves. Past sales come by file: under Imports, as demand
            by day or as the rows of a shop. A minute later each item stands here with its weeks,
            cleaned of what will not come again.
          </EmptyState>
        }
      />
    </Page>
  )
}

const columns: readonly Column<DemandRow>[] = [
  {
    key: 'item',
    head: 'Item',
    sort: 'sku',
    isAlways: true,
    width: 260,
    cell: ({ item }) => <NameOverCode name={item.name} code={item.code} />,
  },
  { key: 'place', head: 'Place', width: 160, cell: ({ place }) => place.name },
  {
    key: 'last4',
    head: 'Last 4 weeks',
    sort: 'last4Weeks',
    isFigure: true,
    cell: ({ last4Weeks }) => <Quantity quantity={last4Weeks} />,
  },
  {
    key: 'last13',
    head: 'Last 13',
    sort: 'last13Weeks',
    isFigure: true,
    cell: ({ last13Weeks }) => <Quantity quantity={last13Weeks} />,
  },
  {
    key: 'last52',
    head: 'Last 52',
    sort: 'last52Weeks',
    isFigure: true,
    cell: ({ last52Weeks }) => <Quantity quantity={last52Weeks} />,
  },
  {
    key: 'lastSold',
    head: 'Last sold',
    sort: 'lastSoldOn',
    cell: ({ lastSoldOn }) => (lastSoldOn === null ? '–' : dayText(lastSoldOn)),
  },
  {
    key: 'marks',
    head: 'Marks of the year',
    cell: ({ marks }) => marks.map((mark) => markNames[mark] ?? mark).join(', ') || '–',
  },
]

const filters: readonly Filter[] = [
  placeFilter,
  {
    kind: 'choice',
    label: 'Marked',
    key: 'mark',
    options: Object.entries(markNames).map(([value, label]) => ({ value, label })),
  },
]
