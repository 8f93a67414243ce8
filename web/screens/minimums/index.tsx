import { Button, Tabs } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import { usePermission } from '../../api/session.ts'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { MinimumList } from './list.tsx'
import { PlanSettings } from './settings.tsx'

/** What makes an order: what suppliers ask for, and what planning does by itself. */
export function Minimums() {
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  const go = useGo()
  const mayWrite = usePermission('plans.write')
  const [isAdding, setAdding] = useState(false)
  const isSettings = tab === 'settings'
  const add = () => setAdding(true)
  const isAddable = mayWrite && !isSettings
  useKeys({ c: { label: 'new minimum', run: add, isOff: !isAddable } })
  return (
    <Page
      title="Minimums"
      isFixed
      actions={
        isAddable ? (
          <Button onClick={add} rightSection={<ButtonKey name="c" />}>
            New minimum…
          </Button>
        ) : null
      }
    >
      <Tabs
        value={isSettings ? 'settings' : 'minimums'}
        onChange={(next) => go(next === 'settings' ? '/minimums?tab=settings' : '/minimums')}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="minimums">Minimums and loads</Tabs.Tab>
          <Tabs.Tab value="settings">By itself</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="minimums">
          <MinimumList isAdding={isAdding} add={add} close={() => setAdding(false)} />
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <PlanSettings />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
