import type { ForecastView } from '#contracts/flow/forecasting'

import ui from '../../look/ui.module.css'
import { Scrollable } from '../../parts/scrollable.tsx'
import styles from './forecast.module.css'
import { memberText, methodWords, shareText } from './words.ts'

/** The method with what each of its members counts. */
export function HowMade({ forecast }: { readonly forecast: ForecastView }) {
  const { method, weights } = forecast
  return (
    <section aria-labelledby="how">
      <h2 id="how" className={styles.tableHead}>
        How it was made
      </h2>
      {weights.length === 0 ? (
        <p className={styles.section}>
          {analogSentence(forecast) ??
            (method === 'none'
              ? 'Nothing was ever sold: nothing is forecast.'
              : 'The method has no members.')}
        </p>
      ) : (
        <Scrollable label="Members of the method">
          <table className={ui.table}>
            <caption>{methodWords[method]}: what each member counts</caption>
            <thead>
              <tr>
                <th scope="col">Member</th>
                <th scope="col" data-num>
                  Counts
                </th>
              </tr>
            </thead>
            <tbody>
              {weights.map(({ member, weight }) => (
                <tr key={member}>
                  <th scope="row">{memberText(member)}</th>
                  <td data-num>{shareText(weight)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrollable>
      )}
    </section>
  )
}

/** A new item goes on as another did, until its own weeks tell more. */
function analogSentence({ analog }: ForecastView): string | undefined {
  if (analog === null) return undefined
  const { item, ownWeeks, ownShare } = analog
  return `It is new and expected to sell like ${item.sku}, ${item.name}. Its own ${ownWeeks} weeks count ${shareText(ownShare)}: n/(n+6).`
}
