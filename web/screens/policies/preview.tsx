import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

import type {
  PolicyPreview,
  PolicyView,
  PreviewLine,
  PreviewOutcome,
} from '#contracts/flow/policies'

import { useAct } from '../../api/acts.ts'
import { useOrganization } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { countText, decimalText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { Progress } from '../../parts/progress.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { useBookCurrency } from './matrix.tsx'
import styles from './policies.module.css'
import { achievedText, minorText, ruleName, targetText } from './words.ts'

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
          <Stop policy={policy} />
        </div>
      ) : (
        <State policy={policy} preview={preview} />
      )}
      {preview?.status === 'done' ? <Result policy={policy} preview={preview} /> : null}
    </section>
  )
}

function Stop({ policy }: { readonly policy: PolicyView }) {
  const mayWrite = usePermission('policies.write')
  const act = useAct(() => ({ method: 'DELETE', path: `/policies/${policy.id}/preview` }))
  if (!mayWrite) return null
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        loading={act.isRunning}
        onClick={() => void act.run()}
      >
        Stop
      </Button>
      {act.problem ? <Refusal problem={act.problem} /> : null}
    </>
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
  if (policy.isPreviewed) return null
  const unfinishedNow = preview && unfinished[preview.status]
  if (policy.status !== 'draft' && unfinishedNow === undefined) return null
  const sentence =
    preview === null
      ? 'Not previewed yet. A preview replays the last year and finds the level of each segment.'
      : (unfinishedNow ??
        'It changed since it was previewed. Preview it again before it is put in force.')
  return (
    <p className={styles.padded}>
      {preview === null ? null : <StatusBadge tone="warn">Preview again</StatusBadge>} {sentence}
    </p>
  )
}

const unfinished: Readonly<Record<string, string>> = {
  failed: 'The preview failed. Nothing was changed; try again.',
  stopped: 'The preview was stopped. Nothing was changed.',
}

type ResultProps = { readonly policy: PolicyView; readonly preview: PolicyPreview }

function Result({ policy, preview }: ResultProps) {
  const currency = useBookCurrency()
  const isDraft = policy.status === 'draft'
  const nameOf = ({ ruleId, segment }: PreviewLine) => {
    const rule = policy.rules.find(({ id }) => id === ruleId)
    return rule === undefined ? segment : ruleName(rule)
  }
  return (
    <Scrollable label="What it would have done">
      <table className={ui.table}>
        <caption>
          What it would have done over the last year, beside{' '}
          {isDraft ? 'the policy in force' : 'the levels before'}
        </caption>
        <thead>
          <tr>
            <th scope="col">Segment</th>
            <th scope="col" data-num>
              Items
            </th>
            <th scope="col">Asked, achieved</th>
            {['Fill', 'Cycle service', 'Stock value', 'Orders a year', 'Bought a year'].flatMap(
              (head) =>
                ['draft', 'in force'].map((side) => (
                  <th key={`${head} ${side}`} scope="col" data-num>
                    {side === 'draft' ? head : isDraft ? 'in force' : 'before'}
                  </th>
                )),
            )}
            <th scope="col">Caps</th>
          </tr>
        </thead>
        <tbody>
          {preview.lines.map((line) => (
            <tr key={line.ruleId}>
              <th scope="row">{nameOf(line)}</th>
              <td data-num>{countText(line.itemCount)}</td>
              <td>
                {targetText(line)}, {achievedText(line.calibratedShare ?? undefined)}{' '}
                {line.calibration === 'above_range' ? (
                  <StatusBadge tone="warn">Out of reach</StatusBadge>
                ) : null}
              </td>
              <Sides draft={line.draft} inForce={line.inForce} currency={currency} />
              <td>{capsText(line, currency)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <td data-num>{countText(preview.totalCount)}</td>
            <td>–</td>
            <Sides {...preview.whole} currency={currency} />
            <td>–</td>
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
      {both((one) => minorText(one?.cashPerYearMinor, currency))}
    </>
  )
}

/** What limits did: how many orders they cut, and what there would have been without them. */
function capsText({ draft, unlimited, isClaim: isOfChannel }: PreviewLine, currency: string) {
  if (isOfChannel) return 'in the rules above'
  if (draft === null || unlimited === null) return '–'
  const cut = decimalText(draft.cappedPerYear.toFixed(0))
  return `${cut} orders cut; without limits ${achievedText(unlimited.fill)} fill, stock ${minorText(unlimited.stockValueMinor, currency)}`
}
