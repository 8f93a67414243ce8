import { Button } from '@mantine/core'
import { useState } from 'react'

import type { PlaceView } from '#contracts/records/places'

import { useList } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ActivityBadge, activityFilter } from '../../parts/record-form/activity.tsx'
import { RecordDialog } from '../../parts/record-form/record-dialog.tsx'
import type { RecordField } from '../../parts/record-form/types.ts'

export type PlaceListProps = {
  readonly isAdding: boolean
  readonly add: () => void
  readonly close: () => void
}

export function PlaceList({ isAdding, add, close }: PlaceListProps) {
  const [open, setOpen] = useState<PlaceView>()
  const mayWrite = usePermission('records.write')
  const { page } = useList<{ id: string; timeZone: string }>('/companies', { limit: 200 })
  const first = page?.items[0]
  return (
    <>
      <DataList<PlaceView>
        id="places"
        label="Places"
        path="/places"
        columns={columns}
        filters={filters}
        searchKey="q"
        searchHint="Name or code"
        sort="code"
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        onOpen={setOpen}
        empty={
          <EmptyState
            title="No place yet"
            acts={mayWrite ? <Button onClick={add}>Add the first place</Button> : null}
          >
            A warehouse, store or hub where goods are received and counted. Its stock belongs to one
            company’s books.
          </EmptyState>
        }
      />
      {isAdding ? (
        <RecordDialog
          noun="place"
          fields={newFields}
          defaults={{ kind: 'warehouse', companyId: first?.id, timeZone: first?.timeZone }}
          path="/places"
          nameOf={nameOf}
          note="Goods can be ordered to it at once."
          close={close}
        />
      ) : null}
      {open ? (
        <RecordDialog
          noun="place"
          fields={fields}
          saved={open}
          path="/places"
          nameOf={nameOf}
          note="Days at this place follow its own calendar."
          close={() => setOpen(undefined)}
        />
      ) : null}
    </>
  )
}

const nameOf = ({ name }: Readonly<Record<string, unknown>>) => String(name)

const kinds = [
  { value: 'warehouse', label: 'Warehouse' },
  { value: '3pl', label: '3PL' },
  { value: 'store', label: 'Store' },
  { value: 'hub', label: 'Hub' },
]

const newFields: readonly RecordField[] = [
  { kind: 'text', key: 'name', label: 'Name', max: 200, isRequired: true },
  { kind: 'text', key: 'code', label: 'Code', max: 64, isRequired: true },
  { kind: 'choice', key: 'kind', label: 'Kind', options: kinds },
  {
    kind: 'list',
    key: 'companyId',
    label: 'Company',
    isRequired: true,
    isForGood: true,
    hint: 'For good: whose books its stock is in',
    path: '/companies',
    optionOf: ({ id, code, name }: { id: string; code: string; name: string }) => ({
      id,
      label: name,
      note: code,
    }),
  },
  {
    kind: 'text',
    key: 'timeZone',
    label: 'Time zone',
    max: 64,
    hint: 'Such as Europe/Berlin',
    isRequired: true,
  },
  { kind: 'text', key: 'address', label: 'Address', max: 1000, isLong: true, isWide: true },
]

const fields: readonly RecordField[] = [
  ...newFields,
  {
    kind: 'choice',
    key: 'status',
    label: 'State',
    options: [
      { value: 'active', label: 'Active' },
      { value: 'inactive', label: 'Inactive' },
    ],
  },
]

const columns: readonly Column<PlaceView>[] = [
  { key: 'name', head: 'Place', sort: 'name', isAlways: true, cell: ({ name }) => name },
  { key: 'code', head: 'Code', sort: 'code', cell: ({ code }) => code },
  {
    key: 'kind',
    head: 'Kind',
    cell: ({ kind }) => kinds.find(({ value }) => value === kind)?.label,
  },
  { key: 'timeZone', head: 'Time zone', cell: ({ timeZone }) => timeZone },
  { key: 'address', head: 'Address', width: 320, cell: ({ address }) => address || '–' },
  { key: 'status', head: 'State', cell: ({ status }) => <ActivityBadge status={status} /> },
]

const filters: readonly Filter[] = [
  { kind: 'choice', label: 'Kind', key: 'kind', options: kinds },
  activityFilter,
]
