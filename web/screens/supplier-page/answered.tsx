import { Button } from '@mantine/core'

import type { SupplierPageView } from '#contracts/flow/purchasing'

import { dayText, instantText } from '../../look/days.ts'
import { moneyText, priceText, quantityText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import type { Taken } from './api.ts'
import {
  countOfLines,
  isAnswerable,
  type PageLine,
  type Said,
  saidBefore,
  saidValue,
} from './said.ts'
import { Messages, SumRows } from './summary.tsx'
import styles from './supplier-page.module.css'
import { type Badge, badgeOf, lineCode, lineName, linkText, orderSentence } from './words.ts'

type AnsweredProps = {
  readonly page: SupplierPageView
  /** What was taken just now. */
  readonly taken: Taken | undefined
  readonly canChange: boolean
  readonly change: () => void
}

/** The order with what was said of it. */
export function Answered({ page, taken, canChange, change }: AnsweredProps) {
  const said = saidBefore(page)
  const isOpen = page.state === 'open'
  return (
    <main className={styles.desk}>
      <div>
        <div className={styles.head}>
          <div>
            <h1>{titleOf(page, taken)}</h1>
            <p role="status">{sentenceOf(page, taken)}</p>
            <p>{orderSentence(page)}</p>
          </div>
        </div>
        {page.note === '' ? null : <p className={styles.note}>{page.note}</p>}
        <ol className={styles.lines}>
          <InParts rows={page.lines} as="li">
            {(line) => (
              <Line key={line.id} line={line} said={said[line.id]} badge={badgeNow(line, said)} />
            )}
          </InParts>
        </ol>
      </div>
      <aside className={styles.aside} aria-label="Answer">
        <section className={styles.answer} aria-label="Your answer">
          <h2>Your answer</h2>
          <SumRows page={page} said={said} />
          {isOpen && canChange ? (
            <Button fullWidth size="lg" variant="default" onClick={change}>
              {againText(page)}
            </Button>
          ) : null}
        </section>
        <section className={styles.beside}>
          <Messages page={page} />
          <p>This link is yours alone and works until {linkText(page)}. No account is needed.</p>
          <p>Sent with Landfall</p>
        </section>
      </aside>
    </main>
  )
}

function againText({ lines, buyerName }: SupplierPageView): string {
  const open = lines.filter(isAnswerable)
  if (open.some(({ answer }) => answer === 'none')) return 'Answer the rest'
  return open.some(({ canChange }) => canChange) ? 'Change the answer' : `Write to ${buyerName}`
}

function badgeNow(line: PageLine, said: ReturnType<typeof saidBefore>): Badge {
  if (line.answer === 'to_review') return { tone: 'proposed', text: 'With the buyer' }
  return badgeOf(line, said)
}

function titleOf({ state, number }: SupplierPageView, taken: Taken | undefined): string {
  if (state !== 'open') return `Order ${number}`
  if (taken?.status === 'message') return 'Thank you, your message is on its way'
  return taken ? 'Thank you, your answer is here' : `Order ${number} is answered`
}

function sentenceOf(page: SupplierPageView, taken: Taken | undefined): string {
  const { state, notice, lastAnswer, buyerName } = page
  if (state !== 'open') return notice
  if (taken?.status === 'message') return `${buyerName} reads it and answers here or by mail.`
  const waiting = taken
    ? taken.waitingLineIds.length
    : page.lines.filter(({ answer }) => answer === 'to_review').length
  const when = lastAnswer && !taken ? `Answered ${instantText(lastAnswer.answeredAt)}. ` : ''
  if (waiting === 0) return `${when}All that you said counts; nothing more is to be done.`
  return `${when}${buyerName} reads ${countOfLines(waiting)} and answers; the rest counts already.`
}

type LineProps = {
  readonly line: PageLine
  readonly said: Said | undefined
  readonly badge: Badge
}

function Line({ line, said, badge }: LineProps) {
  const { waiting } = line
  return (
    <li className={styles.line}>
      <div className={styles.row}>
        <div className={styles.name}>
          <h2>
            <i>{line.lineNo}</i> {lineName(line)}
          </h2>
          <small>{lineCode(line)}</small>
        </div>
        <div className={styles.asked}>
          {quantityText(line.quantity)}
          <small>at {priceText(line.price)}</small>
        </div>
        <div className={styles.value} data-off={line.answer === 'refused' || undefined}>
          {moneyText(saidValue(line, said))}
        </div>
        <div className={styles.stands}>
          <StatusBadge tone={badge.tone}>{badge.text}</StatusBadge>
          <small>
            by {dayText(waiting?.promisedOn ?? line.promisedOn ?? line.requestedOn, true)}
          </small>
        </div>
      </div>
      {waiting ? <p className={styles.came}>You said: {waitingText(waiting)}</p> : null}
    </li>
  )
}

function waitingText(waiting: NonNullable<PageLine['waiting']>): string {
  const { kind, quantity, promisedOn, price, comment } = waiting
  const terms =
    kind === 'change'
      ? [
          quantity && quantityText(quantity),
          promisedOn && `by ${dayText(promisedOn, true)}`,
          price && `at ${priceText(price)}`,
        ]
      : [kind === 'refuse' ? 'refused' : 'accepted']
  return [...terms, comment].filter(Boolean).join(', ')
}
