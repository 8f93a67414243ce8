import { useEffect, useRef } from 'react'

import type { QueueRow } from '#contracts/flow/matching'

import { daysBetween, today } from '../../look/days.ts'
import { daysText, moneyText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import { ScreenLink } from '../../shell/link.tsx'
import styles from './match-queue.module.css'
import { reasonsWord } from './words.ts'

type QueueListProps = {
  readonly rows: readonly QueueRow[]
  readonly currentId: string | undefined
  readonly filter: Readonly<Record<string, string | undefined>>
  readonly hasMore: boolean
}

export function QueueList({ rows, currentId, filter, hasMore }: QueueListProps) {
  const list = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen row is kept in sight
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [currentId])
  const kept = Object.entries(filter).filter((each): each is [string, string] => !!each[1])
  const addressOf = (id: string) =>
    `/match-queue?${new URLSearchParams([...kept, ['invoice', id]])}`
  return (
    <nav ref={list} className={styles.queue} aria-label="Invoices that wait">
      {rows.map((row) => (
        <ScreenLink
          key={row.id}
          to={addressOf(row.id)}
          className={styles.queued}
          aria-current={row.id === currentId ? 'true' : undefined}
        >
          <span className={styles.queuedTop}>
            <b className={styles.queuedName}>{row.supplierName}</b>
            <small>{ageText(row.invoicedOn)}</small>
          </span>
          <span className={styles.queuedSub}>
            <span>{row.supplierNumber}</span>
            <span>{moneyText(row.total)}</span>
          </span>
          <Reasons row={row} />
        </ScreenLink>
      ))}
      {hasMore ? (
        <p className={styles.more}>More wait. They move up as these are settled, or by a filter.</p>
      ) : null}
    </nav>
  )
}

function Reasons({ row }: { readonly row: QueueRow }) {
  const { tone, label } = reasonsWord(row.reasons.map(({ code }) => code))
  return <StatusBadge tone={tone}>{label}</StatusBadge>
}

function ageText(day: string): string {
  const days = daysBetween(day, today())
  return days === 0 ? 'today' : daysText(days)
}
