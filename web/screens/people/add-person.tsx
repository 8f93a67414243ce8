import { TextInput } from '@mantine/core'
import { useState } from 'react'

import { useAct } from '../../api/acts.ts'
import { reasonAt } from '../../api/problem.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { SecretOnce } from '../../parts/secret-once.tsx'
import { toast } from '../../parts/toast.tsx'
import type { Person, Role } from './people.ts'
import { RolePicker } from './role-picker.tsx'

type Added = { readonly person: Person; readonly temporaryPassword: string | null }

type Body = { readonly name: string; readonly email: string; readonly role: Role }

const nobody: Body = { name: '', email: '', role: 'buyer' }

export type AddPersonProps = { readonly isOpen: boolean; readonly close: () => void }

export function AddPerson({ isOpen, close }: AddPersonProps) {
  const [body, setBody] = useState(nobody)
  const [added, setAdded] = useState<Added>()
  const done = () => {
    setAdded(undefined)
    setBody(nobody)
    act.dismiss()
    close()
  }
  const act = useAct<void, Added>(
    () => ({ path: '/people', body }),
    (result) => {
      if (result.temporaryPassword !== null) return setAdded(result)
      toast({ text: `${result.person.name} belongs to the organization now.` })
      done()
    },
  )
  if (added) {
    return (
      <SecretOnce
        title="Temporary password"
        secret={added.temporaryPassword}
        forWhom={added.person.name}
        close={done}
      />
    )
  }
  const { name, email, role } = body
  return (
    <ConfirmAct
      title="Add a person"
      isOpen={isOpen}
      close={done}
      sentence="They get a temporary password from you, and choose their own when they come in."
      verb="Add the person"
      run={() => void act.run()}
      isRunning={act.isRunning}
      problem={act.problem}
    >
      <TextInput
        label="Name"
        required
        data-autofocus
        value={name}
        error={reasonAt(act.problem, '/name')}
        onChange={(event) => setBody({ ...body, name: event.currentTarget.value })}
      />
      <TextInput
        label="E-mail"
        type="email"
        required
        value={email}
        error={reasonAt(act.problem, '/email')}
        onChange={(event) => setBody({ ...body, email: event.currentTarget.value })}
      />
      <RolePicker value={role} onChange={(next) => setBody({ ...body, role: next })} />
    </ConfirmAct>
  )
}
