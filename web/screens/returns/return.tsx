import { useParams } from '@tanstack/react-router'

import type { ReturnView } from '#contracts/flow/returns'

import { useDocument } from '../../api/queries.ts'
import { dayText, instantText } from '../../look/days.ts'
import { moneyText, quantityText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { Refusal } from '../../parts/refusal.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { ScreenLink } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import styles from './returns.module.css'

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
  return (
    <Page title={shown.number} crumb={crumb}>
      <Facts shown={shown} />
      <p className={styles.reason}>{shown.reason}</p>
      <Lines shown={shown} />
    </Page>
  )
}

type ShownProps = { readonly shown: ReturnView }

function Facts({ shown }: ShownProps) {
  const facts: readonly (readonly [string, React.ReactNode])[] = [
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
          {shown.lines.map((line) => (
            <tr key={line.id}>
              <td>Line {line.orderLineNo}</td>
              <td className={styles.item}>
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
          ))}
        </tbody>
      </table>
    </Scrollable>
  )
}
