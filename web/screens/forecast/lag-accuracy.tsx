import type { ForecastView } from '#contracts/flow/forecasting'

import { dayText } from '../../look/days.ts'
import { decimalText } from '../../look/format.ts'
import ui from '../../look/ui.module.css'
import { Scrollable } from '../../parts/scrollable.tsx'
import styles from './forecast.module.css'
import { addedText, shareText } from './words.ts'

const heads = ['Weeks', 'WAPE', 'Bias', 'Tracking', 'MASE', 'RMSSE', 'Naive WAPE']
const addedHeads = ['Engine adds', 'Promotions add', 'Source adds', 'People add']

/** How right it was as far ahead as orders need it, ours and others alike. */
export function LagAccuracy({ forecast: { accuracy } }: { readonly forecast: ForecastView }) {
  return (
    <section aria-labelledby="accuracy">
      <h2 id="accuracy" className={styles.tableHead}>
        Accuracy when it mattered
      </h2>
      {accuracy === null ? (
        <p className={styles.section}>
          Nothing to compare yet: what is forecast now for the week that an order of now is for is
          scored when that week is over.
        </p>
      ) : (
        <>
          <p className={styles.section}>
            {lagText(accuracy.lagWeeks)}, against demand with the lost sales of stock-outs.
          </p>
          <Scrollable label="Scores of each forecast">
            <table className={ui.table}>
              <caption>Accuracy when it mattered</caption>
              <thead>
                <tr>
                  <th scope="col">Whose forecast</th>
                  {[...heads, ...addedHeads].map((head) => (
                    <th key={head} scope="col" data-num>
                      {head}
                    </th>
                  ))}
                  <th scope="col">Last week</th>
                </tr>
              </thead>
              <tbody>
                {accuracy.scores.map((score) => (
                  <tr key={score.source?.id ?? ''}>
                    <th scope="row">{score.source?.name ?? 'Planned with'}</th>
                    <td data-num>{score.weekCount}</td>
                    <td data-num>{shareText(score.wape)}</td>
                    <td data-num>{shareText(score.bias, true)}</td>
                    <td data-num>{ratioText(score.trackingSignal, true)}</td>
                    <td data-num>{ratioText(score.mase)}</td>
                    <td data-num>{ratioText(score.rmsse)}</td>
                    <td data-num>{shareText(score.naiveWape)}</td>
                    <td data-num>{addedText(score.valueAdded.statistical)}</td>
                    <td data-num>{addedText(score.valueAdded.promotions)}</td>
                    <td data-num>{addedText(score.valueAdded.source)}</td>
                    <td data-num>{addedText(score.valueAdded.overrides)}</td>
                    <td>{dayText(score.lastOn)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrollable>
        </>
      )}
    </section>
  )
}

function lagText(weeks: number): string {
  return weeks === 1 ? 'A week ahead' : `${weeks} weeks ahead`
}

function ratioText(ratio: number | null, showsPlus = false): string {
  return ratio === null ? '–' : decimalText(ratio.toFixed(2), 0, showsPlus)
}
