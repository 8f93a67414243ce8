import type { DemandView } from '#contracts/flow/demand'

import { dayText } from '../../look/days.ts'
import { MarkShape, marksOf, markWords } from '../forecast/marks.tsx'
import { ticksFor } from '../forecast/weeks.ts'
import styles from './demand.module.css'
import type { LineName } from './layers-panel.tsx'
import { unitsText } from './words.ts'

export type LayersChartProps = {
  readonly weeks: DemandView['weeks']
  readonly shown: ReadonlySet<LineName>
  /** What is drawn, in a sentence. */
  readonly label: string
}

const sheet = { width: 1080, left: 46, right: 8, top: 10, height: 220, marks: 18, axis: 20 }
const ground = sheet.top + sheet.height

/** Observed weeks as bars, their marks below, and each layer as a line over them. */
export function LayersChart({ weeks, shown, label }: LayersChartProps) {
  const step = (sheet.width - sheet.left - sheet.right) / Math.max(1, weeks.length)
  const ticks = ticksFor(highest(weeks, shown))
  const top = ticks.at(-1) ?? 1
  const at: Place = {
    step,
    x: (week) => sheet.left + week * step,
    y: (units) => ground - (Math.max(0, units) / top) * sheet.height,
  }
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${sheet.width} ${ground + sheet.marks + sheet.axis}`}
      role="img"
      aria-label={label}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={sheet.left} x2={sheet.width - sheet.right} y1={at.y(tick)} y2={at.y(tick)} />
          <text x={sheet.left - 6} y={at.y(tick) + 4} textAnchor="end">
            {unitsText(tick)}
          </text>
        </g>
      ))}
      {weeks.map((week, no) => (
        <Bar key={week.startsOn} week={week} no={no} at={at} />
      ))}
      {[...shown].map((line) => (
        <polyline
          key={line}
          data-line={line}
          points={weeks.map((week, no) => `${at.x(no) + step / 2},${at.y(week[line])}`).join(' ')}
        />
      ))}
      <DayAxis weeks={weeks} at={at} />
    </svg>
  )
}

type Place = {
  readonly x: (week: number) => number
  readonly y: (units: number) => number
  readonly step: number
}

function highest(weeks: DemandView['weeks'], shown: ReadonlySet<LineName>): number {
  return Math.max(
    0,
    ...weeks.map((week) => Math.max(week.raw, ...[...shown].map((line) => week[line]))),
  )
}

type BarProps = {
  readonly week: DemandView['weeks'][number]
  readonly no: number
  readonly at: Place
}

function Bar({ week, no, at: { x, y, step } }: BarProps) {
  const marks = marksOf(week.marks)
  const words = marks.map((mark) => markWords[mark]).join(', ')
  const width = step * 0.72
  return (
    <g>
      <title>
        {`${dayText(week.startsOn, true)}: ${unitsText(week.raw)}${words ? `, ${words}` : ''}`}
      </title>
      <rect
        x={x(no) + (step - width) / 2}
        width={width}
        y={y(week.raw)}
        height={ground - y(week.raw)}
        data-marked={marks.length > 0 || undefined}
      />
      {marks.map((mark, row) => (
        <g
          key={mark}
          transform={`translate(${x(no) + step / 2} ${ground + 9 - 9 * row}) scale(${Math.min(1, step / 11)})`}
        >
          <MarkShape mark={mark} />
        </g>
      ))}
    </g>
  )
}

function DayAxis({
  weeks,
  at: { x },
}: {
  readonly weeks: DemandView['weeks']
  readonly at: Place
}) {
  const every = Math.max(1, Math.ceil(weeks.length / 11))
  return weeks
    .map(({ startsOn }, no) => ({ startsOn, no }))
    .filter(({ no }) => no % every === 0)
    .map(({ startsOn, no }) => (
      <text key={startsOn} x={x(no)} y={ground + sheet.marks + 14}>
        {dayText(startsOn)}
      </text>
    ))
}
