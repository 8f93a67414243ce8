import { Button } from '@mantine/core'

import type { ForecastRow, SourceView } from '#contracts/flow/forecasting'

import { dayText } from '../../look/days.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ListSelect } from '../../parts/fields/list-select.tsx'
import { SupplierSelect } from '../../parts/fields/record-selects.tsx'
import { NameOverCode } from '../../parts/name-over-code.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { segments } from '../policies/words.ts'
import { placeFilter } from '../stock/columns.tsx'
import { expectedText, methodWords, shareText } from './words.ts'

/** What may be sold, by item and place, the best sellers first. */
export function Forecasts() {
  const go = useGo()
  return (
    <Page
      title="Forecast"
      isFixed
      note="stocking units a week"
      actions={
        <Button variant="default" onClick={() => go('/forecast-totals')}>
          Totals
        </Button>
      }
    >
      <DataList<ForecastRow>
        id="forecasts"
        label="Forecasts"
        path="/forecasts"
        columns={columns}
        filters={filters}
        searchKey="q"
        searchHint="SKU or name"
        sort="-levelUnits"
        isTall
        rowId={({ id }) => id}
        rowName={({ item, place }) => `${item.name} at ${place.name}`}
        rowTo={({ item, place }) => `/forecasts/${item.id}/${place.id}`}
        empty={
          <EmptyState title="Nothing is forecast yet">
            Once an item has demand at a place, the next run of planning forecasts it. Bring demand
            by file under Imports, or let orders come in.
          </EmptyState>
        }
      />
    </Page>
  )
}

const columns: readonly Column<ForecastRow>[] = [
  {
    key: 'item',
    head: 'Item',
    sort: 'sku',
    isAlways: true,
    width: 260,
    cell: ({ item }) => <NameOverCode name={item.name} code={item.sku} />,
  },
  { key: 'place', head: 'Place', width: 180, cell: ({ place }) => place.name },
  {
    key: 'level',
    head: 'A week now',
    sort: 'levelUnits',
    isFigure: true,
    cell: ({ levelUnits }) => expectedText(levelUnits),
  },
  {
    key: 'next4',
    head: 'Next 4 weeks',
    isFigure: true,
    cell: ({ next4Units }) => expectedText(next4Units),
  },
  {
    key: 'next13',
    head: 'Next 13 weeks',
    isFigure: true,
    cell: ({ next13Units }) => expectedText(next13Units),
  },
  { key: 'unit', head: 'Unit', isExtra: true, cell: ({ unit }) => unit },
  { key: 'method', head: 'Sells', cell: ({ method }) => methodWords[method] },
  {
    key: 'wape',
    head: 'WAPE',
    sort: 'wape',
    isFigure: true,
    cell: ({ wape }) => shareText(wape),
  },
  {
    key: 'lagWape',
    head: 'When it mattered',
    isFigure: true,
    cell: ({ lagWape }) => shareText(lagWape),
  },
  { key: 'bias', head: 'Bias', isFigure: true, cell: ({ bias }) => shareText(bias, true) },
  {
    key: 'overrides',
    head: 'Overrides',
    isFigure: true,
    cell: ({ overrideCount }) => (overrideCount === 0 ? '–' : overrideCount),
  },
  { key: 'madeOn', head: 'Made', cell: ({ madeOn }) => dayText(madeOn) },
]

const filters: readonly Filter[] = [
  placeFilter,
  {
    kind: 'choice',
    label: 'Sells',
    key: 'method',
    options: Object.entries(methodWords).map(([value, label]) => ({ value, label })),
  },
  {
    kind: 'choice',
    label: 'Segment',
    key: 'segment',
    options: segments.map((value) => ({ value, label: value })),
  },
  {
    kind: 'search',
    label: 'Supplier',
    key: 'supplierId',
    render: (field) => <SupplierSelect isBare {...field} />,
  },
  {
    kind: 'search',
    label: 'Category',
    key: 'categoryId',
    render: (field) => (
      <ListSelect<{ readonly id: string; readonly name: string; readonly code: string }>
        isBare
        {...field}
        path="/item-categories"
        optionOf={({ id, name, code }) => ({ id, label: name, note: code })}
      />
    ),
  },
  {
    kind: 'search',
    label: 'Planned with',
    key: 'sourceId',
    render: (field) => (
      <ListSelect<SourceView>
        isBare
        {...field}
        path="/forecast-sources"
        optionOf={({ id, name, code }) => ({ id, label: name, note: code })}
      />
    ),
  },
]
