import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconSelector } from '@tabler/icons-react'

import { useMembership, useSession } from '../api/session.ts'
import { initialsOf } from '../parts/avatar.tsx'
import shell from './shell.module.css'

/** Which organization this is, and the way to the others. */
export function OrganizationMenu() {
  const { organizations } = useSession()
  const current = useMembership()
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={shell.organization}>
          <span className={shell.mark} aria-hidden="true">
            {initialsOf(current?.name ?? '')}
          </span>
          <span className={shell.organizationName}>
            <b>{current?.name}</b>
            <span>{current?.slug}</span>
          </span>
          <IconSelector size={14} stroke={1.8} aria-label="Change organization" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {organizations.map(({ slug, name }) => (
          <Menu.Item
            key={slug}
            component="a"
            href={`/${slug}`}
            rightSection={slug === current?.slug ? <IconCheck size={14} aria-label="Open" /> : null}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
