import { SegmentedControl } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import type { ArrivalOrder, ArrivalsView } from '#contracts/flow/receiving'

import { useDocument } from '../../api/queries.ts'
import { promisedText } from '../../look/days.ts'
import { countText, daysText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { EmptyState } from '../../parts/empty-state.tsx'
import { PlaceSelect } from '../../parts/fields/record-selects.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { ScreenLink, useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import styles from './receiving.module.css'

const windows = [
  { value: '7', label: '7 days' },
  { value: '14', label: '14 days' },
  { value: '30', label: '30 days' },
  { value: 'all', label: 'All' },
] as const

const usualWindow = '14'

/** What should be at the dock: late, today, and as far ahead as one likes to look. */
export function Arrivals() {
  const [placeId, setPlaceId] = useState<string>()
  const go = useGo()
  const asked = useSearch({ strict: false }) as { readonly days?: unknown }
  const days = windows.find(({ value }) => value === `${asked.days}`)?.value ?? usualWindow
  const query = { days, ...(placeId === undefined ? {} : { placeId }) }
  const { document: arrivals, problem } = useDocument<ArrivalsView>('/arrivals', query)
  const count = arrivals ? arrivals.late.length + arrivals.today.length + arrivals.coming.length : 0
  return (
    <Page title="Arrivals" note={arrivals ? noteText(arrivals, count, days) : null}>
      <div className={styles.bar}>
        <PlaceSelect isBare value={placeId} onChange={setPlaceId} />
        <SegmentedControl
          aria-label="How far ahead"
          data={[...windows]}
          value={days}
          onChange={(next) =>
            go(next === usualWindow ? '/receiving' : `/receiving?days=${next}`, { replace: true })
          }
        />
      </div>
      {problem ? <Refusal problem={problem} /> : null}
      {arrivals && count === 0 ? (
        <EmptyState title="Nothing is expected">
          {days === 'all'
            ? 'Released orders show here until their goods have come, the late ones first.'
            : `No released order is late or due within ${days} days. Look further ahead.`}
        </EmptyState>
      ) : null}
      {arrivals ? (
        <>
          <Group name="Late" orders={arrivals.late} />
          <Group name="Today" orders={arrivals.today} />
          <Group name="Coming" orders={arrivals.coming} />
          {arrivals.isCut ? (
            <p className={styles.note}>
              There are more. Choose a place, or fewer days, to see all of its arrivals.
            </p>
          ) : null}
        </>
      ) : null}
    </Page>
  )
}

/** `31 orders, 4 of them late`; the window is said by its switch. */
function noteText({ late }: ArrivalsView, count: number, days: string): string {
  const orders = count === 1 ? '1 order' : `${countText(count)} orders`
  const ahead = days === 'all' ? 'to come' : `late or due within ${days} days`
  return late.length === 0
    ? `${orders} ${ahead}`
    : `${orders} ${ahead}, ${countText(late.length)} late`
}

function Group({
  name,
  orders,
}: {
  readonly name: string
  readonly orders: readonly ArrivalOrder[]
}) {
  if (orders.length === 0) return null
  return (
    <section aria-label={name} className={styles.group}>
      <h2>
        {name} <span>{orders.length}</span>
      </h2>
      <table className={ui.table}>
        <caption>{name}</caption>
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">Supplier</th>
            <th scope="col">To</th>
            <th scope="col" data-num>
              Lines
            </th>
            <th scope="col">Expected</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          <InParts rows={orders} columns={6} noun="Orders">
            {(order) => (
              <tr key={order.orderId}>
                <td>
                  <ScreenLink to={`/receiving/${order.orderId}`}>{order.orderNumber}</ScreenLink>
                </td>
                <td>{order.supplierName}</td>
                <td>{order.placeName}</td>
                <td data-num>{order.lineCount}</td>
                <td>{promisedText(order.expectedOn)}</td>
                <td>
                  <State order={order} />
                </td>
              </tr>
            )}
          </InParts>
        </tbody>
      </table>
    </section>
  )
}

function State({ order }: { readonly order: ArrivalOrder }) {
  if (order.when === 'late')
    return <StatusBadge tone="crit">{daysText(order.daysLate)} late</StatusBadge>
  if (order.isConfirmed) return <StatusBadge tone="ok">Confirmed</StatusBadge>
  return <StatusBadge tone="neutral">Not confirmed</StatusBadge>
}
