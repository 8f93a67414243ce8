import { TextInput } from '@mantine/core'
import { useState } from 'react'

import type { InvoiceView } from '#contracts/flow/matching'

import { useAct } from '../../api/acts.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { toast } from '../../parts/toast.tsx'

type ReverseProps = {
  readonly invoice: InvoiceView
  readonly etag: string | undefined
  readonly close: () => void
}

export function Reverse({ invoice, etag, close }: ReverseProps) {
  const [reason, setReason] = useState('')
  const act = useAct(
    () => ({
      path: `/supplier-invoices/${invoice.id}/reversal`,
      body: { reason: reason.trim() },
      ifMatch: etag,
    }),
    () => {
      toast({ text: `Invoice ${invoice.supplierNumber} taken back.` })
      close()
    },
  )
  return (
    <ConfirmAct
      title={`Take back invoice ${invoice.supplierNumber}`}
      isOpen
      close={close}
      sentence="Posts the opposite entry: the payable goes, and what came is received and not invoiced again. The invoice itself stays."
      verb="Take it back"
      run={() => void act.run()}
      isRunning={act.isRunning}
      isDisabled={reason.trim() === ''}
      problem={act.problem ?? act.conflict}
    >
      <TextInput
        label="Reason"
        required
        data-autofocus
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmAct>
  )
}
