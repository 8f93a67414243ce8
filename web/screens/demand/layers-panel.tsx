import { Checkbox, NativeSelect } from '@mantine/core'
import { useState } from 'react'

import type { DemandView } from '#contracts/flow/demand'

import { useKeys } from '../../parts/keys/keys.ts'
import { Scrollable } from '../../parts/scrollable.tsx'
import { MarkLegend, marksOf } from '../forecast/marks.tsx'
import { LayersChart } from './chart.tsx'
import styles from './demand.module.css'
import { WeekTable } from './week-table.tsx'
import { unitsText } from './words.ts'

export type LineName = 'corrected' | 'cleaned' | 'baseline' | 'uplift'

export const lineWords: Readonly<Record<LineName, string>> = {
  corrected: 'Corrected for stock-outs',
  cleaned: 'Cleaned',
  baseline: 'Baseline',
  uplift: 'Uplift',
}

const lineNames = Object.keys(lineWords) as readonly LineName[]

/** The weeks as bars with the layers over them; the same weeks as a table behind D. */
export function LayersPanel({ demand }: { readonly demand: DemandView }) {
  const [shown, setShown] = useState<ReadonlySet<LineName>>(new Set(['corrected', 'baseline']))
  const [weekCount, setWeekCount] = useState(104)
  const [isTable, setTable] = useState(false)
  useKeys({ d: { label: isTable ? 'chart' : 'table', run: () => setTable(!isTable) } })
  const weeks = demand.weeks.slice(-weekCount)
  const toggle = (line: LineName) => {
    const next = new Set(shown)
    if (!next.delete(line)) next.add(line)
    setShown(next)
  }
  return (
    <section className={styles.section} aria-labelledby="weeks">
      <h2 id="weeks">Demand by week, in {demand.unit}</h2>
      <div className={styles.tools}>
        <fieldset>
          <legend>Lines</legend>
          {lineNames.map((line) => (
            <Checkbox
              key={line}
              label={
                <>
                  <span className={styles.key} data-line={line} aria-hidden="true" />{' '}
                  {lineWords[line]}
                </>
              }
              checked={shown.has(line)}
              onChange={() => toggle(line)}
            />
          ))}
        </fieldset>
        <NativeSelect
          aria-label="Weeks shown"
          value={String(weekCount)}
          data={[26, 52, 104, 208].map((count) => ({
            value: String(count),
            label: `${count} weeks`,
          }))}
          onChange={(event) => setWeekCount(Number(event.currentTarget.value))}
        />
      </div>
      {isTable ? (
        <WeekTable weeks={weeks} />
      ) : (
        <>
          <Scrollable label="Chart of demand by week">
            <LayersChart weeks={weeks} shown={shown} label={summaryOf(demand)} />
          </Scrollable>
          <MarkLegend counts={markCounts(weeks)} />
        </>
      )}
    </section>
  )
}

function markCounts(weeks: DemandView['weeks']) {
  const counts = new Map<ReturnType<typeof marksOf>[number], number>()
  for (const mark of weeks.flatMap(({ marks }) => marksOf(marks))) {
    counts.set(mark, (counts.get(mark) ?? 0) + 1)
  }
  return counts
}

/** What one would see, in a sentence. */
function summaryOf({ weeks, unit }: DemandView): string {
  const sum = (of: (week: DemandView['weeks'][number]) => number) =>
    unitsText(weeks.reduce((total, week) => total + of(week), 0))
  return (
    `Demand of ${weeks.length} weeks: ${sum(({ raw }) => raw)} ${unit} observed, ` +
    `${sum(({ corrected }) => corrected)} with lost sales, ${sum(({ baseline }) => baseline)} of it baseline`
  )
}
