import type { DemandView } from '#contracts/flow/demand'

import { dayText } from '../../look/days.ts'
import ui from '../../look/ui.module.css'
import { Scrollable } from '../../parts/scrollable.tsx'
import { markNames, unitsText } from './words.ts'

const layers = [
  ['raw', 'Observed'],
  ['corrected', 'Corrected'],
  ['cleaned', 'Cleaned'],
  ['baseline', 'Baseline'],
  ['uplift', 'Uplift'],
  ['event', 'Event'],
] as const

/** The chart as figures, the newest week first. */
export function WeekTable({ weeks }: { readonly weeks: DemandView['weeks'] }) {
  return (
    <Scrollable label="Demand by week">
      <table className={ui.table}>
        <caption>Demand by week</caption>
        <thead>
          <tr>
            <th scope="col">Week of</th>
            {layers.map(([layer, head]) => (
              <th key={layer} scope="col" data-num>
                {head}
              </th>
            ))}
            <th scope="col">Marks</th>
          </tr>
        </thead>
        <tbody>
          {weeks.toReversed().map((week) => (
            <tr key={week.startsOn}>
              <th scope="row">{dayText(week.startsOn, true)}</th>
              {layers.map(([layer]) => (
                <td key={layer} data-num>
                  {unitsText(week[layer])}
                </td>
              ))}
              <td>{week.marks.map((mark) => markNames[mark] ?? mark).join(', ') || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrollable>
  )
}
