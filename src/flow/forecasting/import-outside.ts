/** Forecasts of others by file: each row one figure of an edition; editions stay as they came. */
import { addDays, dayAt } from '#kernel/day'
import { fromBaseUnits } from '#kernel/quantity'
import type { Ask } from '#platform/work'
import {
  type CellError,
  cell,
  type Entry,
  importKind,
  needed,
  onlyRow,
  optional,
  type Planned,
  type RowOf,
  unitsFromCells,
  unknownReference,
} from '#records/imports'
import { type ItemFacts, readItemsByReference } from '#records/items'
import { readPlaceIdsByCode } from '#records/places'

import { appendFigures, editionFor } from './actions/record-outside.ts'
import { knownUnits, readEditions } from './queries/known-figures.ts'
import { readSourcesByCode, type SourceFacts } from './queries/read-sources.ts'
import {
  type EditionFacts,
  editionAdvice,
  editionFaults,
  startFault,
  weekStartsOf,
} from './rules/editions.ts'
import type { EditionTerms, NewFigure, StoredEdition } from './store/sources.ts'

const columns = {
  source: needed(cell.code(64), {
    title: 'Source',
    help: 'The code of the source the forecast is from.',
    example: 'CUSTOMER-A',
    synonyms: ['Source code', 'Forecast source', 'Provider', 'Quelle'],
  }),
  edition: needed(cell.code(80), {
    title: 'Edition',
    help: "The source's own name of this version, such as its date.",
    example: '2026-W05',
    synonyms: ['Version', 'Forecast version', 'Issue', 'Release', 'Stand'],
  }),
  item: needed(cell.code(120), {
    title: 'Item',
    help: 'Its SKU, or its external id.',
    example: 'MUG-BLUE',
    synonyms: ['SKU', 'Item code', 'Product', 'Product ID', 'Product number', 'Artikel'],
  }),
  place: needed(cell.code(64), {
    title: 'Place',
    help: 'The code of the place it will be wanted from.',
    example: 'MAIN',
    synonyms: ['Place code', 'Location', 'Location code', 'Warehouse', 'Node', 'Store', 'Lager'],
  }),
  startsOn: needed(cell.day, {
    title: 'Starts on',
    help: 'The first day of the period; of a month its first.',
    example: '2026-02-02',
    synonyms: ['Date', 'Day', 'Week', 'Month', 'Period', 'Period start', 'Week of', 'Datum'],
  }),
  quantity: needed(cell.decimal({ decimalsMax: 12 }), {
    title: 'Quantity',
    help: 'How many in the period.',
    example: '120',
    synonyms: ['Qty', 'Units', 'Forecast', 'Forecast units', 'Demand', 'Menge'],
  }),
  period: optional(
    cell.choice({ day: ['daily', 'd'], week: ['weekly', 'w'], month: ['monthly', 'm'] }),
    {
      title: 'Period',
      help: 'day, week or month, one for the whole edition; week when left out.',
      example: 'week',
      synonyms: ['Bucket', 'Granularity', 'Period type'],
    },
  ),
  madeOn: optional(cell.day, {
    title: 'Made on',
    help: 'The day the edition was made; today when left out.',
    example: '2026-01-31',
    synonyms: ['Created', 'Issued', 'Issued on', 'As of', 'Version date'],
  }),
  unit: optional(cell.unit, {
    title: 'Unit',
    help: 'The stocking unit when left out.',
    example: 'EA',
    synonyms: ['UOM', 'Unit of measure', 'Einheit'],
  }),
}

type Row = RowOf<typeof columns>
type Change = { readonly terms: EditionTerms; readonly figure: NewFigure }
type Named = Change & { readonly key: string; readonly row: Row; readonly item: ItemFacts }

export const outsideForecastsImport = importKind<typeof columns, Change>({
  kind: 'outside-forecasts',
  title: 'Forecasts of others',
  permission: 'plans.write',
  columns,
  keyOf: ({ source, edition, item, place, startsOn }) => [source, edition, item, place, startsOn],
  plan: async (tx, entries) => plan(tx, entries),
  apply: async (tx, changes) => {
    const editions = Map.groupBy(changes, ({ terms }) => `${terms.sourceId} ${terms.name}`)
    for (const [, [first, ...rest]] of editions) {
      if (first === undefined) continue
      const { id } = await editionFor(tx, first.terms)
      await appendFigures(
        tx,
        id,
        [first, ...rest].map(({ figure }) => figure),
      )
    }
  },
})

