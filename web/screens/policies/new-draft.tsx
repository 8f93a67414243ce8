import { TextInput } from '@mantine/core'
import { useState } from 'react'

import type { PolicyView } from '#contracts/flow/policies'

import { useAct } from '../../api/acts.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { useGo } from '../../shell/link.tsx'

export type NewDraftProps = {
  /** Copied from; without one, the policy in force. */
  readonly policy?: { readonly id: string; readonly name: string }
  /** With the methods that the tournament advises. */
  readonly adoptsAdvice?: boolean
  readonly close: () => void
}

export function NewDraft({ policy, adoptsAdvice = false, close }: NewDraftProps) {
  const go = useGo()
  const [name, setName] = useState('')
  const act = useAct<void, PolicyView>(
    () => ({
      path: '/policies',
      body: {
        name: name.trim(),
        ...(policy ? { copyOf: policy.id } : {}),
        ...(adoptsAdvice ? { adoptsAdvice } : {}),
      },
    }),
    ({ id }) => {
      close()
      go(`/policies/${id}`)
    },
  )
  return (
    <ConfirmAct
      title="New draft"
      isOpen
      close={close}
      sentence={`A copy of ${policy ? policy.name : 'the policy in force'}${adoptsAdvice ? ', with the methods that are advised' : ''}. Nothing changes before it is put in force.`}
      verb="Make draft"
      run={() => void act.run()}
      isRunning={act.isRunning}
      isDisabled={name.trim() === ''}
      problem={act.problem}
    >
      <TextInput
        label="Name"
        required
        data-autofocus
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </ConfirmAct>
  )
}
