import type { EditionRow, SourceView } from '#contracts/flow/forecasting'

import { dayText, instantText } from '../../look/days.ts'
import { countText } from '../../look/format.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ListSelect } from '../../parts/fields/list-select.tsx'
import { NameOverCode } from '../../parts/name-over-code.tsx'

/** What sources sent, the newest first. */
export function Editions() {
  return (
    <DataList<EditionRow>
      id="forecast-editions"
      label="Editions of forecasts"
      path="/forecast-editions"
      columns={editionColumns}
      filters={editionFilters}
      sort="-madeOn"
      isTall
      rowId={({ id }) => id}
      rowName={({ source, name }) => `${name} of ${source.name}`}
      empty={
        <EmptyState title="No edition came yet">
          Each time a source forecasts anew it sends an edition. Editions stay as they came, so that
          each can be scored by what was known when it was made.
        </EmptyState>
      }
    />
  )
}

const periodWords = { day: 'Days', week: 'Weeks', month: 'Months' } as const

const editionColumns: readonly Column<EditionRow>[] = [
  {
    key: 'name',
    head: 'Edition',
    isAlways: true,
    width: 240,
    cell: ({ name, source }) => <NameOverCode name={name} code={source.name} />,
  },
  {
    key: 'made',
    head: 'Made',
    sort: 'madeOn',
    cell: ({ madeOn }) => dayText(madeOn, true),
  },
  { key: 'period', head: 'Figures of', cell: ({ period }) => periodWords[period] },
  {
    key: 'figures',
    head: 'Figures',
    isFigure: true,
    cell: ({ figureCount }) => countText(figureCount),
  },
  {
    key: 'pairs',
    head: 'Item-places',
    isFigure: true,
    cell: ({ pairCount }) => countText(pairCount),
  },
  { key: 'first', head: 'From', cell: ({ firstOn }) => (firstOn ? dayText(firstOn, true) : '–') },
  {
    key: 'last',
    head: 'Last period',
    cell: ({ lastOn }) => (lastOn ? dayText(lastOn, true) : '–'),
  },
  { key: 'received', head: 'Came', cell: ({ receivedAt }) => instantText(receivedAt) },
]

const editionFilters: readonly Filter[] = [
  {
    kind: 'search',
    label: 'Source',
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
