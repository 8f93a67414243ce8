import { Button, TextInput } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'

import type { ReceiptView } from '#contracts/flow/receiving'

import { useAct } from '../../api/acts.ts'
import { useDocument } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { dayText, instantText } from '../../look/days.ts'
import { compareDecimals } from '../../look/decimal.ts'
import { moneyText, quantityText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { QuantityField } from '../../parts/fields/decimal-field.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { toast } from '../../parts/toast.tsx'
import { ScreenLink, useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import styles from './receiving.module.css'

type Line = ReceiptView['lines'][number]

const crumb = { label: 'Receipts', to: '/receipts' }

/** What was counted in, what it is worth, and what waits for an inspection. */
export function Receipt() {
  const { receiptId = '' } = useParams({ strict: false }) as { receiptId?: string }
  const { document: receipt, problem } = useDocument<ReceiptView>(`/receipts/${receiptId}`)
  const mayPost = usePermission('receipts.post')
  const [isReversing, setReversing] = useState(false)
  const [inspecting, setInspecting] = useState<Line>()
  const isPlain = receipt?.reversesId === null && receipt.reversedById === null
  useKeys({
    b: { label: 'take back', run: () => setReversing(true), isOff: !mayPost || !isPlain },
  })
  if (problem) {
    return (
      <Page title="Receipt" crumb={crumb}>
        <Refusal problem={problem} />
      </Page>
    )
  }
  if (!receipt) {
    return (
      <Page title="Receipt" crumb={crumb}>
        <p role="status">Reading the receipt</p>
      </Page>
    )
  }
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    ['Supplier', receipt.supplierName],
    [
      'Order',
      <ScreenLink key="o" to={`/orders/${receipt.orderId}`}>
        {receipt.orderNumber}
      </ScreenLink>,
    ],
    ['At', receipt.placeName],
    ['Received', dayText(receipt.receivedOn, true)],
    ['Value', moneyText(receipt.value)],
    ...(receipt.value.currency === receipt.companyValue.currency
      ? []
      : ([['In the books', moneyText(receipt.companyValue)]] as const)),
    ...(receipt.deliveryNote === '' ? [] : ([['Delivery note', receipt.deliveryNote]] as const)),
    ['Posted', `${instantText(receipt.postedAt)}, ${receipt.postedByName}`],
  ]
  return (
    <Page
      title={receipt.number}
      crumb={crumb}
      badges={
        receipt.reversedById === null ? null : <StatusBadge tone="warn">Taken back</StatusBadge>
      }
      actions={
        mayPost && isPlain ? (
          <Button variant="default" onClick={() => setReversing(true)}>
            Take back…
          </Button>
        ) : null
      }
    >
      <dl className={styles.facts}>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Scrollable label="Lines of the receipt">
        <table className={ui.table}>
          <caption>Lines</caption>
          <thead>
            <tr>
              <th scope="col">Item</th>
              <th scope="col" data-num>
                Accepted
              </th>
              <th scope="col" data-num>
                Quarantined
              </th>
              <th scope="col" data-num>
                Rejected
              </th>
              <th scope="col">Lot</th>
              <th scope="col">Reason</th>
              <th scope="col" data-num>
                Value
              </th>
              <th scope="col">To inspect</th>
            </tr>
          </thead>
          <tbody>
            <InParts rows={receipt.lines} columns={8}>
              {(line) => (
                <tr key={line.id}>
                  <td className={styles.item}>
                    <div title={line.name}>{line.name}</div>
                    <small>{line.sku}</small>
                  </td>
                  <td data-num>{quantityText(line.accepted)}</td>
                  <td data-num>{quantityText(line.quarantined)}</td>
                  <td data-num>{quantityText(line.rejected)}</td>
                  <td>
                    {line.lot === null
                      ? '–'
                      : `${line.lot.code}${line.lot.expiresOn ? `, ${dayText(line.lot.expiresOn, true)}` : ''}`}
                  </td>
                  <td>{line.reason || '–'}</td>
                  <td data-num>{moneyText(line.value)}</td>
                  <td>
                    {compareDecimals(line.toInspect.quantity, '0') > 0 ? (
                      <Button
                        variant="default"
                        disabled={!mayPost}
                        onClick={() => setInspecting(line)}
                        aria-label={`Inspect ${quantityText(line.toInspect)}… of ${line.name}`}
                      >
                        Inspect {quantityText(line.toInspect)}…
                      </Button>
                    ) : (
                      '–'
                    )}
                  </td>
                </tr>
              )}
            </InParts>
          </tbody>
        </table>
      </Scrollable>
      {isReversing ? <TakeBack receipt={receipt} close={() => setReversing(false)} /> : null}
      {inspecting ? (
        <Inspect receipt={receipt} line={inspecting} close={() => setInspecting(undefined)} />
      ) : null}
    </Page>
  )
}

function TakeBack({
  receipt,
  close,
}: {
  readonly receipt: ReceiptView
  readonly close: () => void
}) {
  const go = useGo()
  const [reason, setReason] = useState('')
  const act = useAct<void, { readonly id: string; readonly number: string }>(
    () => ({ path: `/receipts/${receipt.id}/reversal`, body: { reason: reason.trim() } }),
    ({ id, number }) => {
      toast({ text: `${receipt.number} taken back by ${number}.` })
      close()
      go(`/receipts/${id}`)
    },
  )
  return (
    <ConfirmAct
      title={`Take back ${receipt.number}`}
      isOpen
      close={close}
      sentence="Posts the opposite of this receipt: units, cost and accrual as before. The receipt itself stays."
      verb="Take it back"
      run={() => void act.run()}
      isRunning={act.isRunning}
      isDisabled={reason.trim() === ''}
      problem={act.problem}
    >
      <TextInput
        label="Reason"
        required
        data-autofocus
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmAct>
  )
}

type InspectProps = {
  readonly receipt: ReceiptView
  readonly line: Line
  readonly close: () => void
}

function Inspect({ receipt, line, close }: InspectProps) {
  const [passed, setPassed] = useState<string | undefined>(line.toInspect.quantity)
  const [failed, setFailed] = useState<string>()
  const [note, setNote] = useState('')
  const { unit } = line.toInspect
  const act = useAct(
    () => ({
      path: `/receipts/${receipt.id}/inspections`,
      body: {
        lines: [
          {
            receiptLineId: line.id,
            ...(passed === undefined ? {} : { passed: { quantity: passed, unit } }),
            ...(failed === undefined ? {} : { failed: { quantity: failed, unit } }),
            ...(note.trim() === '' ? {} : { note: note.trim() }),
          },
        ],
      },
    }),
    () => {
      toast({ text: `${line.name} inspected.` })
      close()
    },
  )
  return (
    <ConfirmAct
      title={`Inspect ${line.name}`}
      isOpen
      close={close}
      sentence="What passes goes into stock at its own value; what fails waits to be sent back."
      verb="Keep the result"
      run={() => void act.run()}
      isRunning={act.isRunning}
      problem={act.problem}
    >
      <QuantityField label="Passed" unit={unit} value={passed} onChange={setPassed} />
      <QuantityField label="Failed" unit={unit} value={failed} onChange={setFailed} />
      <TextInput
        label="Note"
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ConfirmAct>
  )
}
