/**
 * Demand by file, day by day: each row is what one item was wanted, taken back or cancelled on one day,
 * at one place, in one channel. What a later file says of the same day stands, by an entry of the
 * difference; nothing is counted twice and nothing is rewritten.
 */
import { invariant } from '#kernel/invariant'
import { fromBaseUnits } from '#kernel/quantity'
import type { Ask, Tx } from '#platform/work'
import { readChannelsByCode } from '#records/channels'
import {
  type CellError,
  cell,
  type Entry,
  importKind,
  needed,
  onlyRow,
  optional,
  type Planned,
  type PlanOptions,
  type RowOf,
  unitsFromCells,
  unknownReference,
} from '#records/imports'
import { type ItemFacts, readItemsByReference } from '#records/items'
import { readPlaceIdsByCode } from '#records/places'

import { recordDemand } from './actions/record-demand.ts'
import {
  type DayKey,
  type ImportedDay,
  importKey,
  lockImportedDays,
  readImportedDays,
} from './queries/imported-days.ts'
import { saidUnits, signedUnits } from './rules/signed-units.ts'
import type { NewDemandEntry } from './store/entries.ts'

const columns = {
  item: needed(cell.code(120), {
    title: 'Item',
    help: 'Its SKU, or its external id.',
    example: 'MUG-BLUE',
    synonyms: ['SKU', 'Item code', 'Product', 'Product ID', 'Product number', 'Artikel'],
  }),
  place: needed(cell.code(64), {
    title: 'Place',
    help: 'The code of the place it was wanted from.',
    example: 'MAIN',
    synonyms: ['Place code', 'Location', 'Location code', 'Warehouse', 'Node', 'Store', 'Lager'],
  }),
  channel: needed(cell.code(64), {
    title: 'Channel',
    help: 'The code of the channel it was sold in.',
    example: 'WEB',
    synonyms: ['Channel code', 'Sales channel', 'Shop'],
  }),
  onDay: needed(cell.day, {
    title: 'Day',
    help: 'The day it was wanted.',
    example: '2026-01-31',
    synonyms: ['Date', 'Sold on', 'Order date', 'Demand date', 'Datum'],
  }),
  quantity: needed(cell.decimal({ decimalsMax: 12, negative: true }), {
    title: 'Quantity',
    help: 'How many on that day; below zero only in a correction.',
    example: '12',
    synonyms: ['Qty', 'Units', 'Units sold', 'Demand', 'Sales', 'Menge'],
  }),
  kind: optional(
    cell.choice({
      sale: ['sales', 'order', 'sold', 'demand'],
      return: ['returned', 'returns'],
      cancellation: ['cancelled', 'canceled', 'cancel'],
      correction: ['adjustment'],
    }),
    {
      title: 'Kind',
      help: 'sale, return, cancellation or correction; a sale when left out.',
      example: 'sale',
      synonyms: ['Type', 'Demand kind', 'Movement'],
    },
  ),
  unit: optional(cell.unit, {
    title: 'Unit',
    help: 'The stocking unit when left out.',
    example: 'EA',
    synonyms: ['UOM', 'Unit of measure', 'Einheit'],
  }),
}

type Row = RowOf<typeof columns>
type Named = {
  readonly key: string
  readonly row: Row
  readonly item: ItemFacts
  readonly day: DayKey
  readonly units: bigint
}

export const demandImport = importKind<typeof columns, NewDemandEntry>({
  kind: 'demand',
  title: 'Demand by day',
  permission: 'demand.write',
  columns,
  keyOf: ({ item, place, channel, onDay, kind }) => [item, place, channel, onDay, kind ?? 'sale'],
  plan: async (tx, entries, options) => plan(tx, entries, options),
  apply: async (tx, changes) => {
    const added = await recordDemand(tx, changes)
    invariant(added.size === changes.length, 'each difference that was planned is new')
  },
})

async function plan(
  tx: Tx,
  entries: readonly Entry<Row>[],
  { lock }: PlanOptions,
): Promise<ReadonlyMap<string, Planned<NewDemandEntry>>> {
  const plans = new Map<string, Planned<NewDemandEntry>>()
  const named = await nameRows(tx, entries, plans)
  if (lock) await lockImportedDays(tx)
  const imported = await readImportedDays(
    tx,
    named.map(({ day }) => day),
  )
  for (const [index, each] of named.entries()) {
    plans.set(each.key, planDay(each, imported[index] ?? { units: 0n, entryCount: 0 }))
  }
  return plans
}

/** Finds what rows name; those that name nothing are planned as errors. */
async function nameRows(
  ask: Ask,
  entries: readonly Entry<Row>[],
  plans: Map<string, Planned<NewDemandEntry>>,
): Promise<readonly Named[]> {
  const rows = entries.map((entry) => ({ key: entry.key, row: onlyRow(entry) }))
  const distinct = (name: 'item' | 'place' | 'channel') => [
    ...new Set(rows.map(({ row }) => row[name])),
  ]
  const items = await readItemsByReference(ask, distinct('item'))
  const placeIds = await readPlaceIdsByCode(ask, distinct('place'))
  const channels = await readChannelsByCode(ask, distinct('channel'))
  return rows.flatMap(({ key, row }): readonly Named[] => {
    const item = items.get(row.item)
    const placeId = placeIds.get(row.place)
    const channelId = channels.get(row.channel)?.id
    if (item === undefined || placeId === undefined || channelId === undefined) {
      const found = { item, place: placeId, channel: channelId }
      plans.set(key, { kind: 'error', errors: unknowns(row, found) })
      return []
    }
    const units = unitsOf(row, item)
    if (typeof units !== 'bigint') {
      plans.set(key, { kind: 'error', errors: [units] })
      return []
    }
    const { onDay, kind = 'sale' } = row
    const day = { itemId: item.id, placeId, channelId, onDay, kind }
    return [{ key, row, item, day, units }]
  })
}

function unknowns(
  row: Row,
  found: Readonly<Record<'item' | 'place' | 'channel', unknown>>,
): readonly CellError[] {
  return (['item', 'place', 'channel'] as const)
    .filter((name) => found[name] === undefined)
    .map((name) => unknownReference(name, name, row[name]))
}

function unitsOf(row: Row, item: ItemFacts): bigint | CellError {
  const units = unitsFromCells(row, item)
  if (typeof units !== 'bigint') return units
  const { kind = 'sale' } = row
  const signed = signedUnits(kind, units)
  const detail = `Write a ${kind} as a number that is not below zero.`
  return signed ?? { code: 'negative', column: 'quantity', detail }
}

function planDay({ row, item, day, units }: Named, imported: ImportedDay): Planned<NewDemandEntry> {
  const isNew = imported.entryCount === 0
  if (!isNew && imported.units === units) return { kind: 'same' }
  const { onDay, kind } = day
  const said = (signed: bigint) =>
    `${fromBaseUnits(saidUnits(kind, signed), item.unitDecimals)} ${item.unit}`
  const change: NewDemandEntry = {
    ...day,
    // The count of entries tells one change from the next, and a retry from both.
    key: importKey(day, imported.entryCount),
    units: units - imported.units,
    sourceKind: 'import',
  }
  const after = {
    item: item.sku,
    place: row.place,
    channel: row.channel,
    onDay,
    kind,
    quantity: said(units),
  }
  if (isNew) return { kind: 'add', after, change }
  const before = { quantity: said(imported.units) }
  return { kind: 'change', before, after: { quantity: after.quantity }, change }
}
