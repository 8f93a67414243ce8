import type { LeadTimePartView } from '#contracts/flow/lead-times'

import { binsOf, binText } from './bins.ts'
import styles from './lead-times.module.css'
import { wholeText } from './words.ts'

export type DayChartProps = {
  readonly part: LeadTimePartView
  /** Says what is drawn: `Days from sent to received`. */
  readonly label: string
  /** Days from here on are late and drawn so; none when absent. */
  readonly lateFromDays?: number
}

const height = 120
const gap = 0.15

/** A distribution as bars by day, with where half, 80 % and 95 % of the lines are in. */
export function DayChart({ part, label, lateFromDays = Number.POSITIVE_INFINITY }: DayChartProps) {
  const bins = binsOf(part.firstDays, part.shares)
  const top = Math.max(...bins.map(({ share }) => share))
  const marks = [
    ['P50', part.p50Days],
    ['P80', part.p80Days],
    ['P95', part.p95Days],
  ] as const
  const said = marks.map(([name, days]) => `${name} ${wholeText(days)} days`).join(', ')
  return (
    <figure className={styles.chart}>
      <figcaption>{label}</figcaption>
      <svg
        viewBox={`0 0 ${bins.length} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${label}: ${said}`}
      >
        {bins.map((bin, at) => (
          <rect
            key={bin.fromDays}
            x={at + gap / 2}
            width={1 - gap}
            y={height * (1 - bin.share / top)}
            height={Math.max(bin.share > 0 ? 1 : 0, (height * bin.share) / top)}
            data-late={bin.fromDays >= lateFromDays || undefined}
          >
            <title>{`${binText(bin)} days: ${(100 * bin.share).toFixed(1)} %`}</title>
          </rect>
        ))}
      </svg>
      <div className={styles.axis}>
        <span>{wholeText(bins[0]?.fromDays ?? 0)}</span>
        <span>{said}</span>
        <span>{wholeText(bins.at(-1)?.toDays ?? 0)}</span>
      </div>
    </figure>
  )
}