async function plan(
  ask: Ask,
  entries: readonly Entry<Row>[],
): Promise<ReadonlyMap<string, Planned<Change>>> {
  const plans = new Map<string, Planned<Change>>()
  const named = await nameRows(ask, entries, plans)
  const there = await readEditions(
    ask,
    named.map(({ terms }) => terms),
  )
  // The first row of an edition that is new says what the edition is.
  const editions = new Map<string, EditionTerms | StoredEdition>(there)
  for (const { terms } of named) {
    const key = `${terms.sourceId} ${terms.name}`
    if (!editions.has(key)) editions.set(key, terms)
  }
  const known = await knownUnits(
    ask,
    named.map(({ terms, figure }) => ({
      ...figure,
      editionId: there.get(`${terms.sourceId} ${terms.name}`)?.id ?? null,
    })),
  )
  for (const [at, each] of named.entries()) {
    const edition = editions.get(`${each.terms.sourceId} ${each.terms.name}`) ?? each.terms
    plans.set(each.key, planFigure(each, edition, known[at] ?? null))
  }
  return plans
}

/** Finds what rows name; those that name nothing are planned as errors. */
async function nameRows(
  ask: Ask,
  entries: readonly Entry<Row>[],
  plans: Map<string, Planned<Change>>,
): Promise<readonly Named[]> {
  const rows = entries.map((entry) => ({ key: entry.key, row: onlyRow(entry) }))
  const distinct = (name: 'source' | 'item' | 'place') => [
    ...new Set(rows.map(({ row }) => row[name])),
  ]
  const sources = await readSourcesByCode(ask, distinct('source'))
  const items = await readItemsByReference(ask, distinct('item'))
  const placeIds = await readPlaceIdsByCode(ask, distinct('place'))
  const today = dayAt(ask.now.getTime(), 'UTC')
  return rows.flatMap(({ key, row }): readonly Named[] => {
    const item = items.get(row.item)
    const found = { source: sources.get(row.source), item, placeId: placeIds.get(row.place) }
    const read = readRow(row, found, today)
    if (read.kind === 'read') return [{ key, row, item: read.item, ...read.change }]
    plans.set(key, { kind: 'error', errors: read.errors })
    return []
  })
}

type Found = {
  readonly source: SourceFacts | undefined
  readonly item: ItemFacts | undefined
  readonly placeId: string | undefined
}

type ReadRow =
  | { readonly kind: 'read'; readonly item: ItemFacts; readonly change: Change }
  | { readonly kind: 'refused'; readonly errors: readonly CellError[] }

function readRow(row: Row, { source, item, placeId }: Found, today: string): ReadRow {
  const units = item === undefined ? undefined : unitsFromCells(row, item)
  const errors = [
    ...(source?.status === 'active' ? [] : [unknownReference('source', 'source', row.source)]),
    ...(item === undefined ? [unknownReference('item', 'item', row.item)] : []),
    ...(placeId === undefined ? [unknownReference('place', 'place', row.place)] : []),
    ...madeOnErrors(row, today),
    ...(typeof units === 'object' ? [units] : []),
  ]
  if (errors.length > 0 || !source || !item || !placeId || typeof units !== 'bigint') {
    return { kind: 'refused', errors }
  }
  const { period = 'week', startsOn } = row
  const weekStarts = weekStartsOf(period, startsOn)
  const madeOn = row.madeOn ?? today
  const terms = { sourceId: source.id, name: row.edition, period, weekStarts, madeOn }
  return {
    kind: 'read',
    item,
    change: { terms, figure: { itemId: item.id, placeId, startsOn, units } },
  }
}

function madeOnErrors({ madeOn }: Row, today: string): readonly CellError[] {
  if (madeOn === undefined || madeOn <= addDays(today, 1)) return []
  const detail = 'Write the day it was made, not one ahead.'
  return [{ code: 'made_on_ahead', column: 'madeOn', detail }]
}

function planFigure(
  { row, item, terms, figure }: Named,
  edition: EditionFacts,
  known: bigint | null,
): Planned<Change> {
  const given = { period: terms.period, madeOn: row.madeOn }
  const errors: CellError[] = editionFaults(edition, given).map((code) => ({
    code,
    column: code === 'period_differs' ? 'period' : 'madeOn',
    detail: editionAdvice[code],
  }))
  const fault = errors.length > 0 ? undefined : startFault(edition, figure.startsOn)
  if (fault !== undefined) {
    errors.push({ code: fault, column: 'startsOn', detail: editionAdvice[fault] })
  }
  if (known !== null && known !== figure.units) {
    const detail = 'Bring it as another edition: this one has other units there, and editions stay.'
    errors.push({ code: 'figure_taken', column: 'quantity', detail })
  }
  if (errors.length > 0) return { kind: 'error', errors }
  if (known !== null) return { kind: 'same' }
  const after = {
    source: row.source,
    edition: row.edition,
    item: item.sku,
    place: row.place,
    startsOn: figure.startsOn,
    quantity: `${fromBaseUnits(figure.units, item.unitDecimals)} ${item.unit}`,
  }
  return { kind: 'add', after, change: { terms, figure } }
}
