import { Button, Textarea } from '@mantine/core'

import type { SupplierPageView } from '#contracts/flow/purchasing'

import { instantText } from '../../look/days.ts'
import { moneyText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import type { Answering } from './form.tsx'
import { countOfLines, type SaidById, sumsOf } from './said.ts'
import styles from './supplier-page.module.css'
import { followsText, linkText } from './words.ts'

/** What the answer comes to, and what follows when it is sent. */
export function Summary(answering: Answering) {
  const { page, said, send, isSending, canSend, verb, problem } = answering
  return (
    <aside className={styles.aside} aria-label="Answer">
      <section className={styles.answer} aria-label="Your answer">
        <h2>Your answer</h2>
        <SumRows page={page} said={said} />
        {problem ? <Refusal problem={problem} sentence="Your answer was not taken." /> : null}
        <Button fullWidth size="lg" disabled={!canSend} loading={isSending} onClick={send}>
          {verb}
        </Button>
        <p className={styles.follows}>{followsText({ page, said })}</p>
      </section>
      <section className={styles.beside}>
        <MessageField {...answering} />
        <Messages page={page} />
        <p>This link is yours alone and works until {linkText(page)}. No account is needed.</p>
        <p>Sent with Landfall</p>
      </section>
    </aside>
  )
}

const rows = [
  { kind: 'accept', tone: 'ok', label: 'As ordered' },
  { kind: 'change', tone: 'proposed', label: 'With changes' },
  { kind: 'refuse', tone: 'crit', label: 'Refused' },
  { kind: 'none', tone: 'neutral', label: 'To answer' },
] as const

export function SumRows({
  page,
  said,
}: {
  readonly page: SupplierPageView
  readonly said: SaidById
}) {
  const sums = sumsOf(page, said)
  return (
    <dl className={styles.sums}>
      {rows
        .filter(({ kind }) => sums[kind].count > 0)
        .map(({ kind, tone, label }) => (
          <div key={kind} data-off={kind === 'refuse' || kind === 'none' || undefined}>
            <dt>
              <StatusBadge tone={tone}>{label}</StatusBadge>
            </dt>
            <dd>{countOfLines(sums[kind].count)}</dd>
            <dd>
              {kind === 'refuse' ? (
                <s>{moneyText(sums[kind].value)}</s>
              ) : (
                moneyText(sums[kind].value)
              )}
            </dd>
          </div>
        ))}
      <div data-sum>
        <dt>You deliver</dt>
        <dd>{moneyText(sums.delivered)}</dd>
      </div>
    </dl>
  )
}

export function MessageField({ page, message, setMessage }: Answering) {
  return (
    <Textarea
      label={`Message to ${page.buyerName}`}
      placeholder="Anything else to know"
      autosize
      minRows={2}
      maxRows={8}
      maxLength={4000}
      value={message}
      onChange={(event) => setMessage(event.currentTarget.value)}
    />
  )
}

/** What was written to and fro, newest first. */
export function Messages({ page }: { readonly page: SupplierPageView }) {
  if (page.messages.length === 0) return null
  return (
    <ol className={styles.messages} aria-label="Messages">
      {page.messages.map((each) => (
        <li key={`${each.writtenAt} ${each.body}`}>
          <b>{each.authorName}</b> <span>{instantText(each.writtenAt)}</span>
          <p>{each.body}</p>
        </li>
      ))}
    </ol>
  )
}
