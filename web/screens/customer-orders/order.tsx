import { Button } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'

import type { OrderLineView, OrderView } from '#contracts/flow/customer-orders'

import { useDocument } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { dayText, instantText } from '../../look/days.ts'
import { isZero, moneyText, unitsText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { wordOf } from '../../look/words.ts'
import { Facts } from '../../parts/facts.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { Scrollable } from '../../parts/scrollable.tsx'
import { UnreadPage } from '../../parts/unread-page.tsx'
import { ScreenLink } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { LinesAct } from './act.tsx'
import { type ActName, mostOf } from './act-lines.ts'
import styles from './customer-orders.module.css'
import { lifecycleWords } from './words.ts'

const crumb = { label: 'Customer orders', to: '/customer-orders' }

export function CustomerOrder() {
  const { orderId = '' } = useParams({ strict: false }) as { orderId?: string }
  const { document, etag, problem } = useDocument<OrderView>(`/customer-orders/${orderId}`)
  if (!document) return <UnreadPage title="Customer order" crumb={crumb} problem={problem} />
  return <Known order={document} etag={etag} />
}

type KnownProps = { readonly order: OrderView; readonly etag: string | undefined }

/** One order: who wants what by when, and what became of each line. */
function Known({ order, etag }: KnownProps) {
  const [act, setAct] = useState<ActName>()
  const mayWrite = usePermission('demand.write')
  const offers = (name: ActName) =>
    mayWrite && order.lines.some((line) => !isZero(mostOf(name, line)))
  useKeys({
    x: { label: 'cancel lines', run: () => setAct('cancel'), isOff: !offers('cancel') },
    s: { label: 'say what has left', run: () => setAct('ship'), isOff: !offers('ship') },
    r: { label: 'take back', run: () => setAct('return'), isOff: !offers('return') },
  })
  const { tone, label } = wordOf(lifecycleWords, order.lifecycle)
  return (
    <Page
      title={order.number}
      crumb={crumb}
      badges={<StatusBadge tone={tone}>{label}</StatusBadge>}
      note={order.customer}
      actions={
        <>
          {offers('cancel') ? (
            <Button
              variant="default"
              onClick={() => setAct('cancel')}
              rightSection={<ButtonKey name="x" />}
            >
              Cancel lines…
            </Button>
          ) : null}
          {offers('return') ? (
            <Button
              variant="default"
              onClick={() => setAct('return')}
              rightSection={<ButtonKey name="r" />}
            >
              Take back…
            </Button>
          ) : null}
          {offers('ship') ? (
            <Button onClick={() => setAct('ship')} rightSection={<ButtonKey name="s" />}>
              Say what has left…
            </Button>
          ) : null}
        </>
      }
    >
      <Head order={order} />
      <Lines order={order} />
      {act ? (
        <LinesAct name={act} order={order} etag={etag} close={() => setAct(undefined)} />
      ) : null}
    </Page>
  )
}

function Head({ order }: { readonly order: OrderView }) {
  const { channel, place, country, sourceSystem, externalId } = order
  return (
    <Facts
      facts={[
        ['Channel', channel.name],
        ['Served from', place.name],
        externalId !== '' && ['In the shop', [sourceSystem, externalId].filter(Boolean).join(' ')],
        country !== '' && ['Country', country],
        ['Ordered', dayText(order.orderedOn)],
        ['Wanted', dayText(order.requestedOn)],
        ['Total as ordered', moneyText(order.total)],
        ['Taken', instantText(order.createdAt)],
      ]}
    />
  )
}

const stages = ['ordered', 'cancelled', 'shipped', 'returned', 'open'] as const

function Lines({ order }: { readonly order: OrderView }) {
  return (
    <Scrollable label="Lines of the order">
      <table className={ui.table}>
        <caption>Lines of {order.number}</caption>
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Wanted</th>
            {stages.map((stage) => (
              <th key={stage} scope="col" data-num>
                {stage.charAt(0).toUpperCase() + stage.slice(1)}
              </th>
            ))}
            <th scope="col" data-num>
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          <InParts rows={order.lines} columns={3 + stages.length}>
            {(line) => <Line key={line.id} line={line} />}
          </InParts>
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2 + stages.length}>
              {order.lines.length === 1 ? '1 line' : `${order.lines.length} lines`}
            </th>
            <td data-num>{moneyText(order.total)}</td>
          </tr>
        </tfoot>
      </table>
    </Scrollable>
  )
}

function Line({ line }: { readonly line: OrderLineView }) {
  const why = [
    ['Cancelled', line.cancelReason],
    ['Returned', line.returnReason],
  ].filter(([, reason]) => reason !== '')
  return (
    <tr>
      <th scope="row">
        <div className={styles.item}>
          <ScreenLink to={`/stock/${line.item.id}`}>{line.item.name}</ScreenLink>
          <small>
            {line.item.sku}
            {line.bundle
              ? `, part of ${unitsText(line.bundle.quantity.quantity)} ${line.bundle.name}`
              : ''}
          </small>
          {why.map(([act, reason]) => (
            <small key={act}>
              {act}: {reason}
            </small>
          ))}
        </div>
      </th>
      <td>{dayText(line.requestedOn)}</td>
      {stages.map((stage) => (
        <td key={stage} data-num>
          {isZero(line[stage].quantity) && stage !== 'open' ? '–' : unitsText(line[stage].quantity)}
          {stage === 'ordered' ? ` ${line.ordered.unit}` : ''}
        </td>
      ))}
      <td data-num>{moneyText(line.amount)}</td>
    </tr>
  )
}
