import { TextInput } from '@mantine/core'
import { useState } from 'react'

import { useAct } from '../../api/acts.ts'
import { reasonAt } from '../../api/problem.ts'
import { today } from '../../look/days.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { DayField } from '../../parts/fields/day-field.tsx'
import { SecretOnce } from '../../parts/secret-once.tsx'
import type { ApiKey, Role } from './people.ts'
import { RolePicker } from './role-picker.tsx'

type Created = { readonly apiKey: ApiKey; readonly secret: string | null }

export type CreateKeyProps = { readonly isOpen: boolean; readonly close: () => void }

export function CreateKey({ isOpen, close }: CreateKeyProps) {
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const [until, setUntil] = useState<string>()
  const [created, setCreated] = useState<Created>()
  const act = useAct<void, Created>(
    () => ({ path: '/api-keys', body: { name, role, ...expiryOf(until) } }),
    setCreated,
  )
  const done = () => {
    setCreated(undefined)
    setName('')
    setUntil(undefined)
    act.dismiss()
    close()
  }
  if (created) {
    const { apiKey, secret } = created
    return <SecretOnce title="API key" secret={secret} forWhom={apiKey.name} close={done} />
  }
  return (
    <ConfirmAct
      title="Create an API key"
      isOpen={isOpen}
      close={done}
      sentence="The key is shown once. It may do what its role may do, until it expires or is revoked."
      verb="Create the key"
      run={() => void act.run()}
      isRunning={act.isRunning}
      problem={act.problem}
    >
      <TextInput
        label="What it is for"
        required
        data-autofocus
        value={name}
        error={reasonAt(act.problem, '/name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <DayField
        label="Works until"
        hint="Empty: until it is revoked."
        value={until}
        from={today()}
        onChange={setUntil}
        error={reasonAt(act.problem, '/expiresAt')}
      />
      <RolePicker value={role} onChange={setRole} />
    </ConfirmAct>
  )
}

/** Through the whole of that day, where the reader is. */
function expiryOf(until: string | undefined): { readonly expiresAt?: string } {
  return until === undefined ? {} : { expiresAt: new Date(`${until}T23:59:59`).toISOString() }
}
