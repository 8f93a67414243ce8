import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'

import { useMembership, useSession, useSignOut } from '../api/session.ts'
import { setPreferences, usePreferences } from '../look/preferences.ts'
import { sentence } from '../look/words.ts'
import { Avatar } from '../parts/avatar.tsx'
import shell from './shell.module.css'

const schemes = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

const densities = [
  { value: 'dense', label: 'Dense' },
  { value: 'comfortable', label: 'Comfortable' },
] as const

/** The person: how they like to see things, and the way out. */
export function PersonMenu() {
  const { user } = useSession()
  const role = useMembership()?.role
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { density, singleKeys } = usePreferences()
  const signOut = useSignOut()
  return (
    <Menu position="top-start" width={220} closeOnItemClick={false}>
      <Menu.Target>
        <UnstyledButton className={shell.person}>
          <Avatar name={user?.name ?? ''} />
          <span className={shell.personName}>{user?.name}</span>
          <span className={shell.personRole}>{role ? sentence(role) : null}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Light and dark</Menu.Label>
        {schemes.map(({ value, label }) => (
          <Choice
            key={value}
            label={label}
            isChosen={colorScheme === value}
            choose={() => setColorScheme(value)}
          />
        ))}
        <Menu.Label>Density</Menu.Label>
        {densities.map(({ value, label }) => (
          <Choice
            key={value}
            label={label}
            isChosen={density === value}
            choose={() => setPreferences({ density: value })}
          />
        ))}
        <Menu.Label>Keyboard</Menu.Label>
        <Choice
          label="Single keys act"
          isChosen={singleKeys}
          choose={() => setPreferences({ singleKeys: !singleKeys })}
        />
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Choice({
  label,
  isChosen,
  choose,
}: {
  readonly label: string
  readonly isChosen: boolean
  readonly choose: () => void
}) {
  return (
    <Menu.Item
      role="menuitemcheckbox"
      aria-checked={isChosen}
      onClick={choose}
      rightSection={isChosen ? <IconCheck size={14} aria-hidden="true" /> : null}
    >
      {label}
    </Menu.Item>
  )
}
