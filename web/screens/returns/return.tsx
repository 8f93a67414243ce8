import { Button } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'

import type { ReturnView } from '#contracts/flow/returns'

import { useDocument } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { dayText, instantText } from '../../look/days.ts'
import { moneyText, quantityText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import forms from '../../parts/document-form.module.css'
import { InParts } from '../../parts/in-parts.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { ScreenLink } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { TakeBack } from './take-back.tsx'

const crumb = { label: 'Returns', to: '/returns' }

/** One shipment back: what left, what it cost, and what is not owed any more. */
export function Return() {
  const { returnId = '' } = useParams({ strict: false }) as { returnId?: string }
  const { document: shown, problem } = useDocument<ReturnView>(`/supplier-returns/${returnId}`)
  if (problem) {
    return (
      <Page title="Return" crumb={crumb}>
        <Refusal problem={problem} />
      </Page>
    )
  }
  if (!shown) {
    return (
      <Page title="Return" crumb={crumb}>
        <p role="status">Reading the return</p>
      </Page>
    )
  }
  return <Known shown={shown} />
}

function Known({ shown }: ShownProps) {
  const mayPost = usePermission('returns.post')
  const [isReversing, setReversing] = useState(false)
  const isPlain = shown.reversesId === null && shown.reversedById === null
  const canReverse = mayPost && isPlain
  useKeys({ b: { label: 'take back', run: () => setReversing(true), isOff: !canReverse } })
  return (
    <Page
      title={shown.number}
      crumb={crumb}
      badges={isPlain ? null : <ReturnState of={shown} />}
      actions={
        canReverse ? (
          <Button variant="default" onClick={() => setReversing(true)}>
            Take back…
          </Button>
        ) : null
      }
    >
      <Facts shown={shown} />
      <p className={forms.reason}>{shown.reason}</p>
      <Lines shown={shown} />
      {isReversing ? <TakeBack shown={shown} close={() => setReversing(false)} /> : null}
    </Page>
  )
}

function ReturnState({ of }: { readonly of: ReturnView }) {
  return of.reversesId === null ? (
    <StatusBadge tone="warn">Taken back</StatusBadge>
  ) : (
    <StatusBadge tone="neutral">Correction</StatusBadge>
  )
}

type ShownProps = { readonly shown: ReturnView }
type Fact = readonly [term: string, value: React.ReactNode]

function Facts({ shown }: ShownProps) {
  const facts: readonly Fact[] = [
    ['Supplier', shown.supplierName],
    [
      'Order',
      <ScreenLink key="o" to={`/orders/${shown.orderId}`}>
        {shown.orderNumber}
      </ScreenLink>,
    ],
    ['From', shown.placeName],
    ['Sent back', dayText(shown.returnedOn, true)],
    ['RMA number', shown.rmaNumber || '–'],
    ['Posted', `${instantText(shown.postedAt)}, ${shown.postedByName}`],
    ...(shown.entryId === null
      ? []
      : ([
          [
            'In the books',
            <ScreenLink key="e" to={`/journal/${shown.entryId}`}>
              Journal entry
            </ScreenLink>,
          ],
        ] as const)),
    ...otherOf(shown),
  ]
  return (
    <dl className={ui.facts}>
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function otherOf({ reversesId, reversedById }: ReturnView): readonly Fact[] {
  if (reversesId !== null) {
    return [
      [
        'Takes back',
        <ScreenLink key="r" to={`/returns/${reversesId}`}>
          The return before
        </ScreenLink>,
      ],
    ]
  }
  if (reversedById === null) return []
  return [
    [
      'Taken back by',
      <ScreenLink key="b" to={`/returns/${reversedById}`}>
        Its correction
      </ScreenLink>,
    ],
  ]
}

function Lines({ shown }: ShownProps) {
  return (
    <Scrollable label="Lines of the return">
      <table className={ui.table}>
        <caption>Lines</caption>
        <thead>
          <tr>
            <th scope="col">Order line</th>
            <th scope="col">Item</th>
            <th scope="col">From</th>
            <th scope="col" data-num>
              Sent back
            </th>
            <th scope="col">Lot</th>
            <th scope="col" data-num>
              Cost
            </th>
            <th scope="col" data-num>
              Not owed any more
            </th>
            <th scope="col" data-num>
              Awaits credit
            </th>
          </tr>
        </thead>
        <tbody>
          <InParts rows={shown.lines} columns={8}>
            {(line) => (
              <tr key={line.id}>
                <td>Line {line.orderLineNo}</td>
                <td className={forms.item}>
                  <div title={line.name}>{line.name}</div>
                  <small>{line.sku}</small>
                </td>
                <td>
                  <StatusBadge tone={line.from === 'rejected' ? 'crit' : 'neutral'}>
                    {line.from === 'rejected' ? 'Rejects' : 'Accepted goods'}
                  </StatusBadge>
                </td>
                <td data-num>{quantityText(line.quantity)}</td>
                <td>{line.lot?.code ?? '–'}</td>
                <td data-num>{moneyText(line.cost)}</td>
                <td data-num>{moneyText(line.accrued)}</td>
                <td data-num>{quantityText(line.invoiced)}</td>
              </tr>
            )}
          </InParts>
        </tbody>
      </table>
    </Scrollable>
  )
}
