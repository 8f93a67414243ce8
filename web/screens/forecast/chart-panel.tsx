import { Checkbox, NativeSelect } from '@mantine/core'
import { useState } from 'react'

import type { ForecastView } from '#contracts/flow/forecasting'

import { useKeys } from '../../parts/keys/keys.ts'
import { Scrollable } from '../../parts/scrollable.tsx'
import { ForecastChart } from './chart.tsx'
import styles from './forecast.module.css'
import { MarkLegend, type MarkName, marksOf } from './marks.tsx'
import { WeekTable } from './week-table.tsx'
import { type LayerName, type PastWeek, pastWeeks, weeksAhead } from './weeks.ts'
import { expectedText } from './words.ts'

const layerWords: Readonly<Record<LayerName, string>> = {
  baseline: 'Baseline',
  uplift: 'Promotion uplift',
  event: 'Event',
}
const layerNames = Object.keys(layerWords) as readonly LayerName[]

/** The chart with what is shown of it; the same weeks as a table behind D. */
export function ChartPanel({ forecast }: { readonly forecast: ForecastView }) {
  const [shown, setShown] = useState<ReadonlySet<LayerName>>(new Set(layerNames))
  const [showsSpread, setSpread] = useState(true)
  const [weekCount, setWeekCount] = useState(52)
  const [isTable, setTable] = useState(false)
  useKeys({ d: { label: isTable ? 'chart' : 'table', run: () => setTable(!isTable) } })
  const past = pastWeeks(forecast, weekCount)
  const ahead = weeksAhead(forecast)
  const toggle = (layer: LayerName) => {
    const next = new Set(shown)
    if (!next.delete(layer)) next.add(layer)
    setShown(next)
  }
  return (
    <section className={styles.section} aria-labelledby="weeks">
      <h2 id="weeks">Demand by week, in {forecast.unit}</h2>
      <div className={styles.tools}>
        <fieldset>
          <legend>Layers</legend>
          {layerNames.map((layer) => (
            <Checkbox
              key={layer}
              label={
                <>
                  <Swatch layer={layer} /> {layerWords[layer]}
                </>
              }
              checked={shown.has(layer)}
              onChange={() => toggle(layer)}
            />
          ))}
          <Checkbox
            label="Spread"
            checked={showsSpread}
            onChange={(event) => setSpread(event.currentTarget.checked)}
          />
        </fieldset>
        <NativeSelect
          aria-label="Weeks of history"
          value={String(weekCount)}
          data={[
            { value: '26', label: '26 weeks back' },
            { value: '52', label: '52 weeks back' },
            { value: '104', label: '104 weeks back' },
          ]}
          onChange={(event) => setWeekCount(Number(event.currentTarget.value))}
        />
      </div>
      {isTable ? (
        <WeekTable past={past} ahead={ahead} />
      ) : (
        <>
          <Scrollable label="Chart of demand by week">
            <ForecastChart
              past={past}
              ahead={ahead}
              shown={shown}
              showsSpread={showsSpread}
              label={summaryOf(forecast, past.length)}
            />
          </Scrollable>
          <LineLegend />
          <MarkLegend counts={markCounts(past)} />
        </>
      )}
    </section>
  )
}

function Swatch({ layer }: { readonly layer: LayerName }) {
  return (
    <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
      <rect className={styles.swatch} data-layer={layer} width="10" height="10" />
    </svg>
  )
}

function LineLegend() {
  return (
    <ul className={styles.legend} aria-label="Lines">
      <li>
        <span data-key="observed" aria-hidden="true" /> Observed
      </li>
      <li>
        <span data-key="median" aria-hidden="true" /> Median, with P25 to P75 and P5 to P95
      </li>
      <li>
        <span data-key="planned" aria-hidden="true" /> Planned
      </li>
    </ul>
  )
}

function markCounts(past: readonly PastWeek[]): ReadonlyMap<MarkName, number> {
  const counts = new Map<MarkName, number>()
  for (const mark of past.flatMap(({ marks }) => marksOf(marks))) {
    counts.set(mark, (counts.get(mark) ?? 0) + 1)
  }
  return counts
}

/** What one would see, in a sentence. */
function summaryOf({ ahead, levelUnits, unit }: ForecastView, weeks: number): string {
  const [low, high] = [ahead.quantiles['0.05']?.[0] ?? 0, ahead.quantiles['0.95']?.[0] ?? 0]
  return (
    `Demand of the last ${weeks} weeks and the next ${ahead.planned.length}: it sells ` +
    `${expectedText(levelUnits)} ${unit} a week now; next week ${expectedText(ahead.planned[0] ?? 0)} ` +
    `are planned, and ${expectedText(low)} to ${expectedText(high)} are likely`
  )
}
