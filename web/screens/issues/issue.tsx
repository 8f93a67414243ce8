import { Button } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'

import type { IssueView } from '#contracts/flow/shipping'

import { useAct } from '../../api/acts.ts'
import { useDocument } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { dayText, instantText } from '../../look/days.ts'
import { moneyText, quantityText } from '../../look/format.ts'
import ui from '../../look/ui.module.css'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { Facts } from '../../parts/facts.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { Scrollable } from '../../parts/scrollable.tsx'
import { toast } from '../../parts/toast.tsx'
import { UnreadPage } from '../../parts/unread-page.tsx'
import { ScreenLink, useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import styles from '../adjustments/adjustments.module.css'
import { IssueState } from './issue-state.tsx'

const crumb = { label: 'Sale issues', to: '/issues' }

/** One issue: what left, what it cost, and a way to take it back whole. */
export function Issue() {
  const { issueId = '' } = useParams({ strict: false }) as { issueId?: string }
  const { document: issue, problem } = useDocument<IssueView>(`/sale-issues/${issueId}`)
  if (!issue) return <UnreadPage title="Sale issue" crumb={crumb} problem={problem} />
  return <Known issue={issue} />
}

function Known({ issue }: { readonly issue: IssueView }) {
  const mayIssue = usePermission('stock.issue')
  const [isReversing, setReversing] = useState(false)
  const isPlain = issue.reversesId === null && issue.reversedById === null
  const canReverse = mayIssue && isPlain
  useKeys({ b: { label: 'take back', run: () => setReversing(true), isOff: !canReverse } })
  return (
    <Page
      title={issue.number}
      crumb={crumb}
      badges={isPlain ? null : <IssueState of={issue} />}
      note={issue.customerReference}
      actions={
        canReverse ? (
          <Button variant="default" onClick={() => setReversing(true)}>
            Take back…
          </Button>
        ) : null
      }
    >
      <Facts
        facts={[
          ['From', issue.placeName],
          ['Day', dayText(issue.issuedOn, true)],
          ['Cost', moneyText(issue.cost)],
          issue.customerReference !== '' && ['Shop’s order', issue.customerReference],
          issue.entryId !== null && [
            'In the books',
            <ScreenLink key="e" to={`/journal/${issue.entryId}`}>
              Journal entry
            </ScreenLink>,
          ],
          issue.reversesId !== null && [
            'Takes back',
            <ScreenLink key="r" to={`/issues/${issue.reversesId}`}>
              The issue before
            </ScreenLink>,
          ],
          issue.reversedById !== null && [
            'Taken back by',
            <ScreenLink key="b" to={`/issues/${issue.reversedById}`}>
              Its correction
            </ScreenLink>,
          ],
          ['Posted', `${instantText(issue.postedAt)}, ${issue.postedByName}`],
        ]}
      />
      <Scrollable label="Lines">
        <table className={ui.table}>
          <caption>Lines of {issue.number}</caption>
          <thead>
            <tr>
              <th scope="col">Item</th>
              <th scope="col">Lot</th>
              <th scope="col" data-num>
                Quantity
              </th>
              <th scope="col" data-num>
                Cost
              </th>
            </tr>
          </thead>
          <tbody>
            <InParts rows={issue.lines} columns={4}>
              {(line) => (
                <tr key={line.id}>
                  <th scope="row" className={styles.item}>
                    <ScreenLink to={`/stock/${line.itemId}`}>{line.name}</ScreenLink>
                    <small>{line.sku}</small>
                  </th>
                  <td>{line.lot?.code ?? '–'}</td>
                  <td data-num>{quantityText(line.quantity)}</td>
                  <td data-num>{moneyText(line.cost)}</td>
                </tr>
              )}
            </InParts>
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                {issue.lines.length === 1 ? '1 line' : `${issue.lines.length} lines`}
              </th>
              <td data-num>{moneyText(issue.cost)}</td>
            </tr>
          </tfoot>
        </table>
      </Scrollable>
      {isReversing ? <TakeBack issue={issue} close={() => setReversing(false)} /> : null}
    </Page>
  )
}

function TakeBack({ issue, close }: { readonly issue: IssueView; readonly close: () => void }) {
  const go = useGo()
  const act = useAct<void, { readonly id: string; readonly number: string }>(
    () => ({ path: `/sale-issues/${issue.id}/reversal`, body: {} }),
    ({ id, number }) => {
      toast({ text: `${issue.number} taken back by ${number}.` })
      close()
      go(`/issues/${id}`)
    },
  )
  return (
    <ConfirmAct
      title={`Take back ${issue.number}?`}
      isOpen
      close={close}
      sentence="All its units come back into stock at the very cost they left with. The issue itself stays."
      verb="Take it back"
      run={() => void act.run()}
      isRunning={act.isRunning}
      problem={act.problem}
    />
  )
}
