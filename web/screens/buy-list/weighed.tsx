import type { ProposalView } from '#contracts/flow/planning'

import { dayText } from '../../look/days.ts'
import { moneyText, unitsText } from '../../look/format.ts'
import ui from '../../look/ui.module.css'
import styles from './buy-list.module.css'

/** What moving or buying it instead would come to, where both were weighed. */
export function Weighed({ view }: { readonly view: ProposalView }) {
  const { moves, cost, kind, fromPlace, value } = view
  const bought = view.alternatives.filter((one) => one.cost !== null)
  if (cost === null || (moves.length === 0 && bought.length === 0)) return null
  const own = kind === 'transfer' ? `Moved from ${fromPlace?.name ?? ''}` : 'Bought'
  return (
    <section aria-label="Move or buy" className={styles.faster}>
      <h3>Move or buy</h3>
      <ul>
        <li>
          <b>{own}</b>: {moneyText(cost)} by {dayText(view.arrivesOn)}
          {kind === 'transfer' && value ? `; the way ${moneyText(value)}` : ''}
        </li>
        {moves.map((move) => (
          <li key={move.fromPlace.id}>
            Moved from {move.fromPlace.name}: {moneyText(move.cost)} by {dayText(move.arrivesOn)} (
            {unitsText(move.quantity.quantity)})
          </li>
        ))}
        {bought.map((one) => (
          <li key={one.supplier.id}>
            From {one.supplier.name}: {one.cost ? moneyText(one.cost) : ''} by{' '}
            {dayText(one.arrivesOn)} ({unitsText(one.quantity.quantity)})
          </li>
        ))}
      </ul>
      <p className={ui.quiet}>
        Goods, ordering or moving them, and the worth of what comes too late. Spare stock is free.
      </p>
    </section>
  )
}
