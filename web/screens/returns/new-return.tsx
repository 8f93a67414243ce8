import { Button, TextInput } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import type { OrderRow, OrderView } from '#contracts/flow/purchasing'

import { useAct } from '../../api/acts.ts'
import { type Problem, reasonAt } from '../../api/problem.ts'
import { useDocument } from '../../api/queries.ts'
import { dayText, today } from '../../look/days.ts'
import { DecisionBar } from '../../parts/decision-bar.tsx'
import forms from '../../parts/document-form.module.css'
import { EmptyState } from '../../parts/empty-state.tsx'
import { DayField } from '../../parts/fields/day-field.tsx'
import { SearchSelect } from '../../parts/fields/search-select.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { toast } from '../../parts/toast.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { ReturnLines } from './return-lines.tsx'
import { bodyLineOf, isSent, type Said, sendableOf, sendingOf } from './sendable.ts'

type Head = {
  readonly returnedOn: string | undefined
  readonly rmaNumber: string
  readonly reason: string
}

/** Sends rejects and goods that turned out bad back to their supplier, against one order. */
export function NewReturn() {
  const go = useGo()
  const { orderId } = useSearch({ strict: false }) as { orderId?: string }
  const choose = (id: string | undefined) =>
    go(id ? `/returns/new?orderId=${id}` : '/returns/new', { replace: true })
  const { document: order, problem } = useDocument<OrderView>(
    `/purchase-orders/${orderId}`,
    {},
    orderId !== undefined,
  )
  return <ForOrder key={orderId} order={order} orderId={orderId} choose={choose} failed={problem} />
}

type ForOrderProps = {
  readonly order: OrderView | undefined
  readonly orderId: string | undefined
  readonly choose: (id: string | undefined) => void
  readonly failed: Problem | undefined
}

function ForOrder({ order, orderId, choose, failed }: ForOrderProps) {
  const [head, setHead] = useState<Head>({ returnedOn: today(), rmaNumber: '', reason: '' })
  const [said, setSaid] = useState<Said>({})
  const rows = order ? sendableOf(order) : []
  const sent = rows.filter((row) => isSent(sendingOf(row, said)))
  const posting = usePosting(orderId, head, () =>
    sent.map((row) => bodyLineOf(row, sendingOf(row, said))),
  )
  const { problem } = posting
  const isReady = sent.length > 0 && head.reason.trim() !== '' && head.returnedOn !== undefined
  const run = () => {
    if (isReady && !posting.isRunning) void posting.run()
  }
  useKeys({ 'mod+Enter': { label: 'send back', run } })
  return (
    <Page
      title="Send goods back"
      crumb={{ label: 'Returns', to: '/returns' }}
      foot={
        <DecisionBar sentence={isReady ? sentenceOf(sent.length) : missingText(order, sent.length)}>
          <Button
            disabled={!isReady}
            loading={posting.isRunning}
            onClick={run}
            rightSection={<ButtonKey name="mod+Enter" />}
          >
            Post the return
          </Button>
        </DecisionBar>
      }
    >
      <div className={forms.form}>
        <SearchSelect<OrderRow>
          label="Order"
          isRequired
          path="/purchase-orders"
          query={{ sort: '-orderedOn' }}
          placeholder="Number or supplier"
          optionOf={({ id, number, supplier, orderedOn }) => ({
            id,
            label: number ?? 'Draft',
            note: `${supplier.name}, ${dayText(orderedOn)}`,
          })}
          chosen={order ? { id: order.id, label: order.number ?? 'Draft' } : undefined}
          value={orderId}
          onChange={choose}
          error={reasonAt(problem, '/orderId')}
        />
        <HeadFields head={head} onChange={setHead} problem={problem} />
      </div>
      {failed ? <Refusal problem={failed} sentence="The order can’t be read." /> : null}
      {rows.length > 0 ? (
        <ReturnLines
          rows={rows}
          said={said}
          onChange={setSaid}
          errorAt={(row, field) => reasonAt(problem, `/lines/${sent.indexOf(row)}${field}`)}
        />
      ) : (
        <Nothing order={order} />
      )}
      {problem ? (
        <div className={forms.refusal}>
          <Refusal problem={problem} sentence="Nothing was sent back." />
        </div>
      ) : null}
    </Page>
  )
}

type Posted = { readonly id: string; readonly number: string }

function usePosting(orderId: string | undefined, head: Head, linesOf: () => readonly object[]) {
  const go = useGo()
  const rmaNumber = head.rmaNumber.trim()
  return useAct<void, Posted>(
    () => ({
      path: '/supplier-returns',
      body: {
        orderId,
        returnedOn: head.returnedOn,
        reason: head.reason.trim(),
        ...(rmaNumber === '' ? {} : { rmaNumber }),
        lines: linesOf(),
      },
    }),
    ({ id, number }) => {
      toast({ text: `${number} posted.` })
      go(`/returns/${id}`)
    },
  )
}

function sentenceOf(count: number): string {
  const lines = count === 1 ? '1 line leaves' : `${count} lines leave`
  return `${lines} stock at cost. What was not invoiced is not owed any more; the rest waits for a credit.`
}

function missingText(order: OrderView | undefined, count: number): string {
  if (order === undefined) return 'Choose the order that the goods came with.'
  return count === 0 ? 'Say how many go back.' : 'Write why they go back.'
}

type HeadFieldsProps = {
  readonly head: Head
  readonly onChange: (head: Head) => void
  readonly problem: Problem | undefined
}

function HeadFields({ head, onChange, problem }: HeadFieldsProps) {
  return (
    <>
      <DayField
        label="Sent back on"
        isRequired
        value={head.returnedOn}
        onChange={(returnedOn) => onChange({ ...head, returnedOn })}
        error={reasonAt(problem, '/returnedOn')}
      />
      <TextInput
        label="RMA number"
        maxLength={60}
        value={head.rmaNumber}
        onChange={(event) => onChange({ ...head, rmaNumber: event.currentTarget.value })}
        error={reasonAt(problem, '/rmaNumber')}
      />
      <TextInput
        label="Reason"
        required
        maxLength={300}
        value={head.reason}
        onChange={(event) => onChange({ ...head, reason: event.currentTarget.value })}
        error={reasonAt(problem, '/reason')}
      />
    </>
  )
}

function Nothing({ order }: { readonly order: OrderView | undefined }) {
  if (order === undefined) {
    return (
      <EmptyState title="No order is chosen yet">
        Goods go back against the order they came with, so that cost, accrual and credit find their
        way. Rejects that wait are filled in.
      </EmptyState>
    )
  }
  return (
    <EmptyState title={`Nothing of ${order.number ?? 'this order'} can go back`}>
      Nothing has come yet, or all of it went back already.
    </EmptyState>
  )
}
