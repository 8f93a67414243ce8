import { useState } from 'react'

import { useAct } from '../../api/acts.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { toast } from '../../parts/toast.tsx'
import { type Person, roleNames } from './people.ts'
import { RolePicker } from './role-picker.tsx'

export type ChangeRoleProps = { readonly person: Person; readonly close: () => void }

export function ChangeRole({ person, close }: ChangeRoleProps) {
  const [role, setRole] = useState(person.role)
  const change = (to: Person['role']) => ({
    method: 'PATCH' as const,
    path: `/people/${person.id}`,
    body: { role: to },
  })
  const undo = useAct(() => change(person.role))
  const act = useAct(
    () => change(role),
    () => {
      close()
      const text = `${person.name} is ${roleNames[role]} now.`
      toast({ text, undo: () => void undo.run() })
    },
  )
  return (
    <ConfirmAct
      title={`Role of ${person.name}`}
      isOpen
      close={close}
      sentence={`Counts from ${person.name}’s next click.`}
      verb="Change role"
      run={() => void act.run()}
      isRunning={act.isRunning}
      isDisabled={role === person.role}
      problem={act.problem}
    >
      <RolePicker value={role} onChange={setRole} />
    </ConfirmAct>
  )
}
