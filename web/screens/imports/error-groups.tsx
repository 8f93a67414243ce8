import type { ImportView } from '#contracts/records/imports'

import { organizationUrl } from '../../api/client.ts'
import { useOrganization } from '../../api/queries.ts'
import { countText } from '../../look/format.ts'
import ui from '../../look/ui.module.css'
import { EmptyState } from '../../parts/empty-state.tsx'
import styles from './imports.module.css'
import { ImportRows } from './rows.tsx'

/** Errors of one kind together, then each row with its own. */
export function ErrorGroups({ found }: { readonly found: ImportView }) {
  const organization = useOrganization()
  if (found.errorCount === 0) {
    return <EmptyState title="No row has an error">Every row can be committed.</EmptyState>
  }
  return (
    <section aria-label="Errors" className={styles.columns}>
      <h2>
        Alike{' '}
        <a href={organizationUrl(organization, `/imports/${found.id}/errors.csv`)} download>
          Download the rows with errors
        </a>
      </h2>
      <table className={ui.table}>
        <caption>Errors that are alike</caption>
        <thead>
          <tr>
            <th scope="col" data-num>
              Rows
            </th>
            <th scope="col">Column</th>
            <th scope="col">What to do</th>
            <th scope="col" data-num>
              First in row
            </th>
          </tr>
        </thead>
        <tbody>
          {found.errorGroups.map((group) => (
            <tr key={`${group.code} ${group.column} ${group.detail}`}>
              <td data-num>{countText(group.rows)}</td>
              <td>{group.header ?? '–'}</td>
              <td className={styles.help}>{group.detail}</td>
              <td data-num>{countText(group.firstRow)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ImportRows found={found} only="error" />
    </section>
  )
}
