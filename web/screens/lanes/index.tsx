import { Button } from '@mantine/core'
import { useState } from 'react'

import type { SourceLaneView } from '#contracts/flow/planning'

import { useList } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { countText, moneyText } from '../../look/format.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ItemSelect, PlaceSelect } from '../../parts/fields/record-selects.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { ActivityBadge, activityFilter } from '../../parts/record-form/activity.tsx'
import { RecordDialog } from '../../parts/record-form/record-dialog.tsx'
import { Page } from '../../shell/page.tsx'
import { goodsOf, laneFields, routeOf } from './fields.tsx'

/** By which ways places get goods from other places. */
export function Lanes() {
  const mayWrite = usePermission('plans.write')
  const { page } = useList<{ currency: string }>('/companies', { limit: 1 })
  const [isAdding, setAdding] = useState(false)
  const [open, setOpen] = useState<SourceLaneView>()
  const add = () => setAdding(true)
  const close = () => {
    setAdding(false)
    setOpen(undefined)
  }
  useKeys({ c: { label: 'new lane', run: add, isOff: !mayWrite } })
  const currency = page?.items[0]?.currency ?? 'EUR'
  return (
    <Page
      title="Lanes"
      isFixed
      actions={
        mayWrite ? (
          <Button onClick={add} rightSection={<ButtonKey name="c" />}>
            New lane…
          </Button>
        ) : null
      }
    >
      <DataList<SourceLaneView>
        id="lanes"
        label="Lanes"
        path="/source-lanes"
        columns={columns}
        filters={filters}
        rowId={({ id }) => id}
        rowName={routeOf}
        onOpen={setOpen}
        empty={
          <EmptyState
            title="No lane yet"
            acts={mayWrite ? <Button onClick={add}>Add the first lane</Button> : null}
          >
            A lane says that one place can get goods from another, such as a store from its hub, how
            long that takes and what it costs. Planning then moves what is there before it buys
            more.
          </EmptyState>
        }
      />
      {isAdding || open ? (
        <RecordDialog
          noun="lane"
          fields={laneFields(currency, open)}
          saved={open}
          defaults={{ rank: 1, multipleUnits: 1 }}
          path="/source-lanes"
          nameOf={() => (open === undefined ? 'The lane' : routeOf(open))}
          permission="plans.write"
          note={open ? `${routeOf(open)}, for ${goodsOf(open)}.` : 'The next plan goes by it.'}
          close={close}
        />
      ) : null}
    </Page>
  )
}

const columns: readonly Column<SourceLaneView>[] = [
  {
    key: 'from',
    head: 'From',
    isAlways: true,
    width: 200,
    cell: ({ fromPlaceName }) => fromPlaceName,
  },
  { key: 'to', head: 'To', isAlways: true, width: 200, cell: ({ toPlaceName }) => toPlaceName },
  { key: 'goods', head: 'For', width: 260, cell: goodsOf },
  {
    key: 'leadTimeDays',
    head: 'Days',
    isFigure: true,
    cell: ({ leadTimeDays }) => countText(leadTimeDays),
  },
  {
    key: 'fixedCost',
    head: 'A transfer',
    isFigure: true,
    cell: ({ fixedCost }) => moneyText(fixedCost),
  },
  {
    key: 'costPerKg',
    head: 'A kilogram',
    isFigure: true,
    cell: ({ costPerKg }) => moneyText(costPerKg),
  },
  {
    key: 'multiple',
    head: 'Multiple',
    isFigure: true,
    cell: ({ multipleUnits }) => countText(multipleUnits),
  },
  { key: 'rank', head: 'Rank', isFigure: true, cell: ({ rank }) => countText(rank) },
  { key: 'status', head: 'State', cell: ({ status }) => <ActivityBadge status={status} /> },
]

const filters: readonly Filter[] = [
  {
    kind: 'search',
    label: 'From',
    key: 'fromPlaceId',
    render: (field) => <PlaceSelect isBare {...field} />,
  },
  {
    kind: 'search',
    label: 'To',
    key: 'toPlaceId',
    render: (field) => <PlaceSelect isBare {...field} />,
  },
  {
    kind: 'search',
    label: 'Item',
    key: 'itemId',
    render: (field) => <ItemSelect isBare {...field} />,
  },
  activityFilter,
]
