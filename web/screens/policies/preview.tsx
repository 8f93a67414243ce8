import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

import type { PolicyPreview, PolicyView, PreviewOutcome } from '#contracts/flow/policies'

import { useOrganization } from '../../api/queries.ts'
import { countText, decimalText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { Progress } from '../../parts/progress.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { useBookCurrency } from './matrix.tsx'
import styles from './policies.module.css'
import { achievedText, minorText, targetText } from './words.ts'

const pollMs = 1_000

/** What the draft would have done over the last year, beside the policy in force. */
export function Preview({ policy }: { readonly policy: PolicyView }) {
  const { preview } = policy
  const isUnderWay = preview?.status === 'queued' || preview?.status === 'running'
  usePolling(isUnderWay)
  if (policy.status !== 'draft' && preview === null) return null
  return (
    <section aria-labelledby="preview">
      <h2 id="preview" className={styles.head}>
        Preview
      </h2>
      {isUnderWay ? (
        <div className={styles.padded}>
          <Progress
            title="Replaying the last year"
            done={preview.doneCount}
            total={preview.totalCount}
          />
        </div>
      ) : (
        <State policy={policy} preview={preview} />
      )}
      {preview?.status === 'done' ? <Result preview={preview} /> : null}
    </section>
  )
}

function usePolling(isOn: boolean): void {
  const organization = useOrganization()
  const queries = useQueryClient()
  useEffect(() => {
    if (!isOn) return
    const timer = setInterval(() => {
      void queries.invalidateQueries({ queryKey: [organization, 'document'] })
    }, pollMs)
    return () => clearInterval(timer)
  }, [isOn, organization, queries])
}

type StateProps = { readonly policy: PolicyView; readonly preview: PolicyPreview | null }

function State({ policy, preview }: StateProps) {
  if (policy.isPreviewed || policy.status !== 'draft') return null
  const sentence =
    preview === null
      ? 'Not previewed yet. A preview replays the last year and finds the level of each segment.'
      : preview.status === 'failed'
        ? 'The preview failed. Nothing was changed; try again.'
        : 'It changed since it was previewed. Preview it again before it is put in force.'
  return (
    <p className={styles.padded}>
      {preview === null ? null : <StatusBadge tone="warn">Preview again</StatusBadge>} {sentence}
    </p>
  )
}

function Result({ preview }: { readonly preview: PolicyPreview }) {
  const currency = useBookCurrency()
  return (
    <Scrollable label="What it would have done">
      <table className={ui.table}>
        <caption>What it would have done over the last year, beside the policy in force</caption>
        <thead>
          <tr>
            <th scope="col">Segment</th>
            <th scope="col" data-num>
              Items
            </th>
            <th scope="col">Target</th>
            {['Fill', 'Cycle service', 'Stock value', 'Orders a year'].flatMap((head) =>
              ['draft', 'in force'].map((side) => (
                <th key={`${head} ${side}`} scope="col" data-num>
                  {side === 'draft' ? head : 'in force'}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {preview.lines.map((line) => (
            <tr key={line.ruleId}>
              <th scope="row">{line.segment}</th>
              <td data-num>{countText(line.itemCount)}</td>
              <td>
                {targetText(line)}{' '}
                {line.calibration === 'above_range' ? (
                  <StatusBadge tone="warn">Out of reach</StatusBadge>
                ) : null}
              </td>
              <Sides draft={line.draft} inForce={line.inForce} currency={currency} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <td data-num>{countText(preview.totalCount)}</td>
            <td>–</td>
            <Sides {...preview.whole} currency={currency} />
          </tr>
        </tfoot>
      </table>
    </Scrollable>
  )
}

type SidesProps = {
  readonly draft: PreviewOutcome | null
  readonly inForce: PreviewOutcome | null
  readonly currency: string
}

function Sides({ draft, inForce, currency }: SidesProps) {
  const both = (textOf: (outcome: PreviewOutcome | null) => string) => (
    <>
      <td data-num>{textOf(draft)}</td>
      <td data-num className={ui.soft}>
        {textOf(inForce)}
      </td>
    </>
  )
  return (
    <>
      {both((one) => achievedText(one?.fill))}
      {both((one) => achievedText(one?.cycleService))}
      {both((one) => minorText(one?.stockValueMinor, currency))}
      {both((one) => (one === null ? '–' : decimalText(one.ordersPerYear.toFixed(0))))}
    </>
  )
}
