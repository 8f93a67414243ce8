import type { PromotionEffectRow } from '#contracts/flow/demand'
import type { PromotionView } from '#contracts/records/promotions'

import { useList } from '../../api/queries.ts'
import { instantText } from '../../look/days.ts'
import { countText, decimalText } from '../../look/format.ts'
import ui from '../../look/ui.module.css'
import { Refusal } from '../../parts/refusal.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import styles from './promotions.module.css'
import { kindWord, timesText } from './words.ts'

const rowsMax = 200

/** What promotions of this kind did to demand: of everything, and of what this one is about. */
export function Effects({ promotion }: { readonly promotion: PromotionView }) {
  const { page, problem } = useList<PromotionEffectRow>('/promotion-effects', {
    kind: promotion.kind,
    sort: '-observedCount',
    limit: rowsMax,
  })
  const rows = page?.items.filter((row) => isAbout(row, promotion)) ?? []
  return (
    <section className={styles.effects} aria-labelledby="effects">
      <h2 id="effects">What such promotions did to demand</h2>
      {problem ? <Refusal problem={problem} /> : null}
      {page && rows.length === 0 ? (
        <p className={styles.none}>
          Nothing is learned of this kind yet. Until then the forecast counts with the expected
          demand; it is learned from the weeks of sales under such promotions.
        </p>
      ) : null}
      {rows.length > 0 ? <Table kind={promotion.kind} rows={rows} /> : null}
    </section>
  )
}

function isAbout({ item, category, place }: PromotionEffectRow, { scopes }: PromotionView) {
  const named = (id: string | undefined, of: 'item' | 'category' | 'place') =>
    id === undefined || scopes.some((scope) => scope[of]?.id === id)
  return named(item?.id, 'item') && named(category?.id, 'category') && named(place?.id, 'place')
}

type TableProps = { readonly kind: string; readonly rows: readonly PromotionEffectRow[] }

function Table({ kind, rows }: TableProps) {
  const caption = `${kindWord(kind)}: what was learned`
  return (
    <Scrollable label={caption}>
      <table className={ui.table}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Of</th>
            <th scope="col" data-num>
              Demand while it runs
            </th>
            <th scope="col" data-num>
              Likely between
            </th>
            <th scope="col" data-num>
              Right after
            </th>
            <th scope="col" data-num>
              Price elasticity
            </th>
            <th scope="col" data-num>
              Weeks seen
            </th>
            <th scope="col">Learned</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{nameOf(row)}</th>
              <td data-num>{timesText(row.upliftFactor)}</td>
              <td data-num>
                {timesText(row.upliftLow)} and {timesText(row.upliftHigh)}
              </td>
              <td data-num>{timesText(row.dipFactor)}</td>
              <td data-num>{decimalText(row.priceElasticity.toFixed(2))}</td>
              <td data-num>{countText(row.observedCount)}</td>
              <td>{instantText(row.learnedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrollable>
  )
}

function nameOf({ item, category, place }: PromotionEffectRow): string {
  const what = item?.name ?? category?.name ?? 'Everything'
  return place === null ? what : `${what} at ${place.name}`
}
