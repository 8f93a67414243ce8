import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'

import type { OrderLineView, OrderView } from '#contracts/flow/customer-orders'

import { useAct } from '../../api/acts.ts'
import { type Problem, reasonAt } from '../../api/problem.ts'
import { today } from '../../look/days.ts'
import { type Decimal, isZero, unitsText } from '../../look/format.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { DayField } from '../../parts/fields/day-field.tsx'
import { QuantityField } from '../../parts/fields/decimal-field.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import { toast } from '../../parts/toast.tsx'
import { type ActName, mostOf } from './act-lines.ts'
import styles from './customer-orders.module.css'

export type LinesActProps = {
  readonly name: ActName
  readonly order: OrderView
  readonly etag: string | undefined
  readonly close: () => void
}

type Quantities = Readonly<Record<string, Decimal | undefined>>

/**
 * Cancels, ships or takes back: how many of which lines. Orders mostly leave whole; what is cancelled
 * or comes back of several lines is said line by line.
 */
export function LinesAct({ name, order, etag, close }: LinesActProps) {
  const lines = order.lines.filter((line) => !isZero(mostOf(name, line)))
  const [reason, setReason] = useState('')
  const [returnedOn, setReturnedOn] = useState<string | undefined>(today())
  const all = Object.fromEntries(lines.map((line) => [line.id, mostOf(name, line)]))
  const [quantities, setQuantities] = useState<Quantities>(
    name === 'ship' || lines.length === 1 ? all : {},
  )
  const taken = lines.filter(({ id }) => !isZero(quantities[id] ?? '0'))
  const words = wordsOf[name]
  const act = useAct(
    () => ({
      path: `/customer-orders/${order.id}/${words.path}`,
      ifMatch: etag,
      body: {
        ...(words.asksReason ? { reason: reason.trim() } : {}),
        ...(name === 'return' && returnedOn !== undefined ? { returnedOn } : {}),
        lines: taken.map(({ id, ordered }) => ({
          lineId: id,
          quantity: { quantity: quantities[id] ?? '0', unit: ordered.unit },
        })),
      },
    }),
    () => {
      toast({ text: `${order.number}: ${words.past}.` })
      close()
    },
  )
  const isMissing = words.asksReason && reason.trim() === ''
  return (
    <ConfirmAct
      title={`${words.title}: ${order.number}`}
      isOpen
      close={close}
      size={560}
      sentence={act.conflict ? meanwhile : words.sentence}
      verb={words.verb}
      run={() => void act.run()}
      isRunning={act.isRunning}
      isDisabled={isMissing || taken.length === 0 || act.conflict !== undefined}
      problem={act.problem}
    >
      {words.asksReason ? (
        <TextInput
          label="Reason"
          required
          data-autofocus
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : null}
      {name === 'return' ? (
        <DayField
          label="Came back on"
          from={order.orderedOn}
          to={today()}
          value={returnedOn}
          onChange={setReturnedOn}
          error={reasonAt(act.problem, '/returnedOn')}
        />
      ) : null}
      <Counts
        name={name}
        lines={lines}
        quantities={quantities}
        onChange={(id, quantity) => setQuantities({ ...quantities, [id]: quantity })}
        taken={taken}
        problem={act.problem}
      />
      {lines.length > 1 ? (
        <div>
          <Button variant="default" onClick={() => setQuantities(all)}>
            All of each
          </Button>
        </div>
      ) : null}
    </ConfirmAct>
  )
}

type CountsProps = {
  readonly name: ActName
  readonly lines: readonly OrderLineView[]
  readonly quantities: Quantities
  readonly onChange: (lineId: string, quantity: Decimal | undefined) => void
  readonly taken: readonly OrderLineView[]
  readonly problem: Problem | undefined
}

function Counts({ name, lines, quantities, onChange, taken, problem }: CountsProps) {
  return (
    <ul className={styles.counts}>
      <InParts
        as="li"
        rows={lines}
        needs={(line) => errorAt(problem, taken.indexOf(line)) !== undefined}
      >
        {(line) => (
          <li key={line.id}>
            <QuantityField
              label={line.item.name}
              unit={line.ordered.unit}
              value={quantities[line.id]}
              onChange={(quantity) => onChange(line.id, quantity)}
              hint={`At most ${unitsText(mostOf(name, line))}${line.bundle ? `, part of ${line.bundle.name}` : ''}`}
              error={errorAt(problem, taken.indexOf(line))}
            />
          </li>
        )}
      </InParts>
    </ul>
  )
}

function errorAt(problem: Problem | undefined, index: number): string | undefined {
  const pointer = `/lines/${index}`
  return problem?.errors.find((error) => error.pointer?.startsWith(pointer))?.detail
}

const meanwhile =
  'Somebody changed this order meanwhile. Nothing was done: leave, look at it again, then decide.'

const wordsOf = {
  cancel: {
    path: 'cancellation',
    title: 'Cancel lines',
    verb: 'Cancel these',
    past: 'cancelled',
    asksReason: true,
    sentence: 'They no longer count as demand of the day they were ordered.',
  },
  ship: {
    path: 'shipments',
    title: 'Say what has left',
    verb: 'They have left',
    past: 'shipped',
    asksReason: false,
    sentence: 'They are no longer open. Stock is not moved by this: sale issues do that.',
  },
  return: {
    path: 'returns',
    title: 'Take back',
    verb: 'They came back',
    past: 'taken back',
    asksReason: true,
    sentence: 'Returns are kept beside demand, on the day they came. Stock is not moved by this.',
  },
} as const
