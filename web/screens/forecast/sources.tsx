import { Button, Tabs } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import type { ChoiceView, EditionRow, SourceView } from '#contracts/flow/forecasting'

import { usePermission } from '../../api/session.ts'
import { dayText, instantText } from '../../look/days.ts'
import { countText } from '../../look/format.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ListSelect } from '../../parts/fields/list-select.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { NameOverCode } from '../../parts/name-over-code.tsx'
import { ActivityBadge, activityFilter } from '../../parts/record-form/activity.tsx'
import { RecordDialog } from '../../parts/record-form/record-dialog.tsx'
import type { RecordField } from '../../parts/record-form/types.ts'
import { ScreenLink, useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { ChooseSource } from './choose-source.tsx'

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

type PanelProps = { readonly isAdding: boolean; readonly close: () => void }

function Sources({ isAdding, close }: PanelProps) {
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

function Choices({ isAdding, close }: PanelProps) {
  const mayWrite = usePermission('plans.write')
  const [opened, setOpened] = useState<ChoiceView>()
  const leave = () => {
    setOpened(undefined)
    close()
  }
  return (
    <>
      <DataList<ChoiceView>
        id="forecast-choices"
        label="Whose forecast is planned with"
        path="/forecast-choices"
        columns={choiceColumns}
        sort="segment"
        rowId={({ id }) => id}
        rowName={({ segment, place }) => segmentText(segment) + (place ? ` at ${place.name}` : '')}
        {...(mayWrite ? { onOpen: setOpened } : {})}
        empty={
          <EmptyState title="Everything is planned with our forecast">
            Choose a source for a segment, at one place or all, where it proved better:{' '}
            <ScreenLink to="/forecast-accuracy?tab=source">compare them by accuracy</ScreenLink>.
            What it does not speak of stays ours.
          </EmptyState>
        }
      />
      {isAdding || opened ? <ChooseSource choice={opened} close={leave} /> : null}
    </>
  )
}

const segmentText = (segment: string) => (segment === '*' ? 'All others' : segment)

const choiceColumns: readonly Column<ChoiceView>[] = [
  {
    key: 'segment',
    head: 'Segment',
    sort: 'segment',
    isAlways: true,
    cell: ({ segment }) => segmentText(segment),
  },
  { key: 'place', head: 'Place', cell: ({ place }) => place?.name ?? 'All' },
  { key: 'source', head: 'Planned with', cell: ({ source }) => source?.name ?? 'Ours' },
  { key: 'reason', head: 'Why', width: 320, cell: ({ reason }) => reason },
  { key: 'by', head: 'By', cell: ({ chosenByName }) => chosenByName },
  { key: 'at', head: 'Chosen', cell: ({ chosenAt }) => instantText(chosenAt) },
]

function Editions() {
  return (
    <DataList<EditionRow>
      id="forecast-editions"
      label="Editions of forecasts"
      path="/forecast-editions"
      columns={editionColumns}
      filters={editionFilters}
      sort="-madeOn"
      isTall
      rowId={({ id }) => id}
      rowName={({ source, name }) => `${name} of ${source.name}`}
      empty={
        <EmptyState title="No edition came yet">
          Each time a source forecasts anew it sends an edition. Editions stay as they came, so that
          each can be scored by what was known when it was made.
        </EmptyState>
      }
    />
  )
}

const periodWords = { day: 'Days', week: 'Weeks', month: 'Months' } as const

const editionColumns: readonly Column<EditionRow>[] = [
  {
    key: 'name',
    head: 'Edition',
    isAlways: true,
    width: 240,
    cell: ({ name, source }) => <NameOverCode name={name} code={source.name} />,
  },
  {
    key: 'made',
    head: 'Made',
    sort: 'madeOn',
    cell: ({ madeOn }) => dayText(madeOn, true),
  },
  { key: 'period', head: 'Figures of', cell: ({ period }) => periodWords[period] },
  {
    key: 'figures',
    head: 'Figures',
    isFigure: true,
    cell: ({ figureCount }) => countText(figureCount),
  },
  {
    key: 'pairs',
    head: 'Item-places',
    isFigure: true,
    cell: ({ pairCount }) => countText(pairCount),
  },
  { key: 'first', head: 'From', cell: ({ firstOn }) => (firstOn ? dayText(firstOn, true) : '–') },
  {
    key: 'last',
    head: 'Last period',
    cell: ({ lastOn }) => (lastOn ? dayText(lastOn, true) : '–'),
  },
  { key: 'received', head: 'Came', cell: ({ receivedAt }) => instantText(receivedAt) },
]

const editionFilters: readonly Filter[] = [
  {
    kind: 'search',
    label: 'Source',
    key: 'sourceId',
    render: (field) => (
      <ListSelect<SourceView>
        isBare
        {...field}
        path="/forecast-sources"
        optionOf={({ id, name, code }) => ({ id, label: name, note: code })}
      />
    ),
  },
]
