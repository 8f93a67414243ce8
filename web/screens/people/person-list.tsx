import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'

import { useAct } from '../../api/acts.ts'
import { dayOf, dayText } from '../../look/days.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SecretOnce } from '../../parts/secret-once.tsx'
import { toast } from '../../parts/toast.tsx'
import { ChangeRole } from './change-role.tsx'
import { type Person, roleNames, roleOptions } from './people.ts'

type Open = { readonly kind: 'role' | 'password' | 'remove'; readonly person: Person }

const filters: readonly Filter[] = [
  { kind: 'choice', label: 'Role', key: 'role', options: roleOptions },
]

export function PersonList() {
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  return (
    <>
      <DataList<Person>
        id="people"
        label="People"
        path="/people"
        columns={[...columns, actsColumn(setOpen)]}
        filters={filters}
        sort="name"
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        onOpen={(person) => setOpen({ kind: 'role', person })}
        empty={
          <EmptyState title="Nobody yet">
            Add the people who order, receive and pay. Each has one role.
          </EmptyState>
        }
      />
      {open?.kind === 'role' ? <ChangeRole person={open.person} close={close} /> : null}
      {open?.kind === 'password' ? <ResetPassword person={open.person} close={close} /> : null}
      {open?.kind === 'remove' ? <RemovePerson person={open.person} close={close} /> : null}
    </>
  )
}

const columns: readonly Column<Person>[] = [
  { key: 'name', head: 'Name', sort: 'name', cell: ({ name }) => name },
  { key: 'email', head: 'E-mail', sort: 'email', cell: ({ email }) => email },
  { key: 'role', head: 'Role', cell: ({ role }) => roleNames[role] },
  {
    key: 'state',
    head: 'Password',
    cell: ({ mustChangePassword }) =>
      mustChangePassword ? (
        <StatusBadge tone="warn">Temporary</StatusBadge>
      ) : (
        <StatusBadge tone="ok">Own</StatusBadge>
      ),
  },
  {
    key: 'createdAt',
    head: 'Since',
    sort: 'createdAt',
    cell: ({ createdAt }) => dayText(dayOf(new Date(createdAt))),
  },
]

function actsColumn(setOpen: (open: Open) => void): Column<Person> {
  return {
    key: 'acts',
    head: 'Acts',
    isAct: true,
    isAlways: true,
    cell: (person) => (
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={`Acts on ${person.name}`}>
            <IconDots size={16} stroke={1.7} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpen({ kind: 'role', person })}>Change role…</Menu.Item>
          <Menu.Item onClick={() => setOpen({ kind: 'password', person })}>
            Give a temporary password…
          </Menu.Item>
          <Menu.Item onClick={() => setOpen({ kind: 'remove', person })}>Take out…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    ),
  }
}

type ActProps = { readonly person: Person; readonly close: () => void }

function ResetPassword({ person, close }: ActProps) {
  const [secret, setSecret] = useState<string | null>()
  const path = `/people/${person.id}/temporary-password`
  const act = useAct<void, { temporaryPassword: string | null }>(
    () => ({ path }),
    ({ temporaryPassword }) => setSecret(temporaryPassword),
  )
  if (secret !== undefined) {
    return (
      <SecretOnce title="Temporary password" secret={secret} forWhom={person.name} close={close} />
    )
  }
  return (
    <ConfirmAct
      title={`A temporary password for ${person.name}?`}
      isOpen
      close={close}
      sentence={`Signs ${person.name} out everywhere. The password is shown once; they choose another when they come in.`}
      verb="Give a temporary password"
      run={() => void act.run()}
      isRunning={act.isRunning}
      problem={act.problem}
    />
  )
}

function RemovePerson({ person, close }: ActProps) {
  const act = useAct(
    () => ({ method: 'DELETE', path: `/people/${person.id}` }),
    () => {
      close()
      toast({ text: `${person.name} is out of the organization.` })
    },
  )
  return (
    <ConfirmAct
      title={`Take ${person.name} out?`}
      isOpen
      close={close}
      sentence={`${person.name} can’t come in from now on. What they did stays under their name.`}
      verb="Take out of the organization"
      run={() => void act.run()}
      isRunning={act.isRunning}
      problem={act.problem}
    />
  )
}
