import type { LeadTimeRow } from '#contracts/flow/lead-times'

import { dayText } from '../../look/days.ts'
import { countText } from '../../look/format.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SupplierSelect } from '../../parts/fields/record-selects.tsx'
import { NameOverCode } from '../../parts/name-over-code.tsx'
import { Page } from '../../shell/page.tsx'
import { placeFilter } from '../stock/columns.tsx'
import { laneName, meanText, percentText, wholeText } from './words.ts'

/** How long each lane takes and how well its promises hold, the busiest first. */
export function LeadTimes() {
  return (
    <Page title="Lead times" isFixed note="days from sent to received">
      <DataList<LeadTimeRow>
        id="lead-times"
        label="Lead times"
        path="/lead-times"
        columns={columns}
        filters={filters}
        sort="-lineCount"
        isTall
        rowId={({ id }) => id}
        rowName={laneName}
        rowTo={({ id }) => `/lead-times/${id}`}
        nothingHint="Where nothing was received yet, planning takes the days of the supplier’s terms."
        empty={
          <EmptyState title="No delivery has taught anything yet">
            Each receipt against an order says how long its supplier took to its place, and how late
            it was after the promise. A minute after the first one the lane shows here, with its
            spread.
          </EmptyState>
        }
      />
    </Page>
  )
}

const columns: readonly Column<LeadTimeRow>[] = [
  {
    key: 'lane',
    head: 'From and to',
    isAlways: true,
    width: 260,
    cell: ({ supplierName, placeName }) => (
      <NameOverCode
        name={supplierName ?? 'All suppliers'}
        code={placeName === null ? 'all places' : `to ${placeName}`}
      />
    ),
  },
  {
    key: 'lines',
    head: 'Lines',
    sort: 'lineCount',
    isFigure: true,
    cell: ({ lineCount }) => countText(lineCount),
  },
  {
    key: 'mean',
    head: 'Mean days',
    sort: 'meanDays',
    isFigure: true,
    cell: ({ meanDays }) => meanText(meanDays),
  },
  {
    key: 'sd',
    head: 'Spread ±',
    sort: 'sdDays',
    isFigure: true,
    cell: ({ sdDays }) => meanText(sdDays),
  },
  { key: 'p50', head: 'P50', isFigure: true, cell: ({ p50Days }) => wholeText(p50Days) },
  { key: 'p80', head: 'P80', isFigure: true, cell: ({ p80Days }) => wholeText(p80Days) },
  {
    key: 'p95',
    head: 'P95',
    sort: 'p95Days',
    isFigure: true,
    cell: ({ p95Days }) => wholeText(p95Days),
  },
  {
    key: 'late',
    head: 'After promise',
    sort: 'lateDays',
    isFigure: true,
    cell: ({ lateDays }) => meanText(lateDays, true),
  },
  {
    key: 'onTime',
    head: 'On time',
    sort: 'onTimePercent',
    isFigure: true,
    cell: ({ onTimePercent }) => percentText(onTimePercent),
  },
  {
    key: 'last',
    head: 'Last came',
    cell: ({ lastKnownOn }) => (lastKnownOn === null ? '–' : dayText(lastKnownOn)),
  },
]

const filters: readonly Filter[] = [
  {
    kind: 'search',
    label: 'Supplier',
    key: 'supplierId',
    render: (field) => <SupplierSelect isBare {...field} />,
  },
  placeFilter,
  {
    kind: 'choice',
    label: 'Seen as',
    key: 'level',
    options: [
      { value: 'lane', label: 'Lanes' },
      { value: 'supplier', label: 'Whole suppliers' },
      { value: 'all', label: 'Everything' },
    ],
  },
]
