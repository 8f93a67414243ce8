import { Button } from '@mantine/core'

import type { ImportSummary } from '#contracts/records/imports'

import { instantText } from '../../look/days.ts'
import { countText } from '../../look/format.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { ImportStatus } from './status.tsx'

/** Files that were brought, and what became of them. */
export function Imports() {
  const go = useGo()
  const begin = () => go('/imports/new')
  return (
    <Page
      title="Imports"
      isFixed
      actions={
        <Button onClick={begin} rightSection={<ButtonKey name="c" />}>
          Import a file
        </Button>
      }
    >
      <DataList<ImportSummary>
        id="imports"
        label="Imports"
        path="/imports"
        columns={columns}
        sort="-createdAt"
        rowId={({ id }) => id}
        rowName={({ fileName }) => fileName}
        rowTo={({ id }) => `/imports/${id}`}
        keys={{ c: { label: 'import a file', run: begin } }}
        empty={
          <EmptyState
            title="No file was imported yet"
            acts={<Button onClick={begin}>Import the first file</Button>}
          >
            Bring suppliers, items, prices and stock as CSV. Every error shows before anything is
            written, and a file is committed whole or not at all.
          </EmptyState>
        }
      />
    </Page>
  )
}

const columns: readonly Column<ImportSummary>[] = [
  { key: 'file', head: 'File', isAlways: true, width: 280, cell: ({ fileName }) => fileName },
  { key: 'kind', head: 'Holds', cell: ({ title }) => title },
  { key: 'status', head: 'State', cell: (row) => <ImportStatus of={row} /> },
  { key: 'rows', head: 'Rows', isFigure: true, cell: ({ rowCount }) => countText(rowCount) },
  { key: 'add', head: 'New', isFigure: true, cell: ({ addCount }) => countText(addCount) },
  {
    key: 'change',
    head: 'Changed',
    isFigure: true,
    cell: ({ changeCount }) => countText(changeCount),
  },
  { key: 'same', head: 'Same', isFigure: true, cell: ({ sameCount }) => countText(sameCount) },
  {
    key: 'errors',
    head: 'Errors',
    isFigure: true,
    cell: ({ errorCount }) => countText(errorCount),
  },
  { key: 'by', head: 'By', cell: ({ createdBy }) => createdBy.name },
  {
    key: 'at',
    head: 'Uploaded',
    sort: 'createdAt',
    cell: ({ createdAt }) => instantText(createdAt),
  },
]
