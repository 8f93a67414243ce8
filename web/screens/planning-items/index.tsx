import { Button } from '@mantine/core'
import { useState } from 'react'

import type { PlanningItemView } from '#contracts/records/assortment'

import { usePermission } from '../../api/session.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ItemSelect, PlaceSelect } from '../../parts/fields/record-selects.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { NameOverCode } from '../../parts/name-over-code.tsx'
import { Page } from '../../shell/page.tsx'
import { ChangeSeveral } from './change-several.tsx'
import { PlanningItemDialog } from './planning-item-dialog.tsx'
import { criticalityOptions, criticalityWords, lifeText } from './words.ts'

/** What planning was told of items at places, beyond their demand and stock. */
export function PlanningItems() {
  const mayWrite = usePermission('plans.write')
  const [open, setOpen] = useState<PlanningItemView | 'new'>()
  const [several, setSeveral] = useState<readonly PlanningItemView[]>()
  const add = () => setOpen('new')
  useKeys({ c: { label: 'tell of an item', run: add, isOff: !mayWrite } })
  return (
    <Page
      title="Planning items"
      isFixed
      actions={
        mayWrite ? (
          <Button onClick={add} rightSection={<ButtonKey name="c" />}>
            Tell of an item…
          </Button>
        ) : null
      }
    >
      <DataList<PlanningItemView>
        id="planning-items"
        label="Planning items"
        path="/planning-items"
        columns={columns}
        filters={filters}
        searchKey="q"
        searchHint="SKU or name"
        sort="sku"
        isTall
        rowId={({ id }) => id}
        rowName={({ item, place }) => `${item.name} at ${place.name}`}
        onOpen={setOpen}
        {...(mayWrite
          ? {
              bulk: (rows: readonly PlanningItemView[]) => (
                <Button variant="default" size="compact-sm" onClick={() => setSeveral(rows)}>
                  Change…
                </Button>
              ),
            }
          : {})}
        empty={
          <EmptyState
            title="Planning was told nothing yet"
            acts={mayWrite ? <Button onClick={add}>Tell of an item</Button> : null}
          >
            Every item that sells is planned as usual. Say here what demand and stock don’t show:
            that one is critical, spoils, starts or ends on a day, sells like another, or is not
            planned at a place.
          </EmptyState>
        }
      />
      {open ? (
        <PlanningItemDialog
          saved={open === 'new' ? undefined : open}
          close={() => setOpen(undefined)}
        />
      ) : null}
      {several ? <ChangeSeveral rows={several} close={() => setSeveral(undefined)} /> : null}
    </Page>
  )
}

const columns: readonly Column<PlanningItemView>[] = [
  {
    key: 'item',
    head: 'Item',
    sort: 'sku',
    isAlways: true,
    cell: ({ item }) => <NameOverCode name={item.name} code={item.sku} />,
  },
  { key: 'place', head: 'Place', width: 160, cell: ({ place }) => place.name },
  {
    key: 'criticality',
    head: 'Criticality',
    cell: ({ criticality }) =>
      criticality === 'normal' ? (
        criticalityWords.normal
      ) : (
        <StatusBadge tone={criticality === 'critical' ? 'warn' : 'neutral'}>
          {criticalityWords[criticality]}
        </StatusBadge>
      ),
  },
  {
    key: 'shelfLife',
    head: 'Shelf life days',
    isFigure: true,
    cell: ({ shelfLifeDays }) => shelfLifeDays ?? '–',
  },
  { key: 'life', head: 'Sold', width: 180, cell: (row) => lifeText(row) || 'without end' },
  {
    key: 'analog',
    head: 'Sells like',
    width: 220,
    cell: ({ analogItem }) =>
      analogItem === null ? '–' : <NameOverCode name={analogItem.name} code={analogItem.sku} />,
  },
  {
    key: 'planned',
    head: 'Planned',
    cell: ({ isPlanned }) =>
      isPlanned ? 'Yes' : <StatusBadge tone="neutral">Not planned</StatusBadge>,
  },
]

const filters: readonly Filter[] = [
  {
    kind: 'search',
    label: 'Place',
    key: 'placeId',
    render: (field) => <PlaceSelect isBare {...field} />,
  },
  {
    kind: 'search',
    label: 'Item',
    key: 'itemId',
    render: (field) => <ItemSelect isBare {...field} />,
  },
  { kind: 'choice', label: 'Criticality', key: 'criticality', options: criticalityOptions },
  {
    kind: 'choice',
    label: 'Planned',
    key: 'isPlanned',
    options: [
      { value: 'true', label: 'Planned' },
      { value: 'false', label: 'Not planned' },
    ],
  },
  { kind: 'flag', label: 'Starts or ends', key: 'hasLife' },
]
