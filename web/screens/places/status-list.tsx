import { useState } from 'react'

import type { StatusView } from '#contracts/records/places'

import { StatusBadge } from '../../look/status-badge.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { RecordDialog } from '../../parts/record-form/record-dialog.tsx'
import type { RecordField } from '../../parts/record-form/types.ts'

export type StatusListProps = { readonly isAdding: boolean; readonly close: () => void }

/** States that stock can be in at a place. */
export function StatusList({ isAdding, close }: StatusListProps) {
  const [open, setOpen] = useState<StatusView>()
  return (
    <>
      <DataList<StatusView>
        id="stock-statuses"
        label="Stock statuses"
        path="/stock-statuses"
        columns={columns}
        sort="code"
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        onOpen={setOpen}
        empty={
          <EmptyState title="No status yet">
            Stock is available, in quarantine or damaged; other states can be added.
          </EmptyState>
        }
      />
      {isAdding || open ? (
        <RecordDialog
          noun="status"
          fields={fields}
          saved={open}
          defaults={{ isUsable: false }}
          path="/stock-statuses"
          nameOf={({ name }) => String(name)}
          note="Usable stock may be promised and issued; held stock may not, and keeps its own cost."
          close={() => {
            setOpen(undefined)
            close()
          }}
        />
      ) : null}
    </>
  )
}

const fields: readonly RecordField[] = [
  { kind: 'text', key: 'name', label: 'Name', max: 100, isRequired: true },
  {
    kind: 'text',
    key: 'code',
    label: 'Code',
    max: 32,
    isRequired: true,
    isForGood: true,
    hint: 'Small letters, such as on_hold',
  },
  { kind: 'flag', key: 'isUsable', label: 'Usable', isForGood: true, hint: 'For good' },
]

const columns: readonly Column<StatusView>[] = [
  { key: 'name', head: 'Status', isAlways: true, cell: ({ name }) => name },
  { key: 'code', head: 'Code', sort: 'code', cell: ({ code }) => code },
  {
    key: 'usable',
    head: 'Stock in it',
    cell: ({ isUsable }) =>
      isUsable ? (
        <StatusBadge tone="ok">Usable</StatusBadge>
      ) : (
        <StatusBadge tone="warn">Held</StatusBadge>
      ),
  },
]
