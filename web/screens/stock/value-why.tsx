import type { LayerRow } from '#contracts/books/valuation'

import { useList } from '../../api/queries.ts'
import { dayText } from '../../look/days.ts'
import { moneyText, quantityText } from '../../look/format.ts'
import ui from '../../look/ui.module.css'
import { WhyTable } from '../../look/why-table.tsx'
import { sentence } from '../../look/words.ts'
import { Refusal } from '../../parts/refusal.tsx'

export type ValueWhyProps = {
  readonly itemId: string
  readonly method: 'fifo' | 'moving_average'
}

const layersMax = 200

/** The layers that make the value of what is on hand. */
export function ValueWhy({ itemId, method }: ValueWhyProps) {
  const query = { itemId, open: 'true', limit: layersMax }
  const { page, problem } = useList<LayerRow>('/stock-layers', query)
  if (problem) return <Refusal problem={problem} />
  const layers = page?.items ?? []
  const byCurrency = [...Map.groupBy(layers, ({ valueLeft }) => valueLeft.currency)]
  return (
    <>
      <section>
        <h2>What the value is made of</h2>
        <p className={ui.soft}>
          {method === 'fifo'
            ? 'First in, first out: each receipt keeps its own cost until its units are gone.'
            : 'Moving average: usable units share one cost, which each receipt moves.'}{' '}
          Held units keep the cost they came with.
        </p>
      </section>
      {byCurrency.map(([currency, some]) => (
        <section key={currency}>
          <WhyTable
            caption={`Value in ${currency}`}
            textOf={(amount) => moneyText({ amount, currency })}
            blocks={[{ id: currency, terms: some.map(termOf), sumLabel: 'Value on hand' }]}
          />
        </section>
      ))}
      {page && layers.length === 0 ? (
        <section>
          <p>Nothing is on hand, so there is nothing to value.</p>
        </section>
      ) : null}
      {page?.nextCursor ? (
        <section>
          <p>These are the first {layersMax} layers; the list of layers has all.</p>
        </section>
      ) : null}
    </>
  )
}

function termOf(layer: LayerRow) {
  const { id, placeCode, status, kind, receivedOn, quantityLeft, quantityIn, valueLeft, lotCode } =
    layer
  const source = [
    kind === 'pool' ? 'All receipts together' : `Received ${dayText(receivedOn)}`,
    kind === 'pool' ? '' : `${quantityText(quantityLeft)} of ${quantityText(quantityIn)} left`,
    lotCode === null ? '' : `lot ${lotCode}`,
  ]
  return {
    id,
    label: `${quantityText(quantityLeft)}, ${placeCode}, ${sentence(status).toLowerCase()}`,
    value: valueLeft.amount,
    source: source.filter((part) => part !== '').join(', '),
  }
}
