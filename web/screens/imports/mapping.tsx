import { Select } from '@mantine/core'

import type { ImportKindView, ImportView } from '#contracts/records/imports'

import { useAct } from '../../api/acts.ts'
import { useDocument } from '../../api/queries.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { Refusal } from '../../parts/refusal.tsx'
import styles from './imports.module.css'

/** Which column of the file is which of ours; remembered for files with the same headers. */
export function ImportMapping({ found }: { readonly found: ImportView }) {
  const { document: kinds } = useDocument<{ readonly items: readonly ImportKindView[] }>(
    '/import-kinds',
  )
  const kind = kinds?.items.find((each) => each.kind === found.kind)
  const act = useAct<ImportView['mapping']>((mapping) => ({
    method: 'PUT',
    path: `/imports/${found.id}/mapping`,
    body: { mapping },
  }))
  if (!kind) return <p role="status">Reading the columns</p>
  const isOpen = ['uploaded', 'checked', 'failed'].includes(found.status)
  const map = (field: string, column: string | null) => {
    const { [field]: _, ...rest } = found.mapping
    void act.run(column === null ? rest : { ...rest, [field]: { column } })
  }
  const headers = found.columns.filter(({ twice }) => !twice).map(({ header }) => header)
  return (
    <section aria-label="Columns" className={styles.columns}>
      {act.problem ? <Refusal problem={act.problem} /> : null}
      <Unmapped found={found} />
      <table className={ui.table}>
        <caption>Columns of the file</caption>
        <thead>
          <tr>
            <th scope="col">Ours</th>
            <th scope="col">In the file</th>
            <th scope="col">First values</th>
            <th scope="col">What it says</th>
          </tr>
        </thead>
        <tbody>
          {kind.columns.map((column) => {
            const source = found.mapping[column.field]
            const header = source && 'column' in source ? source.column : null
            return (
              <tr key={column.field}>
                <td>
                  {column.title}{' '}
                  {found.missingFields.includes(column.field) ? (
                    <StatusBadge tone="crit">Missing</StatusBadge>
                  ) : null}
                </td>
                <td>
                  {source && 'value' in source ? (
                    `Always “${source.value}”`
                  ) : (
                    <Select
                      aria-label={`Column of ${column.title}`}
                      data={headers}
                      value={header}
                      clearable
                      clearButtonProps={{ 'aria-label': `Leave ${column.title} out` }}
                      disabled={!isOpen || act.isRunning}
                      onChange={(next) => map(column.field, next)}
                      placeholder="Not in the file"
                    />
                  )}
                </td>
                <td className={styles.help}>{samplesOf(found, header)}</td>
                <td className={styles.help}>{column.help}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Unmapped({ found: { unmappedColumns } }: { readonly found: ImportView }) {
  if (unmappedColumns.length === 0) return null
  const one = unmappedColumns.length === 1
  return (
    <p role="note" className={styles.note}>
      {one ? 'This column of the file is' : 'These columns of the file are'} not brought:{' '}
      {unmappedColumns.join(', ')}. Choose where {one ? 'it belongs' : 'they belong'}, or leave{' '}
      {one ? 'it' : 'them'} out.
    </p>
  )
}

function samplesOf(found: ImportView, header: string | null): string {
  const column = found.columns.find((each) => each.header === header)
  return (
    column?.samples
      .filter((sample) => sample !== '')
      .slice(0, 3)
      .join(', ') || '–'
  )
}
