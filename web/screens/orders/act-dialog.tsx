import { Button, Modal, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import type { OrderView } from '#contracts/flow/purchasing'

import { useAct } from '../../api/acts.ts'
import { differenceOf } from '../../api/conflict.ts'
import type { Problem } from '../../api/problem.ts'
import { useOrganization } from '../../api/queries.ts'
import { instantText } from '../../look/days.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { toast } from '../../parts/toast.tsx'
import { changedNames, chosenOnly } from './changed-terms.ts'
import { nameOf } from './name.ts'
import { type ActName, type Offered, openLines } from './offered.ts'
import styles from './orders.module.css'
import { PlanFacts } from './plan-facts.tsx'

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
  if (act.conflict) return <ChangedMeanwhile conflict={act.conflict} close={close} />
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
      problem={act.problem}
      facts={offered.name === 'approve' && <PlanFacts plan={order.approvalRequest?.plan} />}
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

type ChangedMeanwhileProps = { readonly conflict: Problem; readonly close: () => void }

/** What was about to be done was decided on an order that is another one now: look again first. */
function ChangedMeanwhile({ conflict, close }: ChangedMeanwhileProps) {
  const organization = useOrganization()
  const queries = useQueryClient()
  const { who, at, fields } = differenceOf(chosenOnly(conflict))
  const what = fields.map(({ field }) => `“${changedNames[field] ?? field}”`).join(' and ')
  const readAgain = () => {
    void queries.invalidateQueries({ queryKey: [organization] })
    close()
  }
  return (
    <Modal opened onClose={readAgain} title="Somebody changed this order meanwhile" size={440}>
      <p className={styles.meanwhile} role="alert">
        {who ?? 'Somebody'} changed {what || 'it'}
        {at ? `, ${instantText(at)}` : ''}. Nothing was done: read the order again, then decide.
      </p>
      <div className={styles.meanwhileActs}>
        <Button data-autofocus onClick={readAgain}>
          Read again
        </Button>
      </div>
    </Modal>
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
