import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'

import type { OrderView } from '#contracts/flow/purchasing'

import { useAct } from '../../api/acts.ts'
import { reasonAt } from '../../api/problem.ts'
import { useDocument, useOrganization } from '../../api/queries.ts'
import { dayText } from '../../look/days.ts'
import { ConflictDialog } from '../../parts/conflict-dialog.tsx'
import { DecisionBar } from '../../parts/decision-bar.tsx'
import { DayField } from '../../parts/fields/day-field.tsx'
import { IncotermField } from '../../parts/fields/incoterm-field.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { toast } from '../../parts/toast.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { changeBody, changedNames, chosenOnly, type OrderTerms, termsOf } from './changed-terms.ts'
import { isUnpriced, isWritten, totalText, unwrittenText, withLineNumbers } from './draft-line.ts'
import { nameOf } from './name.ts'
import { NewLines, quoteOf } from './new-lines.tsx'
import { isChangeable } from './offered.ts'
import styles from './orders.module.css'
import { useQuotes } from './use-quotes.ts'

/** Writes an order's terms anew: when, what and the notes. The supplier and the place stay. */
export function ChangeOrder() {
  const { orderId = '' } = useParams({ strict: false }) as { orderId?: string }
  const { document: order, etag, problem } = useDocument<OrderView>(`/purchase-orders/${orderId}`)
  const organization = useOrganization()
  const queries = useQueryClient()
  const [round, setRound] = useState(0)
  // What was typed is gone, and the fields start from the order as it is by then.
  const takeTheirs = async () => {
    await queries.invalidateQueries({ queryKey: [organization] })
    setRound(round + 1)
  }
  const crumb = { label: 'Order', to: `/orders/${orderId}` }
  if (problem) {
    return (
      <Page title="Change the order" crumb={crumb}>
        <Refusal problem={problem} />
      </Page>
    )
  }
  if (!order) {
    return (
      <Page title="Change the order" crumb={crumb}>
        <p role="status">Reading the order</p>
      </Page>
    )
  }
  if (!isChangeable(order)) {
    return (
      <Page title={`Change ${nameOf(order)}`} crumb={crumb}>
        <p className={styles.reason}>
          Only a draft or an order that is with its supplier can be changed.
        </p>
      </Page>
    )
  }
  return <ChangeForm key={round} order={order} etag={etag} takeTheirs={() => void takeTheirs()} />
}

type ChangeFormProps = {
  readonly order: OrderView
  readonly etag: string | undefined
  readonly takeTheirs: () => void
}

type Sending = { readonly etag: string | undefined; readonly theirFields: ReadonlySet<string> }

function ChangeForm({ order: current, etag: currentEtag, takeTheirs }: ChangeFormProps) {
  // What was read first is what is changed, also when somebody else changes the order meanwhile.
  const [order] = useState(current)
  const [base, setBase] = useState<Sending>({ etag: currentEtag, theirFields: new Set() })
  const [terms, setTerms] = useState<OrderTerms>(() => termsOf(order))
  const [sentKeys, setSentKeys] = useState<readonly string[]>([])
  const go = useGo()
  const { lines } = terms
  const { currency } = order.total
  const change = (next: Partial<OrderTerms>) => setTerms({ ...terms, ...next })
  const act = useAct<Sending>(
    ({ etag: ifMatch, theirFields }) => ({
      method: 'PATCH',
      path: `/purchase-orders/${order.id}`,
      body: changeBody(order, terms, theirFields),
      ifMatch,
    }),
    () => {
      toast({ text: `${nameOf(order)} changed.` })
      go(`/orders/${order.id}`, { replace: true })
    },
  )
  const asking = useMemo(
    () => ({ supplierId: order.supplier.id, placeId: order.place.id }),
    [order.supplier.id, order.place.id],
  )
  const quotedOf = useQuotes({ ...asking, lines: lines.filter(isUnpriced) })
  const written = lines.filter(isWritten)
  const unwritten = unwrittenText(lines)
  const isReady =
    written.length > 0 &&
    unwritten === undefined &&
    terms.requestedOn !== undefined &&
    !act.isRunning
  const send = (sending: Sending) => {
    if (!isReady) return
    // A conflict that was settled is not asked about again.
    setBase(sending)
    setSentKeys(written.map(({ key }) => key))
    void act.run(sending)
  }
  const save = () => send(base)
  useKeys({ 'mod+Enter': { label: 'change the order', run: save, isOff: !isReady } })
  const total = totalText(written, (line) => quoteOf(quotedOf(line), currency), currency)
  return (
    <Page
      title={`Change ${nameOf(order)}`}
      crumb={{ label: nameOf(order), to: `/orders/${order.id}` }}
      note={`${order.supplier.name}, to ${order.place.name}`}
      foot={
        <DecisionBar sentence={`${total}. ${unwritten ?? followsOf(order)}`}>
          <Button variant="default" onClick={() => go(`/orders/${order.id}`)}>
            Leave as it was
          </Button>
          <Button
            disabled={!isReady}
            loading={act.isRunning}
            onClick={save}
            rightSection={<ButtonKey name="mod+Enter" />}
          >
            Change the order
          </Button>
        </DecisionBar>
      }
    >
      <div className={styles.form}>
        <DayField
          label="Asked for"
          isRequired
          value={terms.requestedOn}
          onChange={(requestedOn) => change({ requestedOn })}
          error={reasonAt(act.problem, '/requestedOn')}
        />
        <IncotermField
          value={terms.incoterm}
          onChange={(incoterm) => change({ incoterm })}
          error={reasonAt(act.problem, '/incoterm')}
        />
        <TextInput
          label="Note to the supplier"
          description="Printed on the order"
          maxLength={4000}
          value={terms.supplierNote}
          onChange={(event) => change({ supplierNote: event.currentTarget.value })}
        />
        <TextInput
          label="Internal note"
          maxLength={4000}
          value={terms.note}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
      </div>
      <NewLines
        caption="Lines of the order"
        lines={lines}
        onChange={(next) => change({ lines: next })}
        currency={currency}
        asking={asking}
        problem={act.problem}
        sentKeys={sentKeys}
      />
      {act.problem ? (
        <div className={styles.refusal}>
          <Refusal
            problem={withLineNumbers(act.problem, lines, sentKeys)}
            sentence="The order was not changed."
          />
        </div>
      ) : null}
      <ConflictDialog
        conflict={act.conflict && chosenOnly(act.conflict)}
        mine={{
          requested_on: terms.requestedOn ? dayText(terms.requestedOn) : '–',
          incoterm: terms.incoterm,
          note: terms.note,
          supplier_note: terms.supplierNote,
        }}
        labels={changedNames}
        keepMine={(newest, theirFields) => {
          act.dismiss()
          send({ etag: newest, theirFields: base.theirFields.union(theirFields) })
        }}
        takeTheirs={takeTheirs}
        close={act.dismiss}
      />
    </Page>
  )
}

function followsOf({ lifecycle, supplier }: OrderView): string {
  if (lifecycle === 'draft') return 'It stays a draft; nothing is sent.'
  const mail = supplier.email ? ' and the supplier gets a new mail' : ''
  return `Makes a new version: approval may be asked again${mail} once it is released.`
}
