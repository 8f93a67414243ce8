import type { OrderLineView } from '#contracts/flow/purchasing'

import { unitsText } from '../../look/format.ts'
import styles from './orders.module.css'

export type Decision = NonNullable<OrderLineView['decision']>

/** `1,000 in place of the 480 suggested, from Northwind in place of Contoso. Ann: A new account`. */
export function decisionText({ suggested, ordered, ...said }: Decision): string {
  const isOther = ordered.quantity !== suggested.quantity
  const units = isOther
    ? `${unitsText(ordered.quantity)} in place of the ${unitsText(suggested.quantity)} suggested`
    : `${unitsText(ordered.quantity)} as suggested`
  const source =
    said.insteadOf === null ? '' : `, from ${said.supplierName} in place of ${said.insteadOf}`
  const reason = said.reason === '' ? 'without a reason' : said.reason
  return `${units}${source}. ${said.byName}: ${reason}`
}

/** Lines that a planner decided about, by SKU; those that are not told of are counted. */
export function Decisions(props: { readonly decisions: readonly Decision[]; readonly of: number }) {
  const { decisions, of } = props
  const rest = of - decisions.length
  return (
    <ul className={styles.decisions}>
      {decisions.map((decision) => (
        <li key={decision.sku}>
          {decision.sku}: {decisionText(decision)}
        </li>
      ))}
      {rest > 0 ? <li>and {rest} more, see the lines of the order</li> : null}
    </ul>
  )
}
