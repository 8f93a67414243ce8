import { Checkbox, NativeSelect, SegmentedControl } from '@mantine/core'
import { useState } from 'react'

import type { ForecastView } from '#contracts/flow/forecasting'

import { useKeys } from '../../parts/keys/keys.ts'
import { Scrollable } from '../../parts/scrollable.tsx'
import { ForecastChart } from './chart.tsx'
import { DayView } from './day-view.tsx'
import styles from './forecast.module.css'
import { MarkLegend, type MarkName, marksOf } from './marks.tsx'
import { WeekTable } from './week-table.tsx'
import { type LayerName, type PastWeek, pastWeeks, weeksAhead } from './weeks.ts'
import { expectedText } from './words.ts'

const outsideMax = 3

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
  const [showsOutside, setOutside] = useState(true)
  const [weekCount, setWeekCount] = useState(52)
  const [isTable, setTable] = useState(false)
  const [isByDay, setByDay] = useState(false)
  useKeys({
    d: { label: isTable ? 'chart' : 'table', run: () => setTable(!isTable), isOff: isByDay },
  })
  const past = pastWeeks(forecast, weekCount)
  const ahead = weeksAhead(forecast)
  const outside = forecast.outside.filter(({ units }) => units.some((one) => one !== null))
  const curves = showsOutside ? outside.slice(0, outsideMax) : []
  const toggle = (layer: LayerName) => {
    const next = new Set(shown)
    if (!next.delete(layer)) next.add(layer)
    setShown(next)
  }
  return (
    <section className={styles.section} aria-labelledby="weeks">
      <h2 id="weeks">
        Demand by {isByDay ? 'day' : 'week'}, in {forecast.unit}
      </h2>
      <div className={styles.tools}>
        <SegmentedControl
          aria-label="Period"
          size="xs"
          value={isByDay ? 'day' : 'week'}
          data={[
            { value: 'week', label: 'By week' },
            { value: 'day', label: 'By day' },
          ]}
          onChange={(period) => setByDay(period === 'day')}
        />
        {isByDay ? null : (
          <>
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
              {outside.length > 0 ? (
                <Checkbox
                  label="Others’ forecasts"
                  checked={showsOutside}
                  onChange={(event) => setOutside(event.currentTarget.checked)}
                />
              ) : null}
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
          </>
        )}
      </div>
      {forecast.plannedWith ? (
        <p className={styles.whose}>
          Planned with {forecast.plannedWith.source.name}, edition {forecast.plannedWith.edition}:{' '}
          {forecast.plannedWith.reason}
        </p>
      ) : null}
      {isByDay ? <DayView forecast={forecast} /> : null}
      {isByDay ? null : isTable ? (
        <WeekTable past={past} ahead={ahead} outside={forecast.outside} />
      ) : (
        <>
          <Scrollable label="Chart of demand by week">
            <ForecastChart
              past={past}
              ahead={ahead}
              shown={shown}
              showsSpread={showsSpread}
              outside={curves.map(({ units }) => units)}
              label={summaryOf(forecast, past.length)}
            />
          </Scrollable>
          <LineLegend outside={curves.map(({ source, edition }) => `${source.name}, ${edition}`)} />
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

function LineLegend({ outside }: { readonly outside: readonly string[] }) {
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
      {outside.map((name, no) => (
        <li key={name}>
          <span data-key="outside" data-no={no} aria-hidden="true" /> {name}
        </li>
      ))}
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
