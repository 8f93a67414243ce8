import { Fragment, type ReactNode } from 'react'

import { clockText, dayOf, promisedText, today } from '../look/days.ts'
import type { Day, Instant } from '../look/format.ts'
import type { Tone } from '../look/theme.ts'
import { Avatar } from './avatar.tsx'
import parts from './parts.module.css'

export type TimelineEvent = {
  readonly id: string
  readonly at: Instant
  /** What happened, as a sentence. */
  readonly text: ReactNode
  /** Who said it; then `said` stands in a bubble. */
  readonly who?: string
  readonly said?: string
  readonly tone?: Tone
}

/** What happened to a document, newest first, by day. */
export function Timeline({ events }: { readonly events: readonly TimelineEvent[] }) {
  const days = [...Map.groupBy(events, ({ at }) => dayOf(new Date(at)))]
  return (
    <div className={parts.timeline}>
      {days.map(([day, members]) => (
        <Fragment key={day}>
          <h3 className={parts.timelineDay}>{dayName(day)}</h3>
          <ol>
            {members.map((event) => (
              <Event key={event.id} event={event} />
            ))}
          </ol>
        </Fragment>
      ))}
    </div>
  )
}

function Event({ event: { at, text, who, said, tone } }: { readonly event: TimelineEvent }) {
  return (
    <li className={parts.event}>
      {who && said ? (
        <Avatar name={who} />
      ) : (
        <span className={parts.eventMark} data-tone={tone} aria-hidden="true" />
      )}
      <div className={parts.eventText}>
        {text}
        {said ? <p className={parts.eventSaid}>{said}</p> : null}
      </div>
      <time className={parts.eventTime} dateTime={at}>
        {clockText(new Date(at))}
      </time>
    </li>
  )
}

function dayName(day: Day): string {
  return day === today() ? 'Today' : promisedText(day)
}
