import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'

import type { OrderView } from '#contracts/flow/customer-orders'
import type { ChannelView } from '#contracts/records/channels'
import type { PlaceView } from '#contracts/records/places'

import { useAct } from '../../api/acts.ts'
import { reasonAt } from '../../api/problem.ts'
import { useDocument } from '../../api/queries.ts'
import { today } from '../../look/days.ts'
import { moneyText } from '../../look/format.ts'
import ui from '../../look/ui.module.css'
import { DecisionBar } from '../../parts/decision-bar.tsx'
import { DayField } from '../../parts/fields/day-field.tsx'
import { ListSelect } from '../../parts/fields/list-select.tsx'
import { PlaceSelect } from '../../parts/fields/record-selects.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { toast } from '../../parts/toast.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { useCompanyOf } from '../adjustments/use-company-of.ts'
import styles from './customer-orders.module.css'
import { DraftLines } from './draft-lines.tsx'
import { type DraftLine, emptyLine, isWritten, lineBody, totalOf } from './line.ts'

const crumb = { label: 'Customer orders', to: '/customer-orders' }

/** An order as a customer gave it by telephone or letter; shops send theirs by the API. */
export function NewCustomerOrder() {
  const go = useGo()
  const form = useDraft()
  const { place, currency, written, isReady } = form
  const act = useAct<void, OrderView>(
    () => ({ path: '/customer-orders', body: form.body() }),
    ({ id, number }) => {
      toast({ text: `${number} taken.` })
      go(`/customer-orders/${id}`)
    },
  )
  const take = () => {
    if (isReady && !act.isRunning) void act.run()
  }
  useKeys({ 'mod+Enter': { label: 'take the order', run: take } })
  const total = moneyText({ amount: totalOf(written), currency })
  return (
    <Page
      title="New customer order"
      crumb={crumb}
      foot={
        <DecisionBar
          sentence={
            isReady
              ? `${written.length === 1 ? '1 line' : `${written.length} lines`} for ${total}, from ${place?.name}. It counts as demand and is covered first.`
              : 'Choose a channel and a place, and write at least one line.'
          }
        >
          <Button
            disabled={!isReady}
            loading={act.isRunning}
            onClick={take}
            rightSection={<ButtonKey name="mod+Enter" />}
          >
            Take the order
          </Button>
        </DecisionBar>
      }
    >
      <div className={styles.form}>
        {act.problem ? <Refusal problem={act.problem} sentence="The order was not taken." /> : null}
        <Head form={form} errorAt={(pointer) => reasonAt(act.problem, pointer)} />
      </div>
      <DraftLines
        lines={form.lines}
        onChange={form.setLines}
        currency={currency}
        problem={act.problem}
      />
    </Page>
  )
}

function useDraft() {
  const [channel, setChannel] = useState<ChannelView>()
  const [picked, setPicked] = useState<PlaceView>()
  const [customer, setCustomer] = useState('')
  const [externalId, setExternalId] = useState('')
  const [orderedOn, setOrderedOn] = useState<string | undefined>(today())
  const [requestedOn, setRequestedOn] = useState<string>()
  const [lines, setLines] = useState<readonly DraftLine[]>([emptyLine()])
  const { document: usual } = useDocument<PlaceView>(
    `/places/${channel?.placeId}`,
    {},
    typeof channel?.placeId === 'string',
  )
  const place = picked ?? (channel?.placeId ? usual : undefined)
  const company = useCompanyOf(place)
  const currency = company?.currency ?? 'USD'
  const written = lines.filter(isWritten)
  return {
    ...{ channel, setChannel, place, setPicked, customer, setCustomer, externalId, setExternalId },
    ...{ orderedOn, setOrderedOn, requestedOn, setRequestedOn, lines, setLines, currency, written },
    isReady: channel !== undefined && company !== undefined && written.length > 0,
    body: () => ({
      channelId: channel?.id,
      placeId: place?.id,
      customer: customer.trim(),
      currency,
      ...(orderedOn === undefined ? {} : { orderedOn }),
      ...(requestedOn === undefined ? {} : { requestedOn }),
      ...(externalId.trim() === '' ? {} : { externalId: externalId.trim() }),
      lines: written.map((line) => lineBody(line, currency)),
    }),
  }
}

type HeadProps = {
  readonly form: ReturnType<typeof useDraft>
  readonly errorAt: (pointer: string) => string | undefined
}

function Head({ form, errorAt }: HeadProps) {
  return (
    <div className={ui.fields}>
      <ListSelect<ChannelView>
        label="Channel"
        isRequired
        path="/channels"
        query={{ status: 'active' }}
        optionOf={({ id, name, code }) => ({ id, label: name, note: code })}
        value={form.channel?.id}
        onChange={() => undefined}
        onPick={form.setChannel}
        error={errorAt('/channelId')}
      />
      <PlaceSelect<PlaceView>
        label="Served from"
        isRequired
        value={form.place?.id}
        chosen={form.place && { id: form.place.id, label: form.place.name }}
        onChange={() => undefined}
        onPick={form.setPicked}
        error={errorAt('/placeId')}
      />
      <TextInput
        label="Customer"
        maxLength={200}
        value={form.customer}
        onChange={(event) => form.setCustomer(event.currentTarget.value)}
        error={errorAt('/customer')}
      />
      <TextInput
        label="Number in the shop"
        maxLength={120}
        description="The same number again is the same order"
        value={form.externalId}
        onChange={(event) => form.setExternalId(event.currentTarget.value)}
        error={errorAt('/externalId')}
      />
      <DayField
        label="Ordered on"
        isRequired
        to={today()}
        value={form.orderedOn}
        onChange={form.setOrderedOn}
        error={errorAt('/orderedOn')}
      />
      <DayField
        label="Wanted on"
        {...(form.orderedOn === undefined ? {} : { from: form.orderedOn })}
        value={form.requestedOn}
        onChange={form.setRequestedOn}
        hint="Empty: at once"
        error={errorAt('/requestedOn')}
      />
    </div>
  )
}
