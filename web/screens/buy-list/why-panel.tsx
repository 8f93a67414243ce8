import type { ProposalRow, ProposalView } from '#contracts/flow/planning'

import { useDocument } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { dayText } from '../../look/days.ts'
import { decimalText, moneyText, priceText, unitsText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { WhyTable } from '../../look/why-table.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { SidePanel } from '../../parts/side-panel.tsx'
import { ScreenLink } from '../../shell/link.tsx'
import styles from './buy-list.module.css'
import { DemandChart, StockChart } from './charts.tsx'
import { Decided, type DecidedProps } from './decided.tsx'
import { Faster } from './faster.tsx'
import { orderNotes } from './top-up-words.ts'
import { Weighed } from './weighed.tsx'
import { messageLabel, whyBlocks } from './words.ts'

type WhyPanelProps = Omit<DecidedProps, 'view'> & {
  readonly row: ProposalRow | undefined
  readonly close: () => void
}

/** Why this quantity: the terms that made it, demand around today, and how stock will run. */
export function WhyPanel({ row, close, ...reason }: WhyPanelProps) {
  const { document, problem } = useDocument<ProposalView>(
    `/proposals/${row?.id}`,
    {},
    row !== undefined,
  )
  if (row === undefined) return null
  const title = messageLabel(row) ?? `Why ${unitsText(row.suggested.quantity)}?`
  return (
    <SidePanel title={title} isOpen close={close} isCloseable>
      {problem ? <Refusal problem={problem} /> : null}
      {document ? (
        <Why view={document} {...reason} />
      ) : (
        <p aria-busy="true" className={styles.reading} />
      )}
    </SidePanel>
  )
}

function Why(props: DecidedProps) {
  const { view } = props
  const { item, place, why, demand, decision, value, price } = view
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.why} aria-label={`${item.name} at ${place.name}`} tabIndex={0}>
      <p className={ui.quiet}>
        {item.name} · {place.name} {view.segment ? `· ${view.segment}` : ''}
      </p>
      <Sources view={view} />
      <Warning view={view} />
      <Faster view={view} />
      <Weighed view={view} />
      {orderNotes(view).map((note) => (
        <p key={note} className={ui.quiet}>
          {note}
        </p>
      ))}
      {demand ? <DemandChart demand={demand} /> : null}
      {why ? (
        <WhyTable
          caption={`Why ${unitsText(view.suggested.quantity)} ${item.unit}`}
          blocks={whyBlocks(why)}
        />
      ) : (
        <Message view={view} />
      )}
      {decision ? <Decided {...props} /> : null}
      {value && price ? (
        <p className={styles.cost}>
          <span>
            {unitsText(view.ordered.quantity)} × {priceText(price)} = {moneyText(value)}
          </span>
          {demand?.wapePercent == null ? null : (
            <StatusBadge tone="neutral">
              {`WAPE ${decimalText(String(Math.round(demand.wapePercent)))} %`}
            </StatusBadge>
          )}
        </p>
      ) : null}
      <StockChart projection={view.projection} arrivesOn={view.arrivesOn} />
    </section>
  )
}

/** Where the terms come from, a step away; only what one may read. */
function Sources({ view: { item, place, supplier } }: { readonly view: ProposalView }) {
  const mayReadDemand = usePermission('demand.read')
  const mayReadStock = usePermission('stock.read')
  return (
    <nav className={styles.sources} aria-label="Where this comes from">
      <ScreenLink to={`/forecasts/${item.id}/${place.id}`}>Forecast</ScreenLink>
      {mayReadDemand ? <ScreenLink to={`/demand/${item.id}/${place.id}`}>Demand</ScreenLink> : null}
      {mayReadStock ? <ScreenLink to={`/stock/${item.id}`}>Stock</ScreenLink> : null}
      {supplier ? (
        <ScreenLink to={`/lead-times?supplierId=${supplier.id}`}>Lead times</ScreenLink>
      ) : null}
    </nav>
  )
}

/** What a planner must not overlook. */
function Warning({ view }: { readonly view: ProposalView }) {
  const { sellsOutOn, arrivesOn, isExpedited, urgencyKind, why } = view
  const isOut = urgencyKind === 'out_now'
  if (isExpedited && (isOut || sellsOutOn !== null)) {
    return (
      <p className={styles.warning}>
        <b>
          {isOut ? 'Out now' : `Out on ${dayText(sellsOutOn ?? arrivesOn)}`} even if ordered today.
        </b>{' '}
        Arrives {dayText(arrivesOn)}.
      </p>
    )
  }
  if (why?.isOverCap) {
    return (
      <p className={styles.warning}>
        <b>More than the policy allows:</b> the supplier’s least order is beyond a limit.
      </p>
    )
  }
  return null
}

function Message({ view }: { readonly view: ProposalView }) {
  const { message, order, kind, item } = view
  if (message === null) return null
  const line = `${unitsText(message.line.quantity)} ${item.unit} expected ${dayText(message.fromOn)}`
  const asks: Readonly<Record<string, string>> = {
    expedite: `Stock runs out before. Ask for it by ${dayText(message.toOn ?? message.fromOn)}; ${unitsText(message.short?.quantity ?? '0')} are short until it comes.`,
    defer: `It is not needed before ${dayText(message.toOn ?? message.fromOn)}.`,
    reduce: `${unitsText(message.less?.quantity ?? '0')} less are enough.`,
    cancel: 'Nothing of it is needed within the plan.',
  }
  return (
    <p>
      {line}. {asks[kind]}{' '}
      {order ? (
        <ScreenLink to={`/orders/${order.id}`}>Open {order.number ?? 'the draft'}</ScreenLink>
      ) : null}
    </p>
  )
}
