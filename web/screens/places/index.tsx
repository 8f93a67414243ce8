import { Button, Tabs } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import { usePermission } from '../../api/session.ts'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { PlaceList } from './place-list.tsx'
import { StatusList } from './status-list.tsx'

/** Where goods stand, and in which state. */
export function Places() {
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  const go = useGo()
  const mayWrite = usePermission('records.write')
  const [isAdding, setAdding] = useState(false)
  const isStatuses = tab === 'statuses'
  const add = isStatuses ? 'New status' : 'New place'
  useKeys({ c: { label: add.toLowerCase(), run: () => setAdding(true), isOff: !mayWrite } })
  const close = () => setAdding(false)
  return (
    <Page
      title="Places"
      isFixed
      actions={
        mayWrite ? (
          <Button onClick={() => setAdding(true)} rightSection={<ButtonKey name="c" />}>
            {add}…
          </Button>
        ) : null
      }
    >
      <Tabs
        value={isStatuses ? 'statuses' : 'places'}
        onChange={(next) => go(next === 'statuses' ? '/places?tab=statuses' : '/places')}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="places">Places</Tabs.Tab>
          <Tabs.Tab value="statuses">Stock statuses</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="places">
          <PlaceList isAdding={isAdding} add={() => setAdding(true)} close={close} />
        </Tabs.Panel>
        <Tabs.Panel value="statuses">
          <StatusList isAdding={isAdding} close={close} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
