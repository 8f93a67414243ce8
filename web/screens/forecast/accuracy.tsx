import { Tabs } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'

import type { ScoreRow, SourceView } from '#contracts/flow/forecasting'

import { countText, decimalText } from '../../look/format.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ListSelect } from '../../parts/fields/list-select.tsx'
import { NameOverCode } from '../../parts/name-over-code.tsx'
import { ScreenLink, useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import styles from './forecast.module.css'
import { addedText, expectedText, shareText } from './words.ts'

const tabs = [
  { by: 'segment', label: 'By segment', noun: 'Segment' },
  { by: 'supplier', label: 'By supplier', noun: 'Supplier' },
  { by: 'place', label: 'By place', noun: 'Place' },
  { by: 'category', label: 'By category', noun: 'Category' },
  { by: 'source', label: 'By source', noun: 'Whose forecast' },
] as const

type By = (typeof tabs)[number]['by']

/** How right forecasts were when it mattered, and what each step of making them was worth. */
export function ForecastAccuracy() {
  const go = useGo()
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  const by = tabs.find((one) => one.by === tab)?.by ?? 'segment'
  return (
    <Page
      title="Forecast accuracy"
      isFixed
      note="lead time plus review ahead, over the last 13 weeks"
    >
      <Tabs
        value={by}
        onChange={(next) => go(`/forecast-accuracy?tab=${next}`)}
        keepMounted={false}
      >
        <Tabs.List>
          {tabs.map((one) => (
            <Tabs.Tab key={one.by} value={one.by}>
              {one.label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((one) => (
          <Tabs.Panel key={one.by} value={one.by}>
            <Scores {...one} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  )
}

function Scores({ by, label, noun }: (typeof tabs)[number]) {
  return (
    <DataList<ScoreRow>
      id={`forecast-scores-${by}`}
      label={`Forecast accuracy ${label.toLowerCase()}`}
      path="/forecast-scores"
      query={{ by }}
      columns={[nameColumn(by, noun), ...columns]}
      filters={by === 'source' ? [] : [sourceFilter]}
      sort="-actualUnits"
      isTall={by !== 'segment'}
      rowId={({ id }) => id}
      rowName={(row) => nameOf(row, by)}
      rowTo={(row) => seriesOf(row, by)}
      empty={
        <EmptyState title="Nothing is scored yet">
          After each run of planning Landfall keeps what was forecast for the week that an order of
          now is for. Once that week is over it is scored here, beside the forecasts of others that{' '}
          <ScreenLink to="/forecast-sources">sources</ScreenLink> sent.
        </EmptyState>
      }
    />
  )
}

function nameOf({ name, code }: ScoreRow, by: By): string {
  return name || code || (by === 'source' ? 'Planned with' : 'None')
}

/** The forecasts that were added up. */
function seriesOf({ key }: ScoreRow, by: By): string {
  const names = {
    segment: 'segment',
    supplier: 'supplierId',
    place: 'placeId',
    category: 'categoryId',
    source: 'sourceId',
  } as const
  return key === '' ? '/forecasts' : `/forecasts?${names[by]}=${encodeURIComponent(key)}`
}

const nameColumn = (by: By, noun: string): Column<ScoreRow> => ({
  key: 'name',
  head: noun,
  isAlways: true,
  width: 240,
  cell: (row) =>
    by === 'segment' ? nameOf(row, by) : <NameOverCode name={nameOf(row, by)} code={row.code} />,
})

const added = (
  key: string,
  head: string,
  sort: string,
  of: keyof ScoreRow['valueAdded'],
): Column<ScoreRow> => ({
  key,
  head,
  sort,
  isFigure: true,
  cell: ({ valueAdded }) => <Added points={valueAdded[of]} />,
})

/** Percentage points by which a step lowered the error; a minus is a step that made it worse. */
function Added({ points }: { readonly points: number | null }) {
  return (
    <span className={styles.added} data-worse={isWorse(points) || undefined}>
      {addedText(points)}
    </span>
  )
}

/** As it is shown: by a tenth of a point at least. */
const isWorse = (points: number | null) => points !== null && points <= -0.0005

const columns: readonly Column<ScoreRow>[] = [
  {
    key: 'series',
    head: 'Series',
    sort: 'seriesCount',
    isFigure: true,
    cell: ({ seriesCount }) => countText(seriesCount),
  },
  {
    key: 'actual',
    head: 'Demand',
    sort: 'actualUnits',
    isFigure: true,
    cell: ({ actualUnits }) => expectedText(actualUnits),
  },
  { key: 'wape', head: 'WAPE', sort: 'wape', isFigure: true, cell: ({ wape }) => shareText(wape) },
  {
    key: 'bias',
    head: 'Bias',
    sort: 'bias',
    isFigure: true,
    cell: ({ bias }) => shareText(bias, true),
  },
  {
    key: 'signal',
    head: 'Tracking',
    sort: 'trackingSignal',
    isFigure: true,
    cell: ({ trackingSignal }) => ratioText(trackingSignal, true),
  },
  {
    key: 'naive',
    head: 'Naive WAPE',
    sort: 'naiveWape',
    isFigure: true,
    cell: ({ naiveWape }) => shareText(naiveWape),
  },
  added('statistical', 'Engine adds', 'statisticalAdded', 'statistical'),
  added('promotions', 'Promotions add', 'promotionsAdded', 'promotions'),
  added('source', 'Source adds', 'sourceAdded', 'source'),
  added('overrides', 'People add', 'overridesAdded', 'overrides'),
  {
    key: 'mase',
    head: 'MASE',
    isFigure: true,
    isExtra: true,
    cell: ({ mase }) => ratioText(mase),
  },
  {
    key: 'rmsse',
    head: 'RMSSE',
    isFigure: true,
    isExtra: true,
    cell: ({ rmsse }) => ratioText(rmsse),
  },
]

function ratioText(ratio: number | null, showsPlus = false): string {
  return ratio === null ? '–' : decimalText(ratio.toFixed(2), 0, showsPlus)
}

const sourceFilter: Filter = {
  kind: 'search',
  label: 'Whose forecast',
  key: 'sourceId',
  render: (field) => (
    <ListSelect<SourceView>
      isBare
      {...field}
      path="/forecast-sources"
      placeholder="Planned with"
      optionOf={({ id, name, code }) => ({ id, label: name, note: code })}
    />
  ),
}
