import type { OrderLineView, OrderView } from '#contracts/flow/purchasing'

import { usePermission } from '../../api/session.ts'
import { DateDrift } from '../../look/date-drift.tsx'
import { dayText } from '../../look/days.ts'
import {
  countText,
  currencySymbol,
  moneyText,
  priceAmountText,
  unitsText,
} from '../../look/format.ts'
import { QuantityTrack, type TrackStage } from '../../look/quantity-track.tsx'
import { StatusBadge, ToneMark } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { sentence } from '../../look/words.ts'
import { InParts } from '../../parts/in-parts.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { ScreenLink } from '../../shell/link.tsx'
import { decisionText } from './line-decision.tsx'
import { isChangeable } from './offered.ts'
import styles from './orders.module.css'

const stages: readonly TrackStage[] = ['ordered', 'confirmed', 'received', 'invoiced']

/** All quantities and dates of each line: where its units are, and when they were asked for and come. */
export function OrderLines({ order }: { readonly order: OrderView }) {
  return (
    <>
      <Warnings order={order} />
      <Scrollable label="Lines of the order">
        <table className={ui.table}>
          <caption className={styles.caption}>Lines</caption>
          <thead>
            <tr>
              <th scope="col">Item</th>
              <th scope="col" data-num>
                Price {currencySymbol(order.total.currency)}
              </th>
              {stages.map((stage) => (
                <th key={stage} scope="col" data-num>
                  {sentence(stage)}
                </th>
              ))}
              <th scope="col">Asked for</th>
              <th scope="col">Promised</th>
              <th scope="col">Expected</th>
            </tr>
          </thead>
          <tbody>
            <InParts rows={order.lines} columns={9}>
              {(line) => <Line key={line.id} line={line} />}
            </InParts>
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">
                {order.lines.length === 1 ? '1 line' : `${countText(order.lines.length)} lines`}
              </th>
              <td data-num>{moneyText(order.total)}</td>
              <td data-num>{unitsText(order.units.ordered)}</td>
              <td data-num>{unitsText(order.units.confirmed)}</td>
              <td data-num>{unitsText(order.units.received)}</td>
              <td data-num>{unitsText(order.units.invoiced)}</td>
              <td colSpan={3} />
            </tr>
          </tfoot>
        </table>
      </Scrollable>
    </>
  )
}

/** Quantities the terms do not provide for: each line says which would fit, and here one mends them. */
function Warnings({ order }: { readonly order: OrderView }) {
  const mayChange = usePermission('orders.write') && isChangeable(order)
  const count = order.lines.filter(({ warnings }) => warnings.length > 0).length
  if (count === 0) return null
  const lines = count === 1 ? '1 line is' : `${count} lines are`
  return (
    <div className={styles.warnings} role="status">
      <ToneMark tone="warn" />
      <span>{lines} ordered in a quantity that the supplier’s terms do not provide for.</span>
      {mayChange ? (
        <ScreenLink to={`/orders/${order.id}/change`}>Change the quantity</ScreenLink>
      ) : null}
    </div>
  )
}

function Line({ line }: { readonly line: OrderLineView }) {
  const pack =
    line.entered.unit === line.item.unit
      ? ''
      : `, as ${unitsText(line.entered.quantity)} ${line.entered.unit}`
  return (
    <tr data-off={line.state === 'cancelled' || undefined}>
      <td className={styles.item}>
        <div title={line.item.name}>{line.item.name}</div>
        <small>
          {line.lineNo} · {line.item.sku}
          {pack}
        </small>{' '}
        <LineState line={line} />
        {line.decision ? (
          <div className={styles.decision}>{decisionText(line.decision)}</div>
        ) : null}
        {line.warnings.map(({ code, detail }) => (
          <div key={code} className={styles.warning}>
            <ToneMark tone="warn" /> {detail}
          </div>
        ))}
      </td>
      <td
        data-num
        title={line.priceSource === 'typed' ? 'Typed' : 'Quoted from the supplier’s terms'}
      >
        {priceAmountText(line.price)}
        {line.price.per === '1' ? null : (
          <small>
            per {unitsText(line.price.per)} {line.price.unit}
          </small>
        )}
      </td>
      <QuantityTrack
        stages={stages}
        quantityByStage={{
          ordered: line.ordered.quantity,
          confirmed: line.confirmed.quantity,
          received: line.received.quantity,
          invoiced: line.invoiced.quantity,
        }}
        flags={flagsOf(line)}
      />
      <td>{dayText(line.requestedOn)}</td>
      <td>
        {line.promisedOn === null ? (
          '–'
        ) : (
          <DateDrift from={line.requestedOn} to={line.promisedOn} isCompact />
        )}
      </td>
      <td>
        <DateDrift from={line.requestedOn} to={line.expectedOn} isCompact />
      </td>
    </tr>
  )
}

/** Only what needs somebody, or is over; a line on its way says nothing. */
function LineState({ line }: { readonly line: OrderLineView }) {
  if (line.state === 'cancelled') return <StatusBadge tone="neutral">Cancelled</StatusBadge>
  if (line.state === 'short_closed') return <StatusBadge tone="neutral">Closed short</StatusBadge>
  if (line.answer === 'to_review') return <StatusBadge tone="warn">Answer to review</StatusBadge>
  if (line.answer === 'refused') return <StatusBadge tone="crit">Refused</StatusBadge>
  return line.isLate ? <StatusBadge tone="crit">Late</StatusBadge> : null
}

function flagsOf(line: OrderLineView): Partial<Record<TrackStage, string>> {
  const rejected = line.rejected.quantity
  return rejected === '0' ? {} : { received: `${unitsText(rejected)} of them rejected` }
}
