import type { LeadTimePartView } from '#contracts/flow/lead-times'

import { countText } from '../../look/format.ts'
import ui from '../../look/ui.module.css'
import { Scrollable } from '../../parts/scrollable.tsx'
import styles from './lead-times.module.css'
import { meanText, type Part, partWords, wholeText } from './words.ts'

/** Those that follow one another; the others look at the same days in another way. */
const stacked: readonly Part[] = ['approval', 'answer', 'supply', 'production', 'transit', 'dock']

type PartsProps = { readonly parts: readonly LeadTimePartView[] }

/** Where the days go: mean days by part, one after the other. */
export function StackedParts({ parts }: PartsProps) {
  const shown = parts.filter(({ part, meanDays }) => stacked.includes(part) && meanDays > 0)
  if (shown.length === 0) return null
  return (
    <figure className={styles.chart}>
      <figcaption>Where the days go, on average</figcaption>
      <div className={styles.stack} aria-hidden="true">
        {shown.map(({ part, meanDays }) => (
          <span key={part} data-part={part} style={{ flexGrow: meanDays }} />
        ))}
      </div>
      <ul className={styles.legend}>
        {shown.map(({ part, meanDays }) => (
          <li key={part}>
            <span data-part={part} aria-hidden="true" />
            {partWords[part].label} {meanText(meanDays)}
          </li>
        ))}
      </ul>
    </figure>
  )
}

/** Each part with its own spread, and from how many lines it was learned. */
export function PartsTable({ parts }: PartsProps) {
  return (
    <Scrollable label="Parts of the lead time">
      <table className={ui.table}>
        <caption>Parts of the lead time</caption>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">From and to</th>
            {['Lines', 'Mean days', 'Spread ±', 'P50', 'P80', 'P95'].map((head) => (
              <th key={head} scope="col" data-num>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.part}>
              <th scope="row">{partWords[part.part].label}</th>
              <td>{partWords[part.part].span}</td>
              <td data-num>{countText(part.lineCount)}</td>
              <td data-num>{meanText(part.meanDays)}</td>
              <td data-num>{meanText(part.sdDays)}</td>
              <td data-num>{wholeText(part.p50Days)}</td>
              <td data-num>{wholeText(part.p80Days)}</td>
              <td data-num>{wholeText(part.p95Days)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrollable>
  )
}
