import { TextInput } from '@mantine/core'
import { useState } from 'react'

import type { OrderView } from '#contracts/flow/purchasing'

import { useAct } from '../../api/acts.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { toast } from '../../parts/toast.tsx'
import { nameOf } from './name.ts'
import { type ActName, type Offered, openLines } from './offered.ts'

export type ActDialogProps = {
  readonly order: OrderView
  readonly etag: string | undefined
  readonly act: Offered
  readonly close: () => void
}

export function ActDialog({ order, etag, act: offered, close }: ActDialogProps) {
  const [reason, setReason] = useState('')
  const act = useAct(
    () => ({ ...requestOf(order, offered.name, reason), ifMatch: etag }),
    () => {
      toast({ text: `${nameOf(order)}: ${pastOf[offered.name]}.` })
      close()
    },
  )
  const isMissing = offered.asksReason === 'needed' && reason.trim() === ''
  return (
    <ConfirmAct
      title={`${offered.verb}: ${nameOf(order)}`}
      isOpen
      close={close}
      sentence={offered.sentence}
      verb={offered.verb}
      run={() => void act.run()}
      isRunning={act.isRunning}
      isDisabled={isMissing}
      problem={act.problem ?? act.conflict}
    >
      {offered.asksReason ? (
        <TextInput
          label="Reason"
          required={offered.asksReason === 'needed'}
          data-autofocus
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : null}
    </ConfirmAct>
  )
}

function requestOf(order: OrderView, name: ActName, reason: string) {
  const path = `/purchase-orders/${order.id}`
  const why = reason.trim() === '' ? {} : { reason: reason.trim() }
  switch (name) {
    case 'submit':
      return { path: `${path}/submission` }
    case 'approve':
      return { path: `${path}/approvals`, body: { decision: 'approved', ...why } }
    case 'reject':
      return { path: `${path}/approvals`, body: { decision: 'rejected', ...why } }
    case 'release':
      return { path: `${path}/release` }
    case 'hold':
      return { path: `${path}/holds`, body: why }
    case 'resume':
      return { method: 'DELETE' as const, path: `${path}/holds` }
    case 'cancel':
      return { path: `${path}/cancellation`, body: why }
    case 'close':
      return { path: `${path}/closure`, body: why }
    case 'short':
      return { path: `${path}/short-closures`, body: { lineIds: openLines(order), ...why } }
  }
}

const pastOf: Readonly<Record<ActName, string>> = {
  submit: 'submitted',
  approve: 'approved',
  reject: 'rejected',
  release: 'released',
  hold: 'held',
  resume: 'resumed',
  cancel: 'cancelled',
  close: 'closed',
  short: 'open lines closed short',
}
