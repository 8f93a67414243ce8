import { Button } from '@mantine/core'
import { useRef, useState } from 'react'

import { isZero, priceText, quantityText, unitsText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { Choice } from './choice.tsx'
import type { Answering } from './form.tsx'
import { LineFields } from './line-fields.tsx'
import { isAnswerable, type PageLine, standingOf } from './said.ts'
import { MessageField, Messages, SumRows } from './summary.tsx'
import styles from './supplier-page.module.css'
import {
  badgeOf,
  followsText,
  lineCode,
  lineDayText,
  lineName,
  linkText,
  orderSentence,
} from './words.ts'

/** One line at a time; the others stand above and below with what was said of them. */
export function PhoneForm(answering: Answering) {
  const { page, said, send, isSending, canSend, verb, problem } = answering
  const open = page.lines.filter(isAnswerable)
  const first = open.findIndex((line) => standingOf(line, said) === undefined)
  const [at, setAt] = useState(Math.max(0, first))
  const card = useRef<HTMLElement>(null)
  const answered = open.filter((line) => standingOf(line, said) !== undefined).length
  const goTo = (next: number) => {
    setAt(next)
    requestAnimationFrame(() => {
      card.current?.scrollIntoView({ block: 'nearest' })
      card.current?.focus({ preventScroll: true })
    })
  }
  return (
    <>
      <main className={styles.phone}>
        <h1>Can you deliver order {page.number}?</h1>
        <p className={styles.lead}>{orderSentence(page)}</p>
        {page.note === '' ? null : <p className={styles.note}>{page.note}</p>}
        <InParts rows={page.lines} as="div" needs={(line) => line === open[at]}>
          {(line) =>
            line === open[at] ? (
              <LineCard
                key={line.id}
                line={line}
                answering={answering}
                card={card}
                back={at > 0 ? () => goTo(at - 1) : undefined}
                next={() => goTo(at + 1)}
              />
            ) : (
              <Closed
                key={line.id}
                line={line}
                answering={answering}
                open={() => goTo(open.indexOf(line))}
              />
            )
          }
        </InParts>
        <section className={styles.beside}>
          <SumRows page={page} said={said} />
          <p>{followsText({ page, said })}</p>
          <MessageField {...answering} />
          <Messages page={page} />
          <p>No account is needed. This link is yours alone. Sent with Landfall</p>
          {problem ? <Refusal problem={problem} sentence="Your answer was not taken." /> : null}
        </section>
      </main>
      <footer className={styles.foot}>
        <div>
          <b>
            {answered} of {open.length} answered
          </b>
          <span>Link works until {linkText(page)}</span>
        </div>
        <Button
          size="lg"
          variant={answered === open.length ? 'filled' : 'default'}
          disabled={!canSend}
          loading={isSending}
          onClick={send}
        >
          {verb}
        </Button>
      </footer>
    </>
  )
}

type ClosedProps = {
  readonly line: PageLine
  readonly answering: Answering
  readonly open: () => void
}

function Closed({ line, answering, open }: ClosedProps) {
  const { tone, text } = badgeOf(line, answering.said)
  const content = (
    <>
      <b>{lineName(line)}</b>
      <span>{unitsText(line.quantity.quantity)}</span>
      <StatusBadge tone={tone}>{text}</StatusBadge>
    </>
  )
  if (!isAnswerable(line)) return <div className={styles.closed}>{content}</div>
  return (
    <button type="button" className={styles.closed} onClick={open}>
      {content}
    </button>
  )
}

type LineCardProps = {
  readonly line: PageLine
  readonly answering: Answering
  readonly card: React.RefObject<HTMLElement | null>
  readonly back: (() => void) | undefined
  readonly next: () => void
}

function LineCard({ line, answering, card, back, next }: LineCardProps) {
  const { said, say, problem, sentAt, page } = answering
  const standing = standingOf(line, said)
  const isLast = line === page.lines.filter(isAnswerable).at(-1)
  return (
    <section ref={card} tabIndex={-1} aria-label={`Line ${line.lineNo}`} className={styles.card}>
      <div className={styles.cardHead}>
        <div>
          <h2>{lineName(line)}</h2>
          <span>{lineCode(line)}</span>
        </div>
        <div>
          <b>{quantityText(line.quantity)}</b>
          <span>at {priceText(line.price)}</span>
          <span>{lineDayText(line, page)}</span>
        </div>
      </div>
      <Choice
        line={line}
        kind={standing?.kind}
        onChange={(kind) => say(line, { ...standing, kind })}
      />
      {isZero(line.received.quantity) ? null : (
        <p className={styles.came}>
          {quantityText(line.received)} came already, so the line can only be accepted.
        </p>
      )}
      {standing ? (
        <LineFields
          line={line}
          said={standing}
          onChange={(given) => say(line, given)}
          problem={problem}
          sentAt={sentAt(line)}
        />
      ) : null}
      <div className={styles.cardActs}>
        <Button variant="default" size="lg" disabled={!back} onClick={back}>
          Back
        </Button>
        {isLast ? null : (
          <Button size="lg" onClick={next}>
            Next line
          </Button>
        )}
      </div>
    </section>
  )
}
