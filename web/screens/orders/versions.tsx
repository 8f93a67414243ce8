import type { VersionView } from '#contracts/flow/purchasing'

import { useDocument } from '../../api/queries.ts'
import { instantText } from '../../look/days.ts'
import { moneyText } from '../../look/format.ts'
import ui from '../../look/ui.module.css'
import { sentence } from '../../look/words.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import styles from './orders.module.css'

/** The terms as they stood at each version, and what changed from the one before. */
export function OrderVersions({ orderId }: { readonly orderId: string }) {
  const path = `/purchase-orders/${orderId}/versions`
  const { document: found, problem } = useDocument<{ readonly items: readonly VersionView[] }>(path)
  if (problem) return <Refusal problem={problem} />
  if (!found) return <p role="status">Reading the versions</p>
  if (found.items.length === 0) {
    return (
      <EmptyState title="Not sent yet">
        The terms are kept as version 1 when the order is released, and again at each change.
      </EmptyState>
    )
  }
  return found.items.map((version) => (
    <section
      key={version.version}
      className={styles.card}
      aria-label={`Version ${version.version}`}
    >
      <header>
        <h2>Version {version.version}</h2>
        <span>
          {sentence(version.cause)}, {version.madeByName}, {instantText(version.madeAt)}
        </span>
        <span className={styles.cardActs}>{moneyText(version.total)}</span>
      </header>
      {version.differences.length === 0 ? (
        <p className={styles.reason}>The terms as first sent.</p>
      ) : (
        <Differences version={version} />
      )}
    </section>
  ))
}

function Differences({ version }: { readonly version: VersionView }) {
  return (
    <table className={ui.table}>
      <caption className={styles.caption}>What changed in version {version.version}</caption>
      <thead>
        <tr>
          <th scope="col">Line</th>
          <th scope="col">Field</th>
          <th scope="col">Before</th>
          <th scope="col">Now</th>
        </tr>
      </thead>
      <tbody>
        <InParts rows={version.differences} columns={4} noun="Changes">
          {(each) => (
            <tr key={`${each.lineNo} ${each.field}`}>
              <td>{each.lineNo === null ? 'Order' : `${each.lineNo} ${each.sku ?? ''}`}</td>
              <td>{sentence(each.field)}</td>
              <td>
                <span className={styles.was}>{each.before ?? '–'}</span>
              </td>
              <td>
                <b>{each.after ?? '–'}</b>
              </td>
            </tr>
          )}
        </InParts>
      </tbody>
    </table>
  )
}
