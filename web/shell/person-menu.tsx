import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'

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
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(next) =>
            setColorScheme(schemes.find(({ value }) => value === next)?.value ?? 'auto')
          }
        >
          {schemes.map(({ value, label }) => (
            <Menu.RadioItem key={value} value={value}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label>Density</Menu.Label>
        <Menu.RadioGroup
          value={density}
          onChange={(next) =>
            setPreferences({ density: next === 'comfortable' ? 'comfortable' : 'dense' })
          }
        >
          {densities.map(({ value, label }) => (
            <Menu.RadioItem key={value} value={value}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label>Keyboard</Menu.Label>
        <Menu.CheckboxItem
          checked={singleKeys}
          onChange={() => setPreferences({ singleKeys: !singleKeys })}
        >
          Single keys act
        </Menu.CheckboxItem>
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
