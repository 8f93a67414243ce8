import type { ImportRowView, ImportView } from '#contracts/records/imports'

import { StatusBadge } from '../../look/status-badge.tsx'
import { type Word, wordOf } from '../../look/words.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import styles from './imports.module.css'

const words: Readonly<Record<string, Word>> = {
  add: { tone: 'ok', label: 'New' },
  change: { tone: 'proposed', label: 'Changed' },
  same: { tone: 'neutral', label: 'As it is' },
  error: { tone: 'crit', label: 'Error' },
}

type ImportRowsProps = { readonly found: ImportView; readonly only?: 'error' }

/** What each row would do: what is new, and of a change what it was and what it will be. */
export function ImportRows({ found, only }: ImportRowsProps) {
  return (
    <DataList<ImportRowView>
      id={only ? 'import-errors' : 'import-rows'}
      urlPrefix={only ? 'e' : 'r'}
      label={only ? 'Rows with errors' : 'Rows'}
      path={`/imports/${found.id}/rows`}
      {...(only ? { query: { outcome: only } } : { filters })}
      columns={columns}
      sort="rowNo"
      rowId={({ rowNo }) => String(rowNo)}
      rowName={({ rowNo }) => `Row ${rowNo}`}
      empty={<EmptyState title="No rows here">The file has no row of this kind.</EmptyState>}
    />
  )
}

const filters: readonly Filter[] = [
  {
    kind: 'choice',
    label: 'Outcome',
    key: 'outcome',
    options: Object.entries(words).map(([value, { label }]) => ({ value, label })),
  },
]

const columns: readonly Column<ImportRowView>[] = [
  {
    key: 'rowNo',
    head: 'Row',
    sort: 'rowNo',
    isFigure: true,
    isAlways: true,
    cell: ({ rowNo }) => rowNo,
  },
  {
    key: 'outcome',
    head: 'Outcome',
    cell: ({ outcome }) => {
      if (outcome === null) return '–'
      const { tone, label } = wordOf(words, outcome)
      return <StatusBadge tone={tone}>{label}</StatusBadge>
    },
  },
  { key: 'key', head: 'Record', width: 200, cell: ({ key }) => key ?? '–' },
  { key: 'what', head: 'What it says', cell: (row) => <What row={row} /> },
]

function What({ row }: { readonly row: ImportRowView }) {
  if (row.errors.length > 0) {
    return row.errors.map(({ code, header, detail }) => (
      <div key={`${code} ${header} ${detail}`}>
        {header ? <b>{header}: </b> : null}
        {detail}
      </div>
    ))
  }
  const after = Object.entries(row.after ?? {})
  const notes = row.notes.map((note) => <div key={note}>{note}</div>)
  if (row.outcome === 'change') {
    return (
      <>
        {after.map(([field, now]) => (
          <span key={field} className={styles.change}>
            {field} <s>{row.before?.[field] || '–'}</s> <b>{now || '–'}</b>
          </span>
        ))}
        {notes}
      </>
    )
  }
  const added = after.filter(([, value]) => value !== '').slice(0, 6)
  return (
    <>
      {added.map(([field, value]) => `${field} ${value}`).join(', ')}
      {notes}
    </>
  )
}
