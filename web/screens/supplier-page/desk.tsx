import { Button } from '@mantine/core'
import { memo } from 'react'

import { reasonWithin } from '../../api/problem.ts'
import { isZero, moneyText, priceText, quantityText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import { Choice } from './choice.tsx'
import type { Answering } from './form.tsx'
import { LineFields } from './line-fields.tsx'
import { isAnswerable, type PageLine, type Said, saidValue, standingOf } from './said.ts'
import { Summary } from './summary.tsx'
import styles from './supplier-page.module.css'
import { badgeOf, lineCode, lineDayText, lineName, orderSentence } from './words.ts'

/** All lines at once; the sum of what is said stands beside them. */
export function DeskForm(answering: Answering) {
  const { page, said, say, acceptRest, problem, sentAt } = answering
  const open = page.lines.filter(isAnswerable)
  const unsaid = open.filter((line) => standingOf(line, said) === undefined).length
  const isRefused = (line: PageLine) =>
    problem !== undefined && reasonWithin(problem, `/lines/${sentAt(line)}`) !== undefined
  return (
    <main className={styles.desk}>
      <div>
        <div className={styles.head}>
          <div>
            <h1>Can you deliver order {page.number}?</h1>
            <p>{orderSentence(page)} Say for each line what you can do.</p>
          </div>
          {unsaid > 1 ? (
            <Button variant="default" size="md" onClick={acceptRest}>
              {unsaid === open.length ? `Accept all ${unsaid} lines` : `Accept the other ${unsaid}`}
            </Button>
          ) : null}
        </div>
        {page.note === '' ? null : <p className={styles.note}>{page.note}</p>}
        <ol className={styles.lines}>
          <InParts rows={page.lines} as="li" needs={isRefused}>
            {(line) => (
              <Line
                key={line.id}
                line={line}
                page={page}
                standing={standingOf(line, said)}
                say={say}
                problem={problem}
                sentAt={sentAt(line)}
              />
            )}
          </InParts>
        </ol>
      </div>
      <Summary {...answering} />
    </main>
  )
}

type LineProps = Pick<Answering, 'page' | 'say' | 'problem'> & {
  readonly line: PageLine
  readonly standing: Said | undefined
  readonly sentAt: number
}

/** Drawn again only when something is said of it. */
const Line = memo(function Line({ line, page, standing, say, problem, sentAt }: LineProps) {
  const badge = badgeOf(line, standing ? { [line.id]: standing } : {})
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
          <small>{lineDayText(line, page)}</small>
        </div>
        <div className={styles.value} data-off={standing?.kind === 'refuse' || undefined}>
          {moneyText(saidValue(line, standing))}
        </div>
        {isAnswerable(line) ? (
          <Choice
            line={line}
            kind={standing?.kind}
            onChange={(kind) => say(line, { ...standing, kind })}
          />
        ) : (
          <StatusBadge tone={badge.tone}>{badge.text}</StatusBadge>
        )}
      </div>
      {isZero(line.received.quantity) ? null : (
        <p className={styles.came}>
          {quantityText(line.received)} came already, so the line can only be accepted.
        </p>
      )}
      {standing && isAnswerable(line) ? (
        <LineFields
          line={line}
          said={standing}
          onChange={(next) => say(line, next)}
          problem={problem}
          sentAt={sentAt}
        />
      ) : null}
    </li>
  )
})
