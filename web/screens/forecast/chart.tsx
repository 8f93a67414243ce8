import { dayText } from '../../look/days.ts'
import styles from './forecast.module.css'
import { MarkShape, marksOf, markWords } from './marks.tsx'
import { type LayerName, type PastWeek, stackOf, ticksFor, type WeekAhead } from './weeks.ts'
import { expectedText } from './words.ts'

export type ForecastChartProps = {
  readonly past: readonly PastWeek[]
  readonly ahead: readonly WeekAhead[]
  readonly shown: ReadonlySet<LayerName>
  readonly showsSpread: boolean
  /** By week ahead what others forecast; null where they say nothing. */
  readonly outside?: readonly (readonly (number | null)[])[]
  /** What is drawn, in a sentence. */
  readonly label: string
}

const sheet = { width: 1080, left: 46, right: 44, top: 10, height: 236, marks: 18, axis: 20 }
const floor = sheet.top + sheet.height
const bands = [
  ['0.05', '0.95'],
  ['0.25', '0.75'],
] as const

/** History as bars by layer with its marks, and ahead the spread, the median and what is planned. */
export function ForecastChart(props: ForecastChartProps) {
  const { past, ahead, shown, showsSpread, outside = [], label } = props
  const weeks = past.length + ahead.length
  const step = (sheet.width - sheet.left - sheet.right) / Math.max(1, weeks)
  const ticks = ticksFor(
    Math.max(highest(past, ahead), ...outside.flat().map((units) => units ?? 0)),
  )
  const top = ticks.at(-1) ?? 1
  const x = (week: number) => sheet.left + week * step
  const y = (units: number) => floor - (units / top) * sheet.height
  const at: Place = { x, y, step, first: past.length }
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${sheet.width} ${floor + sheet.marks + sheet.axis}`}
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
      {past.map((week, no) => (
        <PastBar key={week.startsOn} week={week} no={no} at={at} shown={shown} />
      ))}
      {showsSpread ? <Spread ahead={ahead} at={at} /> : null}
      <AheadBars ahead={ahead} at={at} shown={shown} />
      <Lines ahead={ahead} at={at} />
      <Outside curves={outside} at={at} />
      <DayAxis past={past} ahead={ahead} at={at} />
    </svg>
  )
}

/** Where a week and its units lie on the sheet. */
type Place = {
  readonly x: (week: number) => number
  readonly y: (units: number) => number
  readonly step: number
  /** The first week ahead. */
  readonly first: number
}

function highest(past: readonly PastWeek[], ahead: readonly WeekAhead[]): number {
  const sums = past.map(({ raw, lost, layers }) =>
    Math.max(raw + lost, layers.baseline + Math.max(0, layers.uplift) + Math.max(0, layers.event)),
  )
  return Math.max(0, ...sums, ...ahead.map(({ planned, at }) => Math.max(planned, at['0.95'] ?? 0)))
}

type PastBarProps = {
  readonly week: PastWeek
  readonly no: number
  readonly at: Place
  readonly shown: ReadonlySet<LayerName>
}

function PastBar({ week, no, at: { x, y, step }, shown }: PastBarProps) {
  const marks = marksOf(week.marks)
  const words = marks.map((mark) => markWords[mark]).join(', ')
  const width = step * 0.72
  const left = x(no) + (step - width) / 2
  return (
    <g>
      <title>
        {`${dayText(week.startsOn, true)}: ${expectedText(week.raw)}${words ? `, ${words}` : ''}`}
      </title>
      {stackOf(week.layers, shown).map(({ layer, from, to }) => (
        <rect
          key={layer}
          data-layer={layer}
          x={left}
          width={width}
          y={y(to)}
          height={y(from) - y(to)}
        />
      ))}
      {week.lost > 0 ? (
        <rect
          data-layer="lost"
          x={left}
          width={width}
          y={y(week.raw + week.lost)}
          height={y(week.raw) - y(week.raw + week.lost)}
        />
      ) : null}
      <line
        data-line="observed"
        x1={left - 1}
        x2={left + width + 1}
        y1={y(week.raw)}
        y2={y(week.raw)}
      />
      {marks.map((mark, row) => (
        <g
          key={mark}
          transform={`translate(${x(no) + step / 2} ${floor + 9 - 9 * row}) scale(${Math.min(1, step / 11)})`}
        >
          <MarkShape mark={mark} />
        </g>
      ))}
    </g>
  )
}

type AheadProps = { readonly ahead: readonly WeekAhead[]; readonly at: Place }

function Spread({ ahead, at: { x, y, step, first } }: AheadProps) {
  const middle = (week: number) => x(first + week) + step / 2
  return bands.map(([low, high]) => {
    const up = ahead.map(({ at }, week) => `${middle(week)},${y(at[high] ?? 0)}`)
    const down = ahead.map(({ at }, week) => `${middle(week)},${y(at[low] ?? 0)}`).reverse()
    return <polygon key={low} data-band={high} points={[...up, ...down].join(' ')} />
  })
}

function AheadBars({ ahead, at, shown }: AheadProps & Pick<PastBarProps, 'shown'>) {
  const { x, y, step, first } = at
  return ahead.map(({ startsOn, layers }, week) =>
    stackOf(layers, shown)
      .filter(({ layer }) => layer !== 'baseline')
      .map(({ layer, from, to }) => (
        <rect
          key={`${startsOn} ${layer}`}
          data-layer={layer}
          data-ahead
          x={x(first + week) + step * 0.3}
          width={step * 0.4}
          y={y(to)}
          height={y(from) - y(to)}
        />
      )),
  )
}

function Lines({ ahead, at: { x, y, step, first } }: AheadProps) {
  const last = ahead.at(-1)
  if (last === undefined) return null
  const through = (unitsOf: (week: WeekAhead) => number) =>
    ahead.map((week, no) => `${x(first + no) + step / 2},${y(unitsOf(week))}`).join(' ')
  const end = x(first + ahead.length) + 2
  const said = [
    ['P95', last.at['0.95'] ?? 0],
    ['P50', last.at['0.5'] ?? 0],
    ['P5', last.at['0.05'] ?? 0],
  ] as const
  return (
    <>
      <line data-line="now" x1={x(first)} x2={x(first)} y1={sheet.top} y2={floor} />
      <polyline data-line="median" points={through(({ at }) => at['0.5'] ?? 0)} />
      <polyline data-line="planned" points={through(({ planned }) => planned)} />
      {apart(said.map(([, units]) => y(units))).map((height, no) => (
        <text key={said[no]?.[0]} x={end} y={height + 4} data-name={said[no]?.[0]}>
          {said[no]?.[0]}
        </text>
      ))}
    </>
  )
}

/** Others' curves, broken where they say nothing. */
function Outside({ curves, at: { x, y, step, first } }: OutsideProps) {
  return curves.map((units, no) => {
    const path = units
      .map((one, week) => {
        if (one === null) return ''
        const isNew = week === 0 || units[week - 1] === null
        return `${isNew ? 'M' : 'L'}${x(first + week) + step / 2},${y(one)}`
      })
      .join('')
    // biome-ignore lint/suspicious/noArrayIndexKey: the first, second and third curve are drawn so
    return <path key={no} data-line="outside" data-no={no} d={path} />
  })
}

type OutsideProps = {
  readonly curves: readonly (readonly (number | null)[])[]
  readonly at: Place
}

/** Names of lines that end close together are moved apart, downwards. */
function apart(heights: readonly number[]): readonly number[] {
  const line = 13
  let before = Number.NEGATIVE_INFINITY
  const down = heights.map((height) => {
    before = Math.max(height, before + line)
    return before
  })
  const over = Math.max(0, (down.at(-1) ?? 0) - floor)
  return down.map((height) => height - over)
}

function DayAxis({ past, ahead, at: { x } }: AheadProps & Pick<ForecastChartProps, 'past'>) {
  const weeks = [...past, ...ahead]
  const every = Math.max(1, Math.ceil(weeks.length / 11))
  const bottom = floor + sheet.marks + 14
  return weeks
    .map(({ startsOn }, no) => ({ startsOn, no }))
    .filter(({ no }) => no % every === 0)
    .map(({ startsOn, no }) => (
      <text key={startsOn} x={x(no)} y={bottom}>
        {dayText(startsOn)}
      </text>
    ))
}
