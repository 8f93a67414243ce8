import { Button, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'

import type { PlaceView } from '#contracts/records/places'
import type { SupplierView } from '#contracts/records/suppliers'

import { useAct } from '../../api/acts.ts'
import { reasonAt } from '../../api/problem.ts'
import { addDays, today } from '../../look/days.ts'
import { DecisionBar } from '../../parts/decision-bar.tsx'
import { DayField } from '../../parts/fields/day-field.tsx'
import { IncotermField } from '../../parts/fields/incoterm-field.tsx'
import { PlaceSelect, SupplierSelect } from '../../parts/fields/record-selects.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import {
  bodyOf,
  type DraftLine,
  emptyLine,
  isUnpriced,
  isWritten,
  totalText,
  unwrittenText,
  withLineNumbers,
} from './draft-line.ts'
import { NewLines, quoteOf } from './new-lines.tsx'
import styles from './orders.module.css'
import { useQuotes } from './use-quotes.ts'

type Created = { readonly id: string }

const usualLeadDays = 14

/** Writes an order: from whom, to where, when, and what. Prices left empty are quoted from the terms. */
export function NewOrder() {
  const go = useGo()
  const [supplier, setSupplier] = useState<SupplierView>()
  const [placeId, setPlaceId] = useState<string>()
  const [requestedOn, setRequestedOn] = useState<string | undefined>(
    addDays(today(), usualLeadDays),
  )
  const [note, setNote] = useState('')
  const [supplierNote, setSupplierNote] = useState('')
  /** Undefined: the supplier's. */
  const [typedIncoterm, setIncoterm] = useState<string>()
  const incoterm = typedIncoterm ?? supplier?.incoterm ?? ''
  const [lines, setLines] = useState<readonly DraftLine[]>([emptyLine()])
  const [sentKeys, setSentKeys] = useState<readonly string[]>([])
  const currency = supplier?.currency ?? 'USD'
  const written = lines.filter(isWritten)
  const unwritten = unwrittenText(lines)
  const asking = useMemo(() => ({ supplierId: supplier?.id, placeId }), [supplier?.id, placeId])
  const quotedOf = useQuotes({ ...asking, lines: lines.filter(isUnpriced) })
  const act = useAct<{ readonly submits: boolean }, Created>(
    ({ submits }) => ({
      path: '/purchase-orders',
      body: {
        supplierId: supplier?.id,
        placeId,
        requestedOn,
        incoterm: incoterm.trim(),
        ...(note.trim() === '' ? {} : { note: note.trim() }),
        ...(supplierNote.trim() === '' ? {} : { supplierNote: supplierNote.trim() }),
        submit: submits,
        lines: written.map((line) => bodyOf(line, currency)),
      },
    }),
    ({ id }) => go(`/orders/${id}`),
  )
  const isChosen = supplier !== undefined && placeId !== undefined && written.length > 0
  const isReady = isChosen && unwritten === undefined
  const write = (submits: boolean) => {
    if (!isReady || act.isRunning) return
    setSentKeys(written.map(({ key }) => key))
    void act.run({ submits })
  }
  useKeys({ 'mod+Enter': { label: 'write and submit', run: () => write(true) } })
  const total = totalText(written, (line) => quoteOf(quotedOf(line), currency), currency)
  const sentence = isChosen
    ? `${total}. ${unwritten ?? 'Nothing is sent until the order is released.'}`
    : 'Choose a supplier and a place, and write at least one line.'
  return (
    <Page
      title="New order"
      crumb={{ label: 'Orders', to: '/orders' }}
      foot={
        <DecisionBar sentence={sentence}>
          <Button variant="default" disabled={!isReady} onClick={() => write(false)}>
            Keep as draft
          </Button>
          <Button
            disabled={!isReady}
            loading={act.isRunning}
            onClick={() => write(true)}
            rightSection={<ButtonKey name="mod+Enter" />}
          >
            Write and submit
          </Button>
        </DecisionBar>
      }
    >
      <div className={styles.form}>
        <SupplierSelect<SupplierView>
          isRequired
          value={supplier?.id}
          onChange={() => undefined}
          onPick={setSupplier}
          error={reasonAt(act.problem, '/supplierId')}
        />
        <PlaceSelect<PlaceView>
          label="Ship to"
          isRequired
          value={placeId}
          onChange={setPlaceId}
          error={reasonAt(act.problem, '/placeId')}
        />
        <DayField
          label="Asked for"
          isRequired
          value={requestedOn}
          onChange={setRequestedOn}
          error={reasonAt(act.problem, '/requestedOn')}
        />
        <IncotermField
          value={incoterm}
          onChange={setIncoterm}
          error={reasonAt(act.problem, '/incoterm')}
        />
        <TextInput
          label="Note to the supplier"
          description="Printed on the order"
          maxLength={4000}
          value={supplierNote}
          onChange={(event) => setSupplierNote(event.currentTarget.value)}
        />
        <TextInput
          label="Internal note"
          maxLength={4000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </div>
      <NewLines
        caption="Lines of the new order"
        lines={lines}
        onChange={setLines}
        currency={currency}
        asking={asking}
        problem={act.problem}
        sentKeys={sentKeys}
      />
      {act.problem ? (
        <div className={styles.refusal}>
          <Refusal
            problem={withLineNumbers(act.problem, lines, sentKeys)}
            sentence="The order was not written."
          />
        </div>
      ) : null}
    </Page>
  )
}
