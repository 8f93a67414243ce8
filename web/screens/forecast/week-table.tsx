import type { ForecastView } from '#contracts/flow/forecasting'

import { dayText } from '../../look/days.ts'
import ui from '../../look/ui.module.css'
import { Scrollable } from '../../parts/scrollable.tsx'
import { marksOf, markWords } from './marks.tsx'
import type { Layers, PastWeek, WeekAhead } from './weeks.ts'
import { expectedText } from './words.ts'

export type WeekTableProps = {
  readonly past: readonly PastWeek[]
  readonly ahead: readonly WeekAhead[]
  readonly outside: ForecastView['outside']
}

const heads = ['Observed', 'Baseline', 'Uplift', 'Event', 'Planned', 'P5', 'P50', 'P95']

/** The chart as figures, the weeks ahead first, then the newest of the history. */
export function WeekTable({ past, ahead, outside }: WeekTableProps) {
  return (
    <Scrollable label="Demand by week">
      <table className={ui.table}>
        <caption>Demand by week</caption>
        <thead>
          <tr>
            <th scope="col">Week of</th>
            {heads.map((head) => (
              <th key={head} scope="col" data-num>
                {head}
              </th>
            ))}
            {outside.map(({ source }) => (
              <th key={source.id} scope="col" data-num>
                {source.name}
              </th>
            ))}
            <th scope="col">Marks</th>
          </tr>
        </thead>
        <tbody>
          {ahead.toReversed().map(({ startsOn, layers, planned, at }, back) => (
            <tr key={startsOn}>
              <th scope="row">{dayText(startsOn, true)}</th>
              <td data-num>–</td>
              <LayerCells layers={layers} />
              <td data-num>{expectedText(planned)}</td>
              {['0.05', '0.5', '0.95'].map((level) => (
                <td key={level} data-num>
                  {expectedText(at[level] ?? null)}
                </td>
              ))}
              {outside.map(({ source, units }) => (
                <td key={source.id} data-num>
                  {expectedText(units[ahead.length - 1 - back] ?? null)}
                </td>
              ))}
              <td>–</td>
            </tr>
          ))}
          {past.toReversed().map(({ startsOn, layers, raw, marks }) => (
            <tr key={startsOn}>
              <th scope="row">{dayText(startsOn, true)}</th>
              <td data-num>{expectedText(raw)}</td>
              <LayerCells layers={layers} />
              {['planned', 'low', 'middle', 'high', ...outside.map(idOf)].map((empty) => (
                <td key={empty} data-num>
                  –
                </td>
              ))}
              <td>
                {marksOf(marks)
                  .map((mark) => markWords[mark])
                  .join(', ') || '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrollable>
  )
}

const idOf = ({ source }: ForecastView['outside'][number]) => source.id

function LayerCells({ layers }: { readonly layers: Layers }) {
  return (
    <>
      <td data-num>{expectedText(layers.baseline)}</td>
      <td data-num>{expectedText(layers.uplift)}</td>
      <td data-num>{expectedText(layers.event)}</td>
    </>
  )
}
