import { Button, Tabs } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { AddPerson } from './add-person.tsx'
import { CreateKey } from './create-key.tsx'
import { KeyList } from './key-list.tsx'
import { PersonList } from './person-list.tsx'

/** Who may come in, and which outside systems. */
export function People() {
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  const go = useGo()
  const [isAdding, setAdding] = useState(false)
  const isKeys = tab === 'keys'
  const add = isKeys ? 'Create a key…' : 'Add a person…'
  useKeys({ c: { label: isKeys ? 'create a key' : 'add a person', run: () => setAdding(true) } })
  const close = () => setAdding(false)
  return (
    <Page
      title="People and keys"
      isFixed
      actions={
        <Button onClick={() => setAdding(true)} rightSection={<ButtonKey name="c" />}>
          {add}
        </Button>
      }
    >
      <Tabs
        value={isKeys ? 'keys' : 'people'}
        onChange={(next) => go(next === 'keys' ? '/people?tab=keys' : '/people')}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="people">People</Tabs.Tab>
          <Tabs.Tab value="keys">API keys</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="people">
          <PersonList />
        </Tabs.Panel>
        <Tabs.Panel value="keys">
          <KeyList />
        </Tabs.Panel>
      </Tabs>
      {isKeys ? (
        <CreateKey isOpen={isAdding} close={close} />
      ) : (
        <AddPerson isOpen={isAdding} close={close} />
      )}
    </Page>
  )
}
