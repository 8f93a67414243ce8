import { instantText } from '../../look/days.ts'
import { sentence } from '../../look/words.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Page } from '../../shell/page.tsx'

export type AuditEvent = {
  readonly id: string
  readonly at: string
  readonly actor: { readonly kind: string; readonly name: string }
  readonly action: string
  readonly table: string
  readonly rowId: string
  readonly changed: readonly string[]
}

const columns: readonly Column<AuditEvent>[] = [
  { key: 'at', head: 'When', sort: 'at', cell: ({ at }) => instantText(at) },
  { key: 'actor', head: 'Who', cell: ({ actor }) => actor.name, width: 220 },
  { key: 'action', head: 'Did', cell: ({ action }) => sentence(action) },
  { key: 'table', head: 'To', cell: ({ table }) => sentence(table) },
  {
    key: 'changed',
    head: 'Fields',
    cell: ({ changed }) => changed.map(sentence).join(', '),
    width: 360,
  },
  { key: 'rowId', head: 'Id', cell: ({ rowId }) => rowId, isExtra: true },
]

const filters: readonly Filter[] = [{ kind: 'days', label: 'Day', fromKey: 'from', toKey: 'to' }]

export function Audit() {
  return (
    <Page title="Audit" isFixed>
      <DataList<AuditEvent>
        id="audit"
        label="Audit events"
        path="/audit-events"
        columns={columns}
        filters={filters}
        sort="-at"
        rowId={({ id }) => id}
        rowName={({ action, table }) => `${sentence(action)} ${table}`}
        empty={
          <EmptyState title="Nothing was changed yet">
            Every change to a record stands here: who, when, and what it was before.
          </EmptyState>
        }
      />
    </Page>
  )
}
