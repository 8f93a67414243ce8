import type { ReactNode } from 'react'

import type { ProposalView } from '#contracts/flow/planning'

import { addDays, dayText } from '../../look/days.ts'
import { unitsText } from '../../look/format.ts'
import styles from './buy-list.module.css'
import { bandPath, type Frame, linePath, type Scale, scaleOf } from './chart.ts'

const frame: Frame = { width: 304, height: 112, left: 46, right: 8, top: 6, bottom: 18 }

type Demand = NonNullable<ProposalView['demand']>

/** Demand by week: what was, and the forecast with its spread. */
export function DemandChart({ demand }: { readonly demand: Demand }) {
  const { history, expected, p05, p25, p75, p95, startsOn, historyStartsOn } = demand
  const count = history.length + expected.length
  const scale = scaleOf(frame, count, [...history, ...expected, ...p95])
  const ahead = Math.max(0, history.length - 1)
  const last = history.at(-1)
  const joined = (list: readonly number[]) => (last === undefined ? list : [last, ...list])
  const mean = expected.reduce((sum, units) => sum + units, 0) / Math.max(1, expected.length)
  const said = `Weekly demand: ${history.length} weeks past, ${expected.length} ahead, about ${figure(mean)} a week expected`
  return (
    <figure className={styles.chart}>
      <figcaption>
        <b>Demand a week</b> {history.length} weeks past, {expected.length} ahead
      </figcaption>
      <svg viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-label={said}>
        <Ticks scale={scale} />
        <path className={styles.fanOuter} d={bandPath(joined(p05), joined(p95), ahead, scale)} />
        <path className={styles.fanInner} d={bandPath(joined(p25), joined(p75), ahead, scale)} />
        <path className={styles.past} d={linePath(history, 0, scale)} />
        <path className={styles.expected} d={linePath(joined(expected), ahead, scale)} />
        <Mark at={ahead} scale={scale}>
          today
        </Mark>
        {historyStartsOn === null || ahead === 0 ? null : (
          <DayLabel at={0} scale={scale} day={historyStartsOn} />
        )}
        <DayLabel
          at={count - 1}
          scale={scale}
          day={addDays(startsOn, 7 * (expected.length - 1))}
          isLast
        />
      </svg>
    </figure>
  )
}

type StockChartProps = {
  readonly projection: ProposalView['projection']
  readonly arrivesOn: string
}

/** Stock at the end of each week, with what is proposed; below zero customers wait. */
export function StockChart({ projection: { startsOn, units }, arrivesOn }: StockChartProps) {
  if (units.length < 2) return null
  const scale = scaleOf(frame, units.length, units)
  const least = Math.min(...units)
  const arrivesAt = (Date.parse(arrivesOn) - Date.parse(startsOn)) / (7 * 86_400_000)
  // The mark's word stands where the first day would, or the last.
  const isMarked = arrivesAt >= 0 && arrivesAt < units.length - 1
  const isFirstClear = !isMarked || arrivesAt > units.length / 4
  const isLastClear = !isMarked || arrivesAt < (units.length * 3) / 4
  const said = `Stock by week with this order: ${figure(units[0] ?? 0)} after a week, at least ${figure(least)}`
  return (
    <figure className={styles.chart}>
      <figcaption>
        <b>Stock</b> at week ends, with this order
      </figcaption>
      <svg viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-label={said}>
        <Ticks scale={scale} />
        <path className={styles.expected} d={linePath(units, 0, scale)} />
        <line
          className={styles.zero}
          x1={scale.x(0)}
          x2={scale.x(units.length - 1)}
          y1={scale.y(0)}
          y2={scale.y(0)}
        />
        {isMarked ? (
          <Mark at={arrivesAt} scale={scale}>
            arrives
          </Mark>
        ) : null}
        {isFirstClear ? <DayLabel at={0} scale={scale} day={startsOn} /> : null}
        {isLastClear ? (
          <DayLabel
            at={units.length - 1}
            scale={scale}
            day={addDays(startsOn, 7 * units.length)}
            isLast
          />
        ) : null}
      </svg>
    </figure>
  )
}

function Ticks({ scale }: { readonly scale: Scale }) {
  return scale.ticks.map((tick) => (
    <g key={tick}>
      <line
        className={styles.tick}
        x1={frame.left}
        x2={frame.width - frame.right}
        y1={scale.y(tick)}
        y2={scale.y(tick)}
      />
      <text className={styles.tickText} x={frame.left - 6} y={scale.y(tick) + 3.5}>
        {figure(tick)}
      </text>
    </g>
  ))
}

type MarkProps = { readonly at: number; readonly scale: Scale; readonly children: ReactNode }

function Mark({ at, scale, children }: MarkProps) {
  return (
    <g>
      <line
        className={styles.mark}
        x1={scale.x(at)}
        x2={scale.x(at)}
        y1={frame.top}
        y2={frame.height - frame.bottom}
      />
      <text className={styles.markText} x={scale.x(at)} y={frame.height - 5}>
        {children}
      </text>
    </g>
  )
}

type DayLabelProps = {
  readonly at: number
  readonly scale: Scale
  readonly day: string
  readonly isLast?: boolean
}

function DayLabel({ at, scale, day, isLast = false }: DayLabelProps) {
  return (
    <text
      className={styles.dayText}
      data-last={isLast || undefined}
      x={scale.x(at)}
      y={frame.height - 5}
    >
      {dayText(day)}
    </text>
  )
}

function figure(value: number): string {
  return unitsText(Math.abs(value) >= 10 ? String(Math.round(value)) : value.toFixed(1))
}
