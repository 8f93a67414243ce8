import type { ProposalView } from '#contracts/flow/planning'

import { dayText } from '../../look/days.ts'
import { moneyText } from '../../look/format.ts'
import { ScreenLink } from '../../shell/link.tsx'
import styles from './buy-list.module.css'
import { daysText } from './top-up-words.ts'

/** What would be there sooner than the order, and what it costs. */
export function Faster({ view }: { readonly view: ProposalView }) {
  if (view.faster.length === 0) return null
  return (
    <section aria-label="Faster ways" className={styles.faster}>
      <h3>Faster</h3>
      <ul>
        {view.faster.map((way) => (
          <li key={way.id}>
            <b>{wayText(way)}</b> by {dayText(way.arrivesOn)}, {daysText(way.daysSooner)} sooner
            {way.isInTime ? ', in time' : ''}
            {way.extra ? `; ${costText(way.extra)}` : ''}{' '}
            {way.kind === 'message' ? (
              <ScreenLink to={`/orders/${way.id}`}>Open {way.name ?? 'the draft'}</ScreenLink>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

type Way = ProposalView['faster'][number]

function wayText({ kind, name }: Way): string {
  if (kind === 'supplier') return `From ${name ?? ''}`
  return kind === 'lane' ? `Moved from ${name ?? ''}` : 'An open order hastened'
}

function costText(extra: NonNullable<Way['extra']>): string {
  const isLess = extra.amount.startsWith('-')
  const amount = isLess ? extra.amount.slice(1) : extra.amount
  return `${moneyText({ ...extra, amount })} ${isLess ? 'less' : 'more'}`
}
