import type { AnalogCandidates, ForecastView } from '#contracts/flow/forecasting'

import { useDocument } from '../../api/queries.ts'
import { decimalText } from '../../look/format.ts'
import ui from '../../look/ui.module.css'
import { Scrollable } from '../../parts/scrollable.tsx'
import { ScreenLink } from '../../shell/link.tsx'
import styles from './forecast.module.css'
import { expectedText } from './words.ts'

/** An item of fewer weeks is told which others it may sell like. */
export const weeksKnown = 13

/** Items alike, for one that has sold too little to be forecast from itself; a person takes one, or none. */
export function Alike({ forecast }: { readonly forecast: ForecastView }) {
  const { item, place, unit } = forecast
  const { document } = useDocument<AnalogCandidates>(
    `/forecasts/${item.id}/${place.id}/analog-candidates`,
  )
  if (!document || document.items.length === 0) return null
  return (
    <section aria-labelledby="alike">
      <h2 id="alike" className={styles.tableHead}>
        May sell like
      </h2>
      <p className={styles.section}>
        It has sold for few weeks. Name one of these as its analog under{' '}
        <ScreenLink to="/planning-items">Planning items</ScreenLink>, and it is forecast from it.
        {document.categoryLevelUnits === null
          ? ''
          : ` An item of its category usually sells ${expectedText(document.categoryLevelUnits)} ${unit} a week here.`}
      </p>
      <Scrollable label="Items alike">
        <table className={ui.table}>
          <caption>Items of its category, nearest in price first</caption>
          <thead>
            <tr>
              <th scope="col">Item</th>
              {['A week now', 'Weeks sold', 'Price against its own'].map((head) => (
                <th key={head} scope="col" data-num>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {document.items.map(({ item: other, levelUnits, historyWeeks, priceRatio }) => (
              <tr key={other.id}>
                <th scope="row">
                  <ScreenLink to={`/forecasts/${other.id}/${place.id}`}>{other.name}</ScreenLink>{' '}
                  {other.sku}
                </th>
                <td data-num>{expectedText(levelUnits)}</td>
                <td data-num>{historyWeeks}</td>
                <td data-num>
                  {priceRatio === null ? '–' : `× ${decimalText(priceRatio.toFixed(2))}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrollable>
    </section>
  )
}
