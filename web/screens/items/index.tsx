import { Button, Tabs } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'

import { usePermission } from '../../api/session.ts'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { Categories } from './categories.tsx'
import { ItemList } from './list.tsx'
import { Units } from './units.tsx'

/** What is bought, stocked and sold; how it is filed and counted. */
export function Items() {
  const go = useGo()
  const { tab = 'items' } = useSearch({ strict: false }) as { tab?: string }
  const mayWrite = usePermission('records.write')
  return (
    <Page
      title="Items"
      isFixed
      actions={
        mayWrite && tab === 'items' ? (
          <Button onClick={() => go('/items/new')} rightSection={<ButtonKey name="c" />}>
            New item
          </Button>
        ) : null
      }
    >
      <Tabs
        value={tab}
        onChange={(next) => go(next === 'items' ? '/items' : `/items?tab=${next}`)}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="items">Items</Tabs.Tab>
          <Tabs.Tab value="categories">Categories</Tabs.Tab>
          <Tabs.Tab value="units">Units</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="items">
          <ItemList />
        </Tabs.Panel>
        <Tabs.Panel value="categories">
          <Categories />
        </Tabs.Panel>
        <Tabs.Panel value="units">
          <Units />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
