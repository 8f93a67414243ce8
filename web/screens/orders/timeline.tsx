import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'

import type { TimelineEntry } from '#contracts/flow/purchasing'

import { useList } from '../../api/queries.ts'
import type { Tone } from '../../look/theme.ts'
import { sentence } from '../../look/words.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { Timeline } from '../../parts/timeline.tsx'
import { type Decision, Decisions } from './line-decision.tsx'

const pageRows = 50

/** Who said and did what, newest first. */
export function OrderTimeline({ orderId }: { readonly orderId: string }) {
  const [limit, setLimit] = useState(pageRows)
  const { page, problem } = useList<TimelineEntry>(`/purchase-orders/${orderId}/timeline`, {
    limit,
  })
  if (problem) return <Refusal problem={problem} />
  // An approval tells of itself and of its order; once is enough here.
  const entries = (page?.items ?? []).filter(({ type }) => !type.startsWith('approval'))
  return (
    <section aria-label="Timeline">
      <h2>Timeline</h2>
      <Timeline events={entries.map(eventOf)} />
      {page?.nextCursor && limit < 200 ? (
        <Button variant="default" onClick={() => setLimit(limit + pageRows)}>
          Show earlier
        </Button>
      ) : null}
    </section>
  )
}

function eventOf(entry: TimelineEntry) {
  const { id, at, byName, kind, type, body } = entry
  if (kind === 'comment') {
    const audience = type.endsWith('supplier') ? 'to the supplier' : 'internal'
    return { id, at, who: byName, said: body, text: `${byName}, ${audience}` }
  }
  const what = kind === 'event' ? (told[type] ?? sentence(type)) : `${sentence(type)} changed`
  const text = `${what}, ${byName}`
  return { id, at, text: withDecisions(text, entry), tone: toneOf(type) }
}

/** What a planner had decided stands where the order was made of the buy list. */
function withDecisions(text: string, { type, facts }: TimelineEntry): ReactNode {
  if (type !== 'proposal.taken') return text
  const decisions = (facts['decisions'] ?? []) as readonly Decision[]
  if (decisions.length === 0) return text
  return (
    <>
      {text}
      <Decisions decisions={decisions.slice(0, shownDecisions)} of={decisions.length} />
    </>
  )
}

const shownDecisions = 10

const told: Readonly<Record<string, string>> = {
  'order.created': 'Order written',
  'proposal.taken': 'Made of the buy list',
  'order.submitted': 'Submitted for approval',
  'order.approved': 'Approved',
  'order.rejected': 'Rejected',
  'order.released': 'Released',
  'order.answered': 'Answer received',
  'order.held': 'Held',
  'order.resumed': 'Resumed',
  'order.cancelled': 'Cancelled',
  'order.closed': 'Closed',
  'order.received': 'Goods received',
  'order.invoiced': 'Invoice posted',
  'order.returned': 'Goods sent back',
  'order.changed': 'Changed',
  'order.short-closed': 'Closed short',
  'goods.received': 'Goods received',
  'invoice.held': 'Invoice held',
  'invoice.matched': 'Invoice matched',
}

function toneOf(type: string): Tone {
  return /held|rejected|cancelled|refused/.test(type) ? 'crit' : 'neutral'
}
