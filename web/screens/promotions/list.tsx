import { Button, SegmentedControl } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'

import type { PromotionRow } from '#contracts/records/promotions'

import { usePermission } from '../../api/session.ts'
import { dayText } from '../../look/days.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import { wordOf } from '../../look/words.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ItemSelect } from '../../parts/fields/record-selects.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { NameOverCode } from '../../parts/name-over-code.tsx'
import { ScreenLink, useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { WeekTable } from './week-table.tsx'
import { aboutText, kinds, kindWord, statusWords, timesText } from './words.ts'

/** What makes demand differ for a while: as a list, and week by week. */
export function Promotions() {
  const go = useGo()
  const { view = 'list' } = useSearch({ strict: false }) as { view?: string }
  const mayWrite = usePermission('demand.write')
  const add = () => go('/promotions/new')
  const isWeeks = view === 'weeks'
  useKeys({
    c: { label: 'new promotion', run: add, isOff: !mayWrite },
    w: {
      label: isWeeks ? 'show the list' : 'show the weeks',
      run: () => go(isWeeks ? '/promotions' : '/promotions?view=weeks'),
    },
  })
  return (
    <Page
      title="Promotions"
      isFixed={!isWeeks}
      actions={
        <>
          <SegmentedControl
            aria-label="Shown as"
            value={isWeeks ? 'weeks' : 'list'}
            data={[
              { value: 'list', label: 'List' },
              { value: 'weeks', label: 'Weeks' },
            ]}
            onChange={(next) => go(next === 'weeks' ? '/promotions?view=weeks' : '/promotions')}
          />
          {mayWrite ? (
            <Button onClick={add} rightSection={<ButtonKey name="c" />}>
              New promotion
            </Button>
          ) : null}
        </>
      }
    >
      {isWeeks ? <WeekTable /> : <List mayWrite={mayWrite} add={add} />}
    </Page>
  )
}

type ListProps = { readonly mayWrite: boolean; readonly add: () => void }

function List({ mayWrite, add }: ListProps) {
  return (
    <DataList<PromotionRow>
      id="promotions"
      label="Promotions"
      path="/promotions"
      columns={columns}
      filters={filters}
      searchKey="q"
      searchHint="Name or code"
      sort="-startsOn"
      isTall
      rowId={({ id }) => id}
      rowName={({ name }) => name}
      rowTo={({ id }) => `/promotions/${id}`}
      empty={
        <EmptyState
          title="No promotion yet"
          acts={
            mayWrite ? (
              <>
                <Button onClick={add}>Plan the first promotion</Button>
                <ScreenLink to="/imports/new">Bring a file</ScreenLink>
              </>
            ) : null
          }
        >
          Discounts, campaigns, price changes and holidays, past ones too: what they did to demand
          is learned and kept apart from the usual course, and planned ones are laid over the
          forecast.
        </EmptyState>
      }
    />
  )
}

const columns: readonly Column<PromotionRow>[] = [
  {
    key: 'name',
    head: 'Promotion',
    sort: 'name',
    isAlways: true,
    width: 260,
    cell: ({ name, code }) => <NameOverCode name={name} code={code} />,
  },
  { key: 'kind', head: 'Kind', cell: ({ kind }) => kindWord(kind) },
  {
    key: 'startsOn',
    head: 'First day',
    sort: 'startsOn',
    cell: (row) => dayText(row.startsOn, true),
  },
  { key: 'endsOn', head: 'Last day', sort: 'endsOn', cell: (row) => dayText(row.endsOn, true) },
  {
    key: 'uplift',
    head: 'Expected demand',
    isFigure: true,
    cell: ({ expectedUpliftBps: bps }) => (bps === null ? '–' : timesText(bps / 10_000)),
  },
  {
    key: 'scopes',
    head: 'About',
    cell: (row) => aboutText(row),
  },
  {
    key: 'status',
    head: 'State',
    cell: ({ status }) => {
      const { tone, label } = wordOf(statusWords, status)
      return <StatusBadge tone={tone}>{label}</StatusBadge>
    },
  },
]

const filters: readonly Filter[] = [
  { kind: 'choice', label: 'Kind', key: 'kind', options: kinds },
  {
    kind: 'choice',
    label: 'State',
    key: 'status',
    options: Object.entries(statusWords).map(([value, { label }]) => ({ value, label })),
  },
  { kind: 'days', label: 'With a day in', fromKey: 'endsFrom', toKey: 'startsTo' },
  {
    kind: 'search',
    label: 'Item',
    key: 'itemId',
    render: (field) => <ItemSelect isBare {...field} />,
  },
]
