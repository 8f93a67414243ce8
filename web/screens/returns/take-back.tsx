import { TextInput } from '@mantine/core'
import { useState } from 'react'

import type { ReturnView } from '#contracts/flow/returns'

import { useAct } from '../../api/acts.ts'
import { reasonAt } from '../../api/problem.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { toast } from '../../parts/toast.tsx'
import { useGo } from '../../shell/link.tsx'

type TakeBackProps = { readonly shown: ReturnView; readonly close: () => void }

export function TakeBack({ shown, close }: TakeBackProps) {
  const go = useGo()
  const [reason, setReason] = useState('')
  const act = useAct<void, { readonly id: string; readonly number: string }>(
    () => ({ path: `/supplier-returns/${shown.id}/reversal`, body: { reason: reason.trim() } }),
    ({ id, number }) => {
      toast({ text: `${shown.number} taken back by ${number}.` })
      close()
      go(`/returns/${id}`)
    },
  )
  return (
    <ConfirmAct
      title={`Take back ${shown.number}`}
      isOpen
      close={close}
      sentence="Posts the opposite of this return: the goods are in stock again at the cost they left with, and owed again where they were not invoiced. The return itself stays."
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
        error={reasonAt(act.problem, '/reason')}
      />
    </ConfirmAct>
  )
}
