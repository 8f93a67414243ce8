import { Button } from '@mantine/core'
import { useState } from 'react'

import type { ChannelView } from '#contracts/records/channels'

import { usePermission } from '../../api/session.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { ActivityBadge, activityFilter } from '../../parts/record-form/activity.tsx'
import { RecordDialog } from '../../parts/record-form/record-dialog.tsx'
import type { RecordField } from '../../parts/record-form/types.ts'
import { Page } from '../../shell/page.tsx'

/** Where customers buy. */
export function Channels() {
  const mayWrite = usePermission('records.write')
  const [isAdding, setAdding] = useState(false)
  const [open, setOpen] = useState<ChannelView>()
  const add = () => setAdding(true)
  useKeys({ c: { label: 'new channel', run: add, isOff: !mayWrite } })
  return (
    <Page
      title="Channels"
      isFixed
      actions={
        mayWrite ? (
          <Button onClick={add} rightSection={<ButtonKey name="c" />}>
            New channel…
          </Button>
        ) : null
      }
    >
      <DataList<ChannelView>
        id="channels"
        label="Channels"
        path="/channels"
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
            title="No channel yet"
            acts={mayWrite ? <Button onClick={add}>Add the first channel</Button> : null}
          >
            A web shop, a marketplace, wholesale accounts: demand is kept by channel, so that each
            can be planned and promised for by itself.
          </EmptyState>
        }
      />
      {isAdding || open ? (
        <RecordDialog
          noun="channel"
          fields={open ? [...fields, status] : fields}
          saved={open}
          defaults={{ kind: 'web', isCommitted: false }}
          path="/channels"
          nameOf={({ name }) => String(name)}
          note="Its demand is planned at the place it is served from."
          close={() => {
            setAdding(false)
            setOpen(undefined)
          }}
        />
      ) : null}
    </Page>
  )
}

const kinds = [
  { value: 'web', label: 'Web shop' },
  { value: 'marketplace', label: 'Marketplace' },
  { value: 'wholesale', label: 'Wholesale' },
  { value: 'store', label: 'Store' },
  { value: 'subscription', label: 'Subscription' },
]

const fields: readonly RecordField[] = [
  { kind: 'text', key: 'name', label: 'Name', max: 200, isRequired: true },
  { kind: 'text', key: 'code', label: 'Code', max: 64, isRequired: true },
  { kind: 'choice', key: 'kind', label: 'Kind', options: kinds },
  {
    kind: 'list',
    key: 'placeId',
    label: 'Served from',
    hint: 'Where its orders leave from',
    path: '/places',
    optionOf: ({ id, code, name }: { id: string; code: string; name: string }) => ({
      id,
      label: name,
      note: code,
    }),
  },
  {
    kind: 'flag',
    key: 'isCommitted',
    label: 'Committed',
    hint: 'Its share is promised by contract',
  },
]

const status: RecordField = {
  kind: 'choice',
  key: 'status',
  label: 'State',
  options: [
    { value: 'active', label: 'Active' },
    { value: 'inactive', label: 'Inactive' },
  ],
}

const columns: readonly Column<ChannelView>[] = [
  { key: 'name', head: 'Channel', sort: 'name', isAlways: true, cell: ({ name }) => name },
  { key: 'code', head: 'Code', sort: 'code', cell: ({ code }) => code },
  {
    key: 'kind',
    head: 'Kind',
    cell: ({ kind }) => kinds.find(({ value }) => value === kind)?.label,
  },
  {
    key: 'committed',
    head: 'Promise',
    cell: ({ isCommitted }) =>
      isCommitted ? <StatusBadge tone="info">Committed</StatusBadge> : <span>–</span>,
  },
  { key: 'status', head: 'State', cell: (row) => <ActivityBadge status={row.status} /> },
]

const filters: readonly Filter[] = [
  { kind: 'choice', label: 'Kind', key: 'kind', options: kinds },
  activityFilter,
]
