import { Button } from '@mantine/core'
import { useState } from 'react'

import type { AnswerView } from '#contracts/flow/purchasing'

import { useAct } from '../../api/acts.ts'
import { usePermission } from '../../api/session.ts'
import { dayText, instantText } from '../../look/days.ts'
import { priceText, quantityText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { toast } from '../../parts/toast.tsx'
import styles from './orders.module.css'

type Line = AnswerView['lines'][number]
type Difference = { readonly field: string; readonly was: string; readonly now: string }

/** What the supplier said differently: old struck, new bold, and each limit it went past. */
export function AnswerToReview({ answer }: { readonly answer: AnswerView }) {
  const mayDecide = usePermission('orders.answer')
  const [deciding, setDeciding] = useState<'accepted' | 'rejected'>()
  const changed = answer.lines.filter(
    ({ kind, exceptions }) => kind !== 'accept' || exceptions.length > 0,
  )
  return (
    <section className={styles.card} aria-label="Answer to review">
      <header>
        <h2>Answer to review</h2>
        <StatusBadge tone="proposed">Proposed by supplier</StatusBadge>
        <span>
          {answer.answeredByName}, {instantText(answer.answeredAt)}
        </span>
        {mayDecide ? (
          <span className={styles.cardActs}>
            <Button variant="default" onClick={() => setDeciding('rejected')}>
              Reject…
            </Button>
            <Button onClick={() => setDeciding('accepted')}>Accept the answer…</Button>
          </span>
        ) : null}
      </header>
      {answer.message ? <p className={styles.reason}>{answer.message}</p> : null}
      <Scrollable label="Differences to the order">
        <table className={ui.table}>
          <caption className={styles.caption}>Differences to the order</caption>
          <thead>
            <tr>
              <th scope="col" data-num>
                Line
              </th>
              <th scope="col">Item</th>
              <th scope="col">Field</th>
              <th scope="col">Asked</th>
              <th scope="col">Answered</th>
              <th scope="col">Policy</th>
            </tr>
          </thead>
          <tbody>
            {changed.flatMap((line) =>
              differencesOf(line).map((difference, at) => (
                <tr key={`${line.orderLineId} ${difference.field}`}>
                  <td data-num>{line.lineNo}</td>
                  <td>{line.name}</td>
                  <td>{difference.field}</td>
                  <td>
                    <span className={styles.was}>{difference.was}</span>
                  </td>
                  <td>
                    <b className={styles.now}>{difference.now}</b>
                  </td>
                  <td>{at === 0 ? <Verdict line={line} /> : null}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </Scrollable>
      {deciding ? (
        <Decide answer={answer} decision={deciding} close={() => setDeciding(undefined)} />
      ) : null}
    </section>
  )
}

function Verdict({ line }: { readonly line: Line }) {
  if (line.exceptions.length === 0) return <StatusBadge tone="ok">Within limits</StatusBadge>
  return line.exceptions.map(({ code, detail }) => (
    <div key={code}>
      <StatusBadge tone="crit">{detail}</StatusBadge>
    </div>
  ))
}

function differencesOf(line: Line): readonly Difference[] {
  const { asked } = line
  if (line.kind === 'refuse') {
    return [{ field: 'Delivery', was: quantityText(asked.quantity), now: 'Refused' }]
  }
  return [
    {
      field: 'Quantity',
      was: quantityText(asked.quantity),
      now: line.quantity && quantityText(line.quantity),
    },
    {
      field: 'Promised',
      was: dayText(asked.requestedOn),
      now: line.promisedOn && dayText(line.promisedOn),
    },
    { field: 'Price', was: priceText(asked.price), now: line.price && priceText(line.price) },
  ].filter((each): each is Difference => each.now !== null && each.now !== each.was)
}

type DecideProps = {
  readonly answer: AnswerView
  readonly decision: 'accepted' | 'rejected'
  readonly close: () => void
}

function Decide({ answer, decision, close }: DecideProps) {
  const isAccept = decision === 'accepted'
  const act = useAct(
    () => ({ path: `/supplier-answers/${answer.id}/decisions`, body: { decision } }),
    () => {
      toast({ text: `Answer to ${answer.orderNumber} ${decision}.` })
      close()
    },
  )
  return (
    <ConfirmAct
      title={isAccept ? 'Accept the answer' : 'Reject the answer'}
      isOpen
      close={close}
      sentence={
        isAccept
          ? 'The new quantities, days and prices become the order’s terms; expected stock and payments follow at once.'
          : 'The order stays as it was sent, and the supplier is asked again.'
      }
      verb={isAccept ? 'Accept' : 'Reject'}
      run={() => void act.run()}
      isRunning={act.isRunning}
      problem={act.problem}
    />
  )
}
