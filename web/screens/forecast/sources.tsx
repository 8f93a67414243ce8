import { Button, Tabs } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import type { SourceView } from '#contracts/flow/forecasting'

import { usePermission } from '../../api/session.ts'
import { dayText } from '../../look/days.ts'
import { countText } from '../../look/format.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { NameOverCode } from '../../parts/name-over-code.tsx'
import { ActivityBadge, activityFilter } from '../../parts/record-form/activity.tsx'
import { RecordDialog } from '../../parts/record-form/record-dialog.tsx'
import type { RecordField } from '../../parts/record-form/types.ts'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { Choices, type ChoicesProps } from './choices.tsx'
import { Editions } from './editions.tsx'

const tabs = ['sources', 'choices', 'editions'] as const

/** Whose forecasts stand beside ours, what they sent, and where they are planned with. */
export function ForecastSources() {
  const go = useGo()
  const { tab: asked } = useSearch({ strict: false }) as { tab?: string }
  const tab = tabs.find((one) => one === asked) ?? 'sources'
  const mayWrite = usePermission('plans.write')
  const [isAdding, setAdding] = useState(false)
  const isChoices = tab === 'choices'
  const add = isChoices ? 'Choose for a segment' : 'New source'
  const open = () => setAdding(true)
  useKeys({ c: { label: add.toLowerCase(), run: open, isOff: !mayWrite || tab === 'editions' } })
  return (
    <Page
      title="Forecast sources"
      isFixed
      note="others’ forecasts beside ours"
      actions={
        <>
          <Button variant="default" onClick={() => go('/imports/new')}>
            Bring an edition by file
          </Button>
          {mayWrite && tab !== 'editions' ? (
            <Button onClick={open} rightSection={<ButtonKey name="c" />}>
              {add}…
            </Button>
          ) : null}
        </>
      }
    >
      <Tabs
        value={tab}
        onChange={(next) => go(`/forecast-sources?tab=${next}`)}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="sources">Sources</Tabs.Tab>
          <Tabs.Tab value="choices">Planned with</Tabs.Tab>
          <Tabs.Tab value="editions">Editions</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="sources">
          <Sources isAdding={isAdding} close={() => setAdding(false)} />
        </Tabs.Panel>
        <Tabs.Panel value="choices">
          <Choices isAdding={isAdding} close={() => setAdding(false)} />
        </Tabs.Panel>
        <Tabs.Panel value="editions">
          <Editions />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

function Sources({ isAdding, close }: ChoicesProps) {
  const [opened, setOpened] = useState<SourceView>()
  const leave = () => {
    setOpened(undefined)
    close()
  }
  return (
    <>
      <DataList<SourceView>
        id="forecast-sources"
        label="Forecast sources"
        path="/forecast-sources"
        columns={sourceColumns}
        filters={[activityFilter]}
        searchKey="q"
        searchHint="Name or code"
        sort="code"
        isTall
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        onOpen={setOpened}
        empty={
          <EmptyState title="Nobody else forecasts yet">
            A customer’s own forecast, a bureau, another system: add each as a source and bring its
            editions by file or API. They are scored like ours, so that you can choose for each
            segment whose to plan with.
          </EmptyState>
        }
      />
      {isAdding || opened ? (
        <RecordDialog
          noun="source"
          fields={opened ? [...sourceFields, stateField] : sourceFields}
          saved={opened}
          defaults={{ includesPromotions: true }}
          path="/forecast-sources"
          permission="plans.write"
          nameOf={({ name }) => String(name)}
          note="Nothing is planned with it before somebody chooses so."
          close={leave}
        />
      ) : null}
    </>
  )
}

const sourceFields: readonly RecordField[] = [
  { kind: 'text', key: 'name', label: 'Name', max: 200, isRequired: true },
  { kind: 'text', key: 'code', label: 'Code', max: 64, isRequired: true },
  {
    kind: 'flag',
    key: 'includesPromotions',
    label: 'With promotions',
    hint: 'Its figures are all that will be sold; else planned promotions come on top',
  },
]

const stateField: RecordField = {
  kind: 'choice',
  key: 'status',
  label: 'State',
  options: [
    { value: 'active', label: 'Active' },
    { value: 'inactive', label: 'Inactive' },
  ],
}

const sourceColumns: readonly Column<SourceView>[] = [
  {
    key: 'name',
    head: 'Source',
    sort: 'name',
    isAlways: true,
    width: 240,
    cell: ({ name, code }) => <NameOverCode name={name} code={code} />,
  },
  {
    key: 'promotions',
    head: 'Promotions',
    cell: ({ includesPromotions }) => (includesPromotions ? 'In its figures' : 'Come on top'),
  },
  {
    key: 'editions',
    head: 'Editions',
    isFigure: true,
    cell: ({ editionCount }) => countText(editionCount),
  },
  { key: 'newest', head: 'Newest', cell: ({ newest }) => newest?.name ?? '–' },
  { key: 'made', head: 'Made', cell: ({ newest }) => (newest ? dayText(newest.madeOn) : '–') },
  {
    key: 'planned',
    head: 'Planned with it',
    isFigure: true,
    cell: ({ plannedCount }) => countText(plannedCount),
  },
  { key: 'status', head: 'State', cell: ({ status }) => <ActivityBadge status={status} /> },
]
