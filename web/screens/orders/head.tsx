import type { OrderView } from '#contracts/flow/purchasing'

import { dayOf, dayText } from '../../look/days.ts'
import { decimalText, moneyText, unitsText } from '../../look/format.ts'
import { sentence } from '../../look/words.ts'
import { type LifeStep, Stepper } from '../../parts/stepper.tsx'
import { ScreenLink } from '../../shell/link.tsx'
import styles from './orders.module.css'

/** The terms of an order in one line, then its life. */
export function OrderHead({ order }: { readonly order: OrderView }) {
  const isForeign = order.total.currency !== order.companyTotal.currency
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [
      'Supplier',
      <ScreenLink key="s" to={`/suppliers/${order.supplier.id}`}>
        {order.supplier.name}
      </ScreenLink>,
    ],
    ['Ship to', order.place.name],
    ['Total', moneyText(order.total)],
    ...(isForeign
      ? ([[`At ${decimalText(order.rate)}`, moneyText(order.companyTotal)]] as const)
      : []),
    ['Terms', order.paymentTermsDays === 0 ? 'At once' : `Net ${order.paymentTermsDays} days`],
    ...(order.incoterm === '' ? [] : ([['Incoterm', order.incoterm]] as const)),
    ['Asked for', dayText(order.requestedOn)],
    ['Buyer', order.buyerName],
    ...(order.expectedPayment
      ? ([
          [
            `Payment ${sentence(order.expectedPayment.firmness).toLowerCase()}`,
            `${moneyText(order.expectedPayment.amount)} on ${dayText(order.expectedPayment.dueOn)}`,
          ],
        ] as const)
      : []),
  ]
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.life}>
        <Stepper label="Life of the order" steps={order.stages.map(stepOf)} />
      </div>
      {order.lifecycleReason ? <p className={styles.reason}>{order.lifecycleReason}</p> : null}
      {order.supplierNote ? (
        <p className={styles.reason}>To the supplier: {order.supplierNote}</p>
      ) : null}
      {order.note ? <p className={styles.reason}>Note: {order.note}</p> : null}
    </>
  )
}

function stepOf(stage: OrderView['stages'][number]): LifeStep {
  const percent = Math.floor(stage.shareBps / 100)
  const when = stage.at === null ? undefined : dayText(dayOf(new Date(stage.at)))
  const who = stage.byName ?? undefined
  const counted =
    stage.done !== null && stage.of !== null && percent > 0
      ? `${unitsText(stage.done)} of ${unitsText(stage.of)}`
      : undefined
  const note = [when, counted ?? who].filter(Boolean).join(', ')
  return { label: sentence(stage.stage), percent, ...(note === '' ? {} : { note }) }
}
