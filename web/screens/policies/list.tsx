import { Button } from '@mantine/core'
import { useState } from 'react'

import type { PolicyRow } from '#contracts/flow/policies'

import { usePermission } from '../../api/session.ts'
import { instantText } from '../../look/days.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { Page } from '../../shell/page.tsx'
import { NewDraft } from './new-draft.tsx'
import { statusWords } from './words.ts'

/** How much is held and when more is ordered: the policy in force, drafts, and those that were. */
export function Policies() {
  const mayWrite = usePermission('policies.write')
  const [isDrafting, setDrafting] = useState(false)
  const draft = () => setDrafting(true)
  useKeys({ c: { label: 'new draft', run: draft, isOff: !mayWrite } })
  const act = mayWrite ? (
    <Button onClick={draft} rightSection={<ButtonKey name="c" />}>
      New draft…
    </Button>
  ) : null
  return (
    <Page title="Policies" isFixed actions={act}>
      <DataList<PolicyRow>
        id="policies"
        label="Policies"
        path="/policies"
        columns={columns}
        filters={filters}
        sort="-madeAt"
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        rowTo={({ id }) => `/policies/${id}`}
        empty={
          <EmptyState title="No policy yet">
            The first run of planning makes the usual one. Draft a copy of it to set targets of your
            own, and see by replay what they would do.
          </EmptyState>
        }
      />
      {isDrafting ? <NewDraft close={() => setDrafting(false)} /> : null}
    </Page>
  )
}

const columns: readonly Column<PolicyRow>[] = [
  { key: 'name', head: 'Policy', isAlways: true, width: 260, cell: ({ name }) => name },
  { key: 'no', head: 'No.', isFigure: true, cell: ({ no }) => no },
  {
    key: 'status',
    head: 'State',
    cell: ({ status }) => (
      <StatusBadge tone={statusWords[status].tone}>{statusWords[status].label}</StatusBadge>
    ),
  },
  {
    key: 'preview',
    head: 'Previewed',
    cell: ({ previewAt, isPreviewed }) =>
      isPreviewed && previewAt !== null ? instantText(previewAt) : '–',
  },
  { key: 'by', head: 'Made by', cell: ({ madeByName }) => madeByName },
  {
    key: 'madeAt',
    head: 'Made',
    sort: 'madeAt',
    cell: ({ madeAt }) => instantText(madeAt),
  },
  {
    key: 'activatedAt',
    head: 'In force since',
    cell: ({ activatedAt }) => (activatedAt === null ? '–' : instantText(activatedAt)),
  },
]

const filters: readonly Filter[] = [
  {
    kind: 'choice',
    label: 'State',
    key: 'status',
    options: Object.entries(statusWords).map(([value, { label }]) => ({ value, label })),
  },
]
