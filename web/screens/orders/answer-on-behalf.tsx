import { SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'

import type { OrderLineView, OrderView } from '#contracts/flow/purchasing'

import { useAct } from '../../api/acts.ts'
import { reasonWithin } from '../../api/problem.ts'
import { dayText } from '../../look/days.ts'
import { quantityText } from '../../look/format.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { DayField } from '../../parts/fields/day-field.tsx'
import { PriceField, QuantityField } from '../../parts/fields/decimal-field.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import { toast } from '../../parts/toast.tsx'
import styles from './orders.module.css'

type Said = {
  readonly kind: 'accept' | 'change' | 'refuse'
  readonly quantity?: string | undefined
  readonly promisedOn?: string | undefined
  readonly price?: string | undefined
}

type Taken = { readonly status: 'auto_accepted' | 'needs_review' }

/** What the supplier said by telephone or mail, entered by the buyer. */
export function AnswerOnBehalf({
  order,
  close,
}: {
  readonly order: OrderView
  readonly close: () => void
}) {
  const lines = order.lines.filter(({ state }) => state === 'open')
  const [said, setSaid] = useState<Readonly<Record<string, Said>>>({})
  const [message, setMessage] = useState('')
  const saidOf = (line: OrderLineView): Said => said[line.id] ?? { kind: 'accept' }
  const act = useAct<void, Taken>(
    () => ({
      path: '/supplier-answers',
      body: {
        orderId: order.id,
        ...(message.trim() === '' ? {} : { message: message.trim() }),
        lines: lines.map((line) => answerOf(line, saidOf(line))),
      },
    }),
    ({ status }) => {
      const text = status === 'needs_review' ? 'waits for a decision' : 'accepted'
      toast({ text: `Answer to ${order.number}: ${text}.` })
      close()
    },
  )
  const isRefused = (_: OrderLineView, at: number) =>
    reasonWithin(act.problem, `/lines/${at}`) !== undefined
  return (
    <ConfirmAct
      title={`Answer of ${order.supplier.name}`}
      isOpen
      close={close}
      size={820}
      sentence="What is within the limits of the company counts at once; the rest waits for a decision."
      verb="Enter the answer"
      run={() => void act.run()}
      isRunning={act.isRunning}
      problem={act.problem}
    >
      <div className={styles.newLines}>
        <InParts rows={lines} as="div" needs={isRefused}>
          {(line) => (
            <AnswerLine
              key={line.id}
              line={line}
              said={saidOf(line)}
              onChange={(next) => setSaid({ ...said, [line.id]: next })}
            />
          )}
        </InParts>
      </div>
      <TextInput
        label="Message"
        value={message}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
    </ConfirmAct>
  )
}

type AnswerLineProps = {
  readonly line: OrderLineView
  readonly said: Said
  readonly onChange: (said: Said) => void
}

function AnswerLine({ line, said, onChange }: AnswerLineProps) {
  return (
    <fieldset className={styles.answerLine}>
      <legend>
        {line.lineNo} {line.item.name}, {quantityText(line.ordered)} by {dayText(line.requestedOn)}
      </legend>
      <SegmentedControl
        aria-label={`Answer for ${line.item.name}`}
        value={said.kind}
        onChange={(kind) => onChange({ ...said, kind: kind as Said['kind'] })}
        data={[
          { value: 'accept', label: 'Accept' },
          { value: 'change', label: 'Change' },
          { value: 'refuse', label: 'Refuse' },
        ]}
      />
      {said.kind === 'change' ? (
        <div className={styles.answerFields}>
          <QuantityField
            label="Quantity"
            unit={line.item.unit}
            unitDecimals={line.item.unitDecimals}
            value={said.quantity ?? line.ordered.quantity}
            onChange={(quantity) => onChange({ ...said, quantity })}
          />
          <DayField
            label="Promised for"
            value={said.promisedOn ?? line.requestedOn}
            onChange={(promisedOn) => onChange({ ...said, promisedOn })}
          />
          <PriceField
            label="Price"
            currency={line.price.currency}
            per={`${line.price.per === '1' ? '' : `${line.price.per} `}${line.price.unit}`}
            value={said.price ?? line.price.amount}
            onChange={(price) => onChange({ ...said, price })}
          />
        </div>
      ) : null}
    </fieldset>
  )
}

function answerOf(line: OrderLineView, said: Said) {
  if (said.kind !== 'change') return { orderLineId: line.id, kind: said.kind }
  const quantity = { quantity: said.quantity ?? line.ordered.quantity, unit: line.item.unit }
  return {
    orderLineId: line.id,
    kind: said.kind,
    quantity,
    promisedOn: said.promisedOn ?? line.requestedOn,
    price: { ...line.price, amount: said.price ?? line.price.amount },
  }
}
