/**
 * Opening stock by file: each row one item at one place, in one status and lot. What was opened once
 * stays: the same row again is the same, another quantity or value is an error.
 */
import { invariant } from '#kernel/invariant'
import { fromBaseUnits } from '#kernel/quantity'
import { moneyToWire } from '#platform/wire'
import type { Tx } from '#platform/work'
import {
  cell,
  type Entry,
  importKind,
  needed,
  onlyRow,
  optional,
  type Planned,
  type RowOf,
  unknownReference,
} from '#records/imports'
import { type ItemFacts, readItemsByReference } from '#records/items'
import { readPlaceIdsByCode } from '#records/places'

import { openStock } from './actions/adjust-stock.ts'
import { type CountedLine, type FitLine, readCount } from './actions/read-count.ts'
import { dayErrors } from './import-days.ts'
import { type OpenedStock, readOpenedStock } from './queries/opened-stock.ts'
import { type PlaceOfCount, readPlaceOfCount } from './queries/place-of-count.ts'

const columns = {
  place: needed(cell.code(64), {
    title: 'Place',
    help: 'The code of the place it is at.',
    example: 'MAIN',
    synonyms: ['Place code', 'Location', 'Location code', 'Warehouse', 'Lager'],
  }),
  item: needed(cell.code(120), {
    title: 'Item',
    help: 'Its SKU, or its external id.',
    example: 'MUG-BLUE',
    synonyms: ['SKU', 'Item code', 'Product', 'Product ID', 'Product number', 'Artikel'],
  }),
  quantity: needed(cell.decimal({ decimalsMax: 12 }), {
    title: 'Quantity',
    help: 'How many are there.',
    example: '120',
    synonyms: ['Qty', 'On hand', 'Stock', 'Units', 'Menge', 'Bestand'],
  }),
  unit: optional(cell.unit, {
    title: 'Unit',
    help: 'The stocking unit when left out.',
    example: 'EA',
    synonyms: ['UOM', 'Unit of measure', 'Einheit'],
  }),
  value: needed(cell.decimal({ decimalsMax: 4 }), {
    title: 'Value',
    help: "What all of them are worth, in the company's currency.",
    example: '600.00',
    synonyms: ['Total value', 'Stock value', 'Amount', 'Total cost', 'Wert'],
  }),
  openedOn: needed(cell.day, {
    title: 'Day',
    help: 'The day the books begin.',
    example: '2026-01-01',
    synonyms: ['Date', 'Opened on', 'Opening date', 'As of', 'Datum'],
  }),
  status: optional(cell.code(40), {
    title: 'Status',
    help: 'available when left out.',
    example: 'available',
    synonyms: ['Stock status', 'Condition'],
  }),
  lot: optional(cell.code(60), {
    title: 'Lot',
    help: 'Where lots of the item are kept.',
    example: '',
    synonyms: ['Lot number', 'Lot code', 'Batch', 'Batch number', 'Charge'],
  }),
  expiresOn: optional(cell.day, {
    title: 'Expires on',
    help: 'The last day of the lot.',
    example: '',
    synonyms: ['Expiry', 'Expiry date', 'Expiration date', 'Best before', 'MHD'],
  }),
}

type Row = RowOf<typeof columns>
type Change = { readonly placeId: string; readonly openedOn: string; readonly line: CountedLine }

/** A row with what it names. */
type Named = {
  readonly key: string
  readonly row: Row
  readonly place: PlaceOfCount
  readonly item: ItemFacts
}

const reason = 'Opening stock'

export const openingStockImport = importKind<typeof columns, Change>({
  kind: 'opening-stock',
  title: 'Opening stock',
  // Opening the books is the owner's; adjusting stock is checked by the act itself.
  permission: 'ledger.post',
  columns,
  keyOf: ({ place, item, status, lot }) => [place, item, status ?? 'available', lot ?? ''],
  plan,
  apply: async (tx, changes) => {
    const documents = Map.groupBy(changes, ({ placeId, openedOn }) => `${placeId} ${openedOn}`)
    for (const rows of documents.values()) {
      const [first] = rows
      if (first === undefined) continue
      const { placeId, openedOn: adjustedOn } = first
      const lines = rows.map(({ line }) => line)
      const outcome = await openStock(tx, { placeId, adjustedOn, reason, lines })
      invariant(outcome.kind === 'posted', 'what was planned fits')
    }
  },
})

