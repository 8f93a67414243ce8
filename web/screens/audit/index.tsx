import { useState } from 'react'

import { instantText } from '../../look/days.ts'
import { sentence } from '../../look/words.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Page } from '../../shell/page.tsx'
import { type AuditEvent, fieldChanges, thingOf, verbOf } from './audit.ts'
import { AuditPanel } from './audit-panel.tsx'

const columns: readonly Column<AuditEvent>[] = [
  { key: 'what', head: 'What', cell: (event) => `${verbOf(event)} ${thingOf(event)}` },
  { key: 'actor', head: 'Who', cell: ({ actor }) => actor.name, width: 220 },
  { key: 'at', head: 'When', sort: 'at', cell: ({ at }) => instantText(at) },
  {
    key: 'fields',
    head: 'Fields',
    cell: (event) =>
      fieldChanges(event)
        .map(({ field }) => sentence(field))
        .join(', '),
    width: 460,
  },
  { key: 'rowId', head: 'Id', cell: ({ rowId }) => rowId, isExtra: true },
]

const filters: readonly Filter[] = [{ kind: 'days', label: 'Day', fromKey: 'from', toKey: 'to' }]

/** Every change to a record: who, when, and what it was before. */
export function Audit() {
  const [open, setOpen] = useState<AuditEvent>()
  return (
    <Page
      title="Audit"
      isFixed
      aside={<AuditPanel event={open} close={() => setOpen(undefined)} />}
    >
      <DataList<AuditEvent>
        id="audit"
        label="Audit events"
        path="/audit-events"
        columns={columns}
        filters={filters}
        sort="-at"
        rowId={({ id }) => id}
        rowName={(event) => `${verbOf(event)} ${thingOf(event)}`}
        onOpen={setOpen}
        openId={open?.id}
        empty={
          <EmptyState title="Nothing was changed yet">
            Every change to a record stands here: who, when, and what it was before.
          </EmptyState>
        }
      />
    </Page>
  )
}
