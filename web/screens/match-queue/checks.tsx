import { memo } from 'react'

import type { CheckView, PapersView } from '#contracts/flow/matching'

import { ToneMark } from '../../look/status-badge.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import styles from './match-queue.module.css'
import { checkName, checkTerms, outcomeTones, ownerWords } from './words.ts'

const order: readonly CheckView['outcome'][] = ['fails', 'in_tolerance', 'fits']

/** Every check with its terms, the failing ones first and with what to do. */
export const Checks = memo(function Checks({ papers }: { readonly papers: PapersView }) {
  const all = checksOf(papers)
  const lineNoById = new Map(papers.invoice.lines.map(({ id, lineNo }) => [id, lineNo]))
  const sorted = order.flatMap((outcome) => all.filter((check) => check.outcome === outcome))
  return (
    <section className={styles.checks} aria-label="Checks">
      <h2>Checks</h2>
      <ul>
        <InParts rows={sorted} as="li" noun="Checks">
          {(check) => {
            const fails = check.outcome === 'fails'
            const lineNo = check.invoiceLineId ? lineNoById.get(check.invoiceLineId) : undefined
            return (
              <li
                key={`${check.check} ${check.invoiceLineId}`}
                data-tone={outcomeTones[check.outcome]}
                data-fails={fails || undefined}
              >
                <ToneMark tone={outcomeTones[check.outcome]} />
                <div>
                  <b>{checkName(check, lineNo)}</b>
                  <span>{checkTerms(check)}</span>
                  {fails ? <span className={styles.todo}>{check.detail}</span> : null}
                </div>
                <small>{fails ? ownerWords[check.owner] : null}</small>
              </li>
            )
          }}
        </InParts>
      </ul>
    </section>
  )
})

export function checksOf({ lines, checks }: PapersView): readonly CheckView[] {
  return [...lines.flatMap((line) => line.checks), ...checks]
}
