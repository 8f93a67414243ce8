import { Button } from '@mantine/core'

import type { ForecastTotal } from '#contracts/flow/forecasting'

import { addDays, dayText } from '../../look/days.ts'
import ui from '../../look/ui.module.css'
import { Scrollable } from '../../parts/scrollable.tsx'
import styles from './forecast.module.css'
import { expectedText, shareText } from './words.ts'

export type TotalPanelProps = {
  readonly total: ForecastTotal
  readonly name: string
  readonly override: ((total: ForecastTotal) => void) | undefined
}

/** The weeks ahead of one sum, and how it comes to be as wide as it is. */
export function TotalPanel({ total, name, override }: TotalPanelProps) {
  const { ahead, forecastFrom, correlation, itemPlaceCount, unit } = total
  return (
    <section className={styles.panel} aria-label={`Weeks of ${name}`}>
      <p>
        {itemPlaceCount} item-places in {unit || 'mixed units, added up as they are'}. They move
        together by {shareText(correlation)}: so far their deviations add up, and beyond that only
        their variances.
      </p>
      {override && total.group ? (
        <Button variant="default" onClick={() => override(total)}>
          Override…
        </Button>
      ) : null}
      <Scrollable label={`Weeks ahead of ${name}`}>
        <table className={ui.table}>
          <caption>Weeks ahead, {unit || 'mixed units'}</caption>
          <thead>
            <tr>
              <th scope="col">Week of</th>
              {['Uplift', 'Planned', 'P5', 'P95'].map((head) => (
                <th key={head} scope="col" data-num>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ahead.planned.map((planned, week) => {
              const day = addDays(forecastFrom, 7 * week)
              return (
                <tr key={day}>
                  <th scope="row">{dayText(day)}</th>
                  <td data-num>{expectedText(ahead.uplift[week] ?? 0)}</td>
                  <td data-num>{expectedText(planned)}</td>
                  <td data-num>{expectedText(ahead.low[week] ?? 0)}</td>
                  <td data-num>{expectedText(ahead.high[week] ?? 0)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Scrollable>
    </section>
  )
}
