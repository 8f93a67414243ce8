import { Button } from '@mantine/core'

import type { AdjustmentRow } from '#contracts/flow/counts'

import { usePermission } from '../../api/session.ts'
import { dayText } from '../../look/days.ts'
import { Money } from '../../look/money.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { placeFilter } from '../stock/columns.tsx'

/** What was found or lost, and what was there before Landfall. */
export function Adjustments() {
  const go = useGo()
  const mayAdjust = usePermission('stock.adjust')
  const mayOpen = usePermission('ledger.post') && mayAdjust
  const adjust = () => go('/adjustments/new')
  const open = () => go('/adjustments/new?kind=opening')
  return (
    <Page
      title="Stock adjustments"
      isFixed
      actions={
        <>
          {mayOpen ? (
            <Button variant="default" onClick={open}>
              Opening stock
            </Button>
          ) : null}
          {mayAdjust ? (
            <Button onClick={adjust} rightSection={<ButtonKey name="c" />}>
              Adjust stock
            </Button>
          ) : null}
        </>
      }
    >
      <DataList<AdjustmentRow>
        id="adjustments"
        label="Stock adjustments"
        path="/stock-adjustments"
        columns={columns}
        filters={filters}
        searchKey="q"
        searchHint="Number"
        sort="-adjustedOn"
        rowId={({ id }) => id}
        rowName={({ number }) => number}
        rowTo={({ id }) => `/adjustments/${id}`}
        keys={{ c: { label: 'adjust stock', run: adjust, isOff: !mayAdjust } }}
        empty={
          <EmptyState
            title="Nothing was found or lost"
            acts={mayAdjust ? <Button onClick={adjust}>Adjust stock</Button> : null}
          >
            When the shelf and the books differ, write what was found or lost and why. Units and
            their cost change together.
          </EmptyState>
        }
      />
    </Page>
  )
}

const columns: readonly Column<AdjustmentRow>[] = [
  { key: 'number', head: 'Adjustment', sort: 'no', isAlways: true, cell: ({ number }) => number },
  {
    key: 'adjustedOn',
    head: 'Day',
    sort: 'adjustedOn',
    cell: ({ adjustedOn }) => dayText(adjustedOn),
  },
  {
    key: 'kind',
    head: 'Kind',
    cell: ({ kind }) => (kind === 'opening' ? 'Opening stock' : 'Found or lost'),
  },
  { key: 'place', head: 'Place', cell: ({ placeName }) => placeName },
  { key: 'reason', head: 'Reason', width: 320, cell: ({ reason }) => reason },
  { key: 'lines', head: 'Lines', isFigure: true, cell: ({ lineCount }) => lineCount },
  {
    key: 'value',
    head: 'Value',
    isFigure: true,
    cell: ({ value }) => <Money money={value} isChange />,
  },
  { key: 'by', head: 'By', cell: ({ postedByName }) => postedByName },
]

const filters: readonly Filter[] = [
  placeFilter,
  {
    kind: 'choice',
    label: 'Kind',
    key: 'kind',
    options: [
      { value: 'adjustment', label: 'Found or lost' },
      { value: 'opening', label: 'Opening stock' },
    ],
  },
  { kind: 'days', label: 'Day', fromKey: 'adjustedFrom', toKey: 'adjustedTo' },
]