async function plan(
  tx: Tx,
  entries: readonly Entry<Row>[],
): Promise<ReadonlyMap<string, Planned<Change>>> {
  const plans = new Map<string, Planned<Change>>()
  const named = await nameRows(tx, entries, plans)
  const opened = await readOpenedStock(tx, named.map(nameOf))
  const openedByName = new Map(opened.map((stock) => [nameText(stock), stock]))
  const wrongDays = await dayErrors(
    tx,
    named.map(({ row, place }) => ({ place, day: row.openedOn })),
  )
  for (const rows of Map.groupBy(named, ({ place }) => place.placeId).values()) {
    const [first] = rows
    if (first === undefined) continue
    const given = rows.map(({ row, place, item }) => lineOf(row, place, item))
    const { lines, errors } = await readCount(tx, 'opening', first.place, given)
    const fitByIndex = new Map(lines.map((line) => [line.index, line]))
    for (const [index, each] of rows.entries()) {
      const own = errors.filter(({ pointer = '' }) => pointer.startsWith(`/lines/${index}/`))
      const all = [
        ...own.map(({ code, detail, pointer = '' }) => ({
          code,
          detail,
          column: columnAt(pointer),
        })),
        ...(wrongDays.get(`${each.place.companyId} ${each.row.openedOn}`) ?? []),
      ]
      const fit = fitByIndex.get(index)
      const stock = openedByName.get(nameText(nameOf(each)))
      plans.set(
        each.key,
        all.length > 0 || fit === undefined
          ? { kind: 'error', errors: all }
          : planRow(each, fit, stock, given[index]),
      )
    }
  }
  return plans
}

/** Finds places and items; rows that name none are planned as errors. */
async function nameRows(
  tx: Tx,
  entries: readonly Entry<Row>[],
  plans: Map<string, Planned<Change>>,
): Promise<readonly Named[]> {
  const rows = entries.map((entry) => ({ key: entry.key, row: onlyRow(entry) }))
  const codes = [...new Set(rows.map(({ row }) => row.place))]
  const placeIds = await readPlaceIdsByCode(tx, codes)
  const places = new Map<string, PlaceOfCount>()
  for (const [code, placeId] of placeIds) {
    const place = await readPlaceOfCount(tx, placeId)
    if (place !== undefined) places.set(code, place)
  }
  const references = rows.map(({ row }) => row.item)
  const items = await readItemsByReference(tx, references)
  return rows.flatMap(({ key, row }): readonly Named[] => {
    const [place, item] = [places.get(row.place), items.get(row.item)]
    if (place !== undefined && item !== undefined) return [{ key, row, place, item }]
    const errors = [
      ...(place === undefined ? [unknownReference('place', 'place', row.place)] : []),
      ...(item === undefined ? [unknownReference('item', 'item', row.item)] : []),
    ]
    plans.set(key, { kind: 'error', errors })
    return []
  })
}

function lineOf(row: Row, place: PlaceOfCount, item: ItemFacts): CountedLine {
  const { quantity, status, lot: code, expiresOn, value } = row
  return {
    itemId: item.id,
    quantity: { quantity, unit: row.unit ?? item.unit },
    status,
    lot: code === undefined ? undefined : { code, expiresOn },
    value: { amount: value, currency: place.companyCurrency },
  }
}

function planRow(
  { row, place, item }: Named,
  fit: FitLine,
  opened: OpenedStock | undefined,
  line: CountedLine | undefined,
): Planned<Change> {
  invariant(line !== undefined, 'a line that fits was given')
  const valueMinor = fit.valueMinor ?? 0n
  if (opened === undefined) {
    const { amount } = moneyToWire(valueMinor, place.companyCurrency)
    const after = {
      place: row.place,
      item: item.sku,
      quantity: `${fromBaseUnits(fit.units, item.unitDecimals)} ${item.unit}`,
      value: `${amount} ${place.companyCurrency}`,
      openedOn: row.openedOn,
      status: fit.status,
      lot: row.lot ?? '',
    }
    const change = { placeId: place.placeId, openedOn: row.openedOn, line }
    return { kind: 'add', after, change }
  }
  if (opened.units === fit.units && opened.valueMinor === valueMinor) return { kind: 'same' }
  const there = `${fromBaseUnits(opened.units, item.unitDecimals)} ${item.unit}`
  const worth = moneyToWire(opened.valueMinor, place.companyCurrency)
  const detail =
    `Adjust the stock instead: it was opened with ${there} worth ${worth.amount} ${worth.currency} ` +
    `on ${opened.adjustedOn}.`
  return { kind: 'error', errors: [{ code: 'already_opened', column: 'quantity', detail }] }
}

/** The column behind a pointer into the lines of an adjustment. */
function columnAt(pointer: string): string {
  const [, , , field = ''] = pointer.split('/')
  if (field === 'itemId') return 'item'
  return field
}

function nameOf({ row, place, item }: Named) {
  const { status = 'available', lot = '' } = row
  return { placeId: place.placeId, itemId: item.id, status, lot }
}

function nameText(name: {
  readonly placeId: string
  readonly itemId: string
  readonly status: string
  readonly lot: string
}): string {
  return [name.placeId, name.itemId, name.status, name.lot].join(' ')
}
