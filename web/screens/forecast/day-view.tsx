import type { ForecastView } from '#contracts/flow/forecasting'

import { addDays, dayText } from '../../look/days.ts'
import ui from '../../look/ui.module.css'
import { Scrollable } from '../../parts/scrollable.tsx'
import styles from './forecast.module.css'
import { ticksFor } from './weeks.ts'
import { expectedText, shareText } from './words.ts'

const sheet = { width: 1080, left: 46, right: 44, top: 10, height: 180, axis: 20 }
const floor = sheet.top + sheet.height
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

/** The next weeks by day: what is planned, and what it lies within; what each weekday is of a week. */
export function DayView({ forecast }: { readonly forecast: ForecastView }) {
  const { days, dayShares, unit } = forecast
  if (days === null) return null
  return (
    <>
      <Scrollable label="Chart of demand by day">
        <DayChart days={days} label={summaryOf(forecast)} />
      </Scrollable>
      <Scrollable label="Demand by weekday">
        <table className={ui.table}>
          <caption>What each day is of a week, and the first weeks by day, in {unit}</caption>
          <thead>
            <tr>
              <th scope="col">Week of</th>
              {weekdays.map((day) => (
                <th key={day} scope="col" data-num>
                  {day}
                </th>
              ))}
              <th scope="col" data-num>
                Week
              </th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Share</th>
              {dayShares.map((share, day) => (
                <td key={weekdays[day]} data-num>
                  {shareText(share)}
                </td>
              ))}
              <td data-num>–</td>
            </tr>
            {Array.from({ length: days.planned.length / 7 }, (_, week) => (
              <WeekRow key={addDays(days.from, 7 * week)} days={days} week={week} />
            ))}
          </tbody>
        </table>
      </Scrollable>
    </>
  )
}

type Days = NonNullable<ForecastView['days']>

function WeekRow({ days, week }: { readonly days: Days; readonly week: number }) {
  const units = days.planned.slice(7 * week, 7 * week + 7)
  return (
    <tr>
      <th scope="row">{dayText(addDays(days.from, 7 * week), true)}</th>
      {units.map((one, day) => (
        <td key={weekdays[day]} data-num>
          {expectedText(one)}
        </td>
      ))}
      <td data-num>{expectedText(units.reduce((sum, one) => sum + one, 0))}</td>
    </tr>
  )
}

function DayChart({ days, label }: { readonly days: Days; readonly label: string }) {
  const { planned, quantiles } = days
  const high = quantiles['0.95'] ?? []
  const low = quantiles['0.05'] ?? []
  const ticks = ticksFor(Math.max(0, ...planned, ...high))
  const step = (sheet.width - sheet.left - sheet.right) / Math.max(1, planned.length)
  const x = (day: number) => sheet.left + day * step
  const y = (units: number) => floor - (units / (ticks.at(-1) ?? 1)) * sheet.height
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${sheet.width} ${floor + sheet.axis}`}
      role="img"
      aria-label={label}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={sheet.left} x2={sheet.width - sheet.right} y1={y(tick)} y2={y(tick)} />
          <text x={sheet.left - 6} y={y(tick) + 4} textAnchor="end">
            {expectedText(tick).replace(/\.0$/, '')}
          </text>
        </g>
      ))}
      {planned.map((units, day) => {
        const [from, to] = [low[day] ?? 0, high[day] ?? 0]
        const date = addDays(days.from, day)
        return (
          <g key={date}>
            <title>{`${dayText(date, true)}: ${expectedText(units)}`}</title>
            <rect
              data-layer="baseline"
              x={x(day) + step * 0.14}
              width={step * 0.72}
              y={y(units)}
              height={floor - y(units)}
            />
            <line
              data-line="reach"
              x1={x(day) + step / 2}
              x2={x(day) + step / 2}
              y1={y(from)}
              y2={y(to)}
            />
          </g>
        )
      })}
      {planned.map((_, day) =>
        day % 7 === 0 ? (
          <text key={addDays(days.from, day)} x={x(day)} y={floor + 14}>
            {dayText(addDays(days.from, day))}
          </text>
        ) : null,
      )}
    </svg>
  )
}

function summaryOf({ days, unit }: ForecastView): string {
  const planned = days?.planned ?? []
  const [first = 0] = planned
  return (
    `Demand by day for the next ${planned.length} days: ${expectedText(first)} ${unit} on the first, ` +
    `${expectedText(Math.max(0, ...planned))} on the busiest`
  )
}
