import { Button, SegmentedControl } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import type { ForecastTotal, TotalBy } from '#contracts/flow/forecasting'

import { usePermission } from '../../api/session.ts'
import ui from '../../look/ui.module.css'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { NameOverCode } from '../../parts/name-over-code.tsx'
import { SidePanel } from '../../parts/side-panel.tsx'
import { Page } from '../../shell/page.tsx'
import { placeFilter } from '../stock/columns.tsx'
import { NewOverride } from './new-override.tsx'
import { TotalLine } from './total-line.tsx'
import { TotalPanel } from './total-panel.tsx'
import { expectedText } from './words.ts'

const crumb = { label: 'Forecast', to: '/forecasts' }

const ways: Readonly<Record<TotalBy, string>> = {
  category: 'By category',
  channel: 'By channel',
  place: 'By place',
  supplier: 'By supplier',
}
const ids = { category: 'categoryId', channel: 'channelId', place: 'placeId' } as const

const nameOf = ({ group }: ForecastTotal, by: TotalBy): string =>
  group === null ? `No ${by}` : group.name || group.code

/** What all together may sell, and where to say that it will be otherwise. */
export function ForecastTotals() {
  const { by = 'category' } = useSearch({ strict: false }) as { by?: TotalBy }
  const navigate = useNavigate()
  const [open, setOpen] = useState<ForecastTotal>()
  const [overridden, setOverridden] = useState<ForecastTotal>()
  // What was open beside it is of before.
  const leave = () => {
    setOverridden(undefined)
    setOpen(undefined)
  }
  const mayWrite = usePermission('plans.write')
  const change = (next: string) => {
    setOpen(undefined)
    void navigate({ to: '.', search: { by: next } as never })
  }
  const override =
    mayWrite && by !== 'supplier' ? (total: ForecastTotal) => setOverridden(total) : undefined
  return (
    <Page
      title="Forecast totals"
      crumb={crumb}
      isFixed
      note="stocking units"
      actions={
        <SegmentedControl
          aria-label="Grouping"
          value={by}
          data={Object.entries(ways).map(([value, label]) => ({ value, label }))}
          onChange={change}
        />
      }
      aside={
        <SidePanel
          title={open ? nameOf(open, by) : ''}
          isOpen={open !== undefined}
          close={() => setOpen(undefined)}
          isCloseable
        >
          {open ? <TotalPanel total={open} name={nameOf(open, by)} override={override} /> : null}
        </SidePanel>
      }
    >
      <DataList<ForecastTotal>
        key={by}
        id={`forecast-totals-${by}`}
        label={`Forecast ${ways[by].toLowerCase()}`}
        path="/forecast-totals"
        query={{ by }}
        columns={columnsFor(by, override)}
        filters={by === 'place' ? [] : [placeFilter]}
        sort="-next13Units"
        isTall
        rowId={({ group }) => group?.id ?? 'none'}
        rowName={(total) => nameOf(total, by)}
        onOpen={setOpen}
        openId={open && (open.group?.id ?? 'none')}
        empty={
          <EmptyState title="Nothing is forecast yet">
            Once items have demand, the next run of planning forecasts them, and their sums stand
            here.
          </EmptyState>
        }
      />
      {overridden?.group ? <NewOverride about={aboutOf(overridden, by)} close={leave} /> : null}
    </Page>
  )
}

/** The first week says how much is usual. */
function aboutOf(total: ForecastTotal, by: TotalBy) {
  const id = total.group?.id ?? ''
  const named = by === 'supplier' ? {} : { [ids[by]]: id }
  const week = expectedText(total.ahead.planned[0] ?? 0)
  return {
    title: `Override ${nameOf(total, by)}`,
    body: named,
    unit: total.unit,
    forecastFrom: total.forecastFrom,
    note: `Spread over ${total.itemPlaceCount} item-places in proportion; ${week} ${total.unit || 'mixed units'} are planned in the first week.`,
  }
}

/** Pieces and kilograms added up are no figure to order by: it says what it is. */
function Sum({ units, unit }: { readonly units: number; readonly unit: string }) {
  if (unit !== '') return expectedText(units)
  return <span className={ui.quiet}>{`${expectedText(units)}\u00a0mixed`}</span>
}

function columnsFor(
  by: TotalBy,
  override: ((total: ForecastTotal) => void) | undefined,
): readonly Column<ForecastTotal>[] {
  const act: Column<ForecastTotal> = {
    key: 'act',
    head: 'Act',
    isAct: true,
    cell: (total) =>
      total.group ? (
        <Button
          variant="default"
          size="compact-xs"
          aria-label={`Override ${nameOf(total, by)}`}
          onClick={() => override?.(total)}
        >
          Override…
        </Button>
      ) : null,
  }
  return [
    {
      key: 'name',
      head: 'Name',
      sort: 'name',
      isAlways: true,
      width: 220,
      cell: (total) => <NameOverCode name={nameOf(total, by)} code={total.group?.code ?? ''} />,
    },
    { key: 'line', head: '26 weeks back, 13 ahead', cell: (total) => <TotalLine total={total} /> },
    {
      key: 'next4',
      head: 'Next 4 weeks',
      isFigure: true,
      cell: ({ next4Units, unit }) => <Sum units={next4Units} unit={unit} />,
    },
    {
      key: 'next13',
      head: 'Next 13 weeks',
      sort: 'next13Units',
      isFigure: true,
      cell: ({ next13Units, unit }) => <Sum units={next13Units} unit={unit} />,
    },
    {
      key: 'count',
      head: 'Item-places',
      isFigure: true,
      cell: ({ itemPlaceCount }) => itemPlaceCount,
    },
    { key: 'unit', head: 'Unit', cell: ({ unit }) => unit || 'mixed units' },
    ...(override ? [act] : []),
  ]
}
