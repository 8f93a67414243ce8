import type { ForecastView } from '#contracts/flow/forecasting'

import ui from '../../look/ui.module.css'
import { Scrollable } from '../../parts/scrollable.tsx'
import styles from './forecast.module.css'
import { expectedText, shareText } from './words.ts'

/** What each channel is of what is planned; they add up to it. */
export function Channels({ forecast: { channels, unit } }: { readonly forecast: ForecastView }) {
  if (channels === null || channels.length < 2) return null
  const sumOf = (planned: readonly number[], weeks: number) =>
    planned.slice(0, weeks).reduce((sum, units) => sum + units, 0)
  return (
    <section aria-labelledby="channels">
      <h2 id="channels" className={styles.tableHead}>
        By channel
      </h2>
      <Scrollable label="Forecast by channel">
        <table className={ui.table}>
          <caption>Planned by channel, in {unit}</caption>
          <thead>
            <tr>
              <th scope="col">Channel</th>
              {['Share', 'Next week', 'Next 4 weeks', 'Next 13 weeks'].map((head) => (
                <th key={head} scope="col" data-num>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {channels.map(({ channel, share, planned }) => (
              <tr key={channel.id}>
                <th scope="row">{channel.name}</th>
                <td data-num>{shareText(share)}</td>
                <td data-num>{expectedText(planned[0] ?? 0)}</td>
                <td data-num>{expectedText(sumOf(planned, 4))}</td>
                <td data-num>{expectedText(sumOf(planned, 13))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrollable>
    </section>
  )
}
