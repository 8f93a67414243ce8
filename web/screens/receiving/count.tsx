import { Button, TextInput } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'

import type { OrderView } from '#contracts/flow/purchasing'
import type { ArrivalView, ReceiptRow } from '#contracts/flow/receiving'

import { useAct } from '../../api/acts.ts'
import { useDocument, useList } from '../../api/queries.ts'
import { today } from '../../look/days.ts'
import { DecisionBar } from '../../parts/decision-bar.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { DayField } from '../../parts/fields/day-field.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { toast } from '../../parts/toast.tsx'
import { usePhone } from '../../shell/layout.ts'
import { ScreenLink, useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { CountPhone } from './count-phone.tsx'
import { CountTable } from './count-table.tsx'
import { bodyLineOf, isCounted, useCounts } from './counted.ts'
import styles from './receiving.module.css'

type Posted = { readonly id: string; readonly number: string }

/** The last ones; the list of receipts has the others. */
const receiptsMax = 20

const crumb = { label: 'Arrivals', to: '/receiving' }

/** Counts what came of one order, and posts it into stock, cost and accrual. */
export function Count() {
  const { orderId = '' } = useParams({ strict: false }) as { orderId?: string }
  const { document: arrival, problem } = useDocument<ArrivalView>(`/arrivals/${orderId}`)
  if (problem?.status === 404) return <NothingOpen orderId={orderId} title="Receive goods" />
  if (problem) {
    return (
      <Page title="Receive goods" crumb={crumb}>
        <Refusal problem={problem} />
      </Page>
    )
  }
  if (!arrival) {
    return (
      <Page title="Receive goods" crumb={crumb}>
        <p role="status">Reading what is expected</p>
      </Page>
    )
  }
  return <CountOrder arrival={arrival} />
}

function CountOrder({ arrival }: { readonly arrival: ArrivalView }) {
  const go = useGo()
  const isPhone = usePhone()
  const counting = useCounts(arrival.orderId)
  const [receivedOn, setReceivedOn] = useState<string | undefined>(today())
  const [deliveryNote, setDeliveryNote] = useState('')
  const counted = arrival.lines.filter((line) => isCounted(counting.countedOf(line)))
  const act = useAct<void, Posted>(
    () => ({
      path: '/receipts',
      body: {
        orderId: arrival.orderId,
        receivedOn,
        ...(deliveryNote.trim() === '' ? {} : { deliveryNote: deliveryNote.trim() }),
        lines: counted.map((line) => bodyLineOf(line, counting.countedOf(line))),
      },
    }),
    ({ id, number }) => {
      counting.clear()
      toast({ text: `${number} posted.` })
      // Back leads to the arrivals, not to a count that is posted.
      go(`/receipts/${id}`, { replace: true })
    },
  )
  const isReady = counted.length > 0 && receivedOn !== undefined && !act.isRunning
  const post = () => {
    if (isReady) void act.run()
  }
  const all = () => counting.setAll(arrival.lines)
  useKeys({ 'mod+Enter': { label: 'post the receipt', run: post, isOff: !isReady } })
  const title = `Receive ${arrival.orderNumber}`
  const refusal = act.problem ? (
    <Refusal problem={act.problem} sentence="Nothing was received; the count is kept." />
  ) : null
  if (arrival.lines.length === 0) {
    return <NothingOpen orderId={arrival.orderId} title={title} />
  }
  const lines = counted.length === 1 ? '1 line' : `${counted.length} lines`
  return (
    <Page
      title={title}
      crumb={crumb}
      note={`${arrival.supplierName}, to ${arrival.placeName}`}
      foot={
        isPhone ? null : (
          <DecisionBar
            sentence={
              counted.length === 0
                ? 'Count at least one line.'
                : `Posts ${lines} into stock at the order’s price, and accrues what is owed for it.`
            }
          >
            <Button variant="default" onClick={all}>
              All came as expected
            </Button>
            <Button
              disabled={!isReady}
              loading={act.isRunning}
              onClick={post}
              rightSection={<ButtonKey name="mod+Enter" />}
            >
              Post the receipt
            </Button>
          </DecisionBar>
        )
      }
    >
      {act.isWaiting ? (
        <p className={styles.offline} role="status">
          No network. The count is kept and goes out by itself.
        </p>
      ) : null}
      {isPhone ? (
        <CountPhone
          lines={arrival.lines}
          counting={counting}
          post={post}
          isPosting={act.isRunning}
          countedLines={counted.length}
          refusal={refusal}
        />
      ) : (
        <>
          <div className={styles.form}>
            <DayField
              label="Received on"
              value={receivedOn}
              to={today()}
              onChange={setReceivedOn}
            />
            <TextInput
              label="Delivery note"
              maxLength={100}
              value={deliveryNote}
              onChange={(event) => setDeliveryNote(event.currentTarget.value)}
            />
          </div>
          <CountTable lines={arrival.lines} counting={counting} />
          {refusal}
        </>
      )}
    </Page>
  )
}

type NothingOpenProps = { readonly orderId: string; readonly title: string }

/** Nobody can count against it now: it all came, it is not sent yet, or there is no such order. */
function NothingOpen({ orderId, title }: NothingOpenProps) {
  const { document: order, problem } = useDocument<OrderView>(`/purchase-orders/${orderId}`)
  const { page } = useList<ReceiptRow>('/receipts', { orderId, limit: receiptsMax })
  const receipts = page?.items ?? []
  if (problem?.status === 404) {
    return (
      <Page title={title} crumb={crumb}>
        <Refusal problem={problem} />
      </Page>
    )
  }
  const why =
    order?.lifecycle === 'draft' ? 'It was not released yet.' : 'All of it came, or was closed.'
  return (
    <Page title={title} crumb={crumb}>
      <EmptyState
        title="Nothing is open on this order"
        acts={<ScreenLink to={`/orders/${orderId}`}>Open the order</ScreenLink>}
      >
        {why} {receipts.length > 0 ? 'A wrong receipt is taken back on its own page: ' : ''}
        {receipts.map(({ id, number }, at) => (
          <span key={id}>
            {at > 0 ? ', ' : ''}
            <ScreenLink to={`/receipts/${id}`}>{number}</ScreenLink>
          </span>
        ))}
      </EmptyState>
    </Page>
  )
}
