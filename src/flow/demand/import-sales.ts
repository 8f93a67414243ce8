/**
 * A shop's sales by file, as the shop wrote them: each row is demand or set aside for one reason of a
 * closed list, and none is dropped. Rows of one item on one day are judged together, so that a copy or
 * a cancellation finds its sale; a row that was taken before adds nothing.
 */
import { createHash } from 'node:crypto'

import { minorDigits } from '#kernel/currency'
import { parseDecimal } from '#kernel/decimal'
import { invariant } from '#kernel/invariant'
import type { Tx } from '#platform/work'
import { readChannelsByCode } from '#records/channels'
import {
  type CellError,
  type Entry,
  entryKey,
  importKind,
  type Planned,
  unknownReference,
} from '#records/imports'
import { type ItemFacts, itemsImport, readItemsByReference } from '#records/items'
import { readPlaceIdsByCode } from '#records/places'

import { recordDemand } from './actions/record-demand.ts'
import { type SalesRow, salesColumns } from './import-sales-columns.ts'
import { readKnownSales } from './queries/known-sales.ts'
import { habitsOf, type JudgedSale, judgeSales, worthMinor } from './rules/judge-sales.ts'
import type { SaleRow, SetAsideReason } from './rules/sale-rows.ts'
import type { NewDemandEntry } from './store/entries.ts'
import { insertSetAside, type NewSetAside } from './store/set-aside.ts'

/** An item that is added on the way. */
type NewItem = { readonly sku: string; readonly name: string }

type TakenRow = {
  readonly key: string
  readonly verdict: 'demand' | SetAsideReason
  readonly units: bigint
  readonly valueMinor: bigint
  readonly row: SalesRow
}

type SalesChange = {
  readonly placeId: string
  readonly channelId: string
  readonly onDay: string
  /** Undefined for one that is to be added, or where nothing is demand. */
  readonly itemId: string | undefined
  readonly newItem: NewItem | undefined
  readonly rows: readonly TakenRow[]
}

type Known = {
  readonly placeIds: ReadonlyMap<string, string>
  readonly channels: ReadonlyMap<string, { readonly id: string }>
  readonly items: ReadonlyMap<string, ItemFacts>
}

export const salesImport = importKind<typeof salesColumns, SalesChange>({
  kind: 'online-sales',
  title: 'Sales of a shop, row by row',
  permission: 'demand.write',
  columns: salesColumns,
  manyRows: true,
  keyOf: ({ place, channel, code, soldAt }) => [place, channel, skuOf(code), soldAt.day],
  plan: async (tx, entries) => {
    const known = await readNamed(tx, entries)
    const changes = entries.map((entry) => changeOf(entry, known))
    const keys = changes.flatMap((change) =>
      'errors' in change ? [] : change.rows.map(({ key }) => key),
    )
    const taken = await readKnownSales(tx, keys)
    return new Map(
      changes.map((change, index) => {
        const key = entries[index]?.key ?? ''
        return [key, 'errors' in change ? errorOf(change.errors) : planned(change, taken)]
      }),
    )
  },
  apply: applySales,
})

function skuOf(code: string): string {
  return code.trim().toUpperCase()
}

async function readNamed(tx: Tx, entries: readonly Entry<SalesRow>[]): Promise<Known> {
  const rows = entries.flatMap((entry) => entry.rows.slice(0, 1).map(({ row }) => row))
  const distinct = (of: (row: SalesRow) => string) => [...new Set(rows.map(of))]
  return {
    placeIds: await readPlaceIdsByCode(
      tx,
      distinct(({ place }) => place),
    ),
    channels: await readChannelsByCode(
      tx,
      distinct(({ channel }) => channel),
    ),
    items: await readItemsByReference(
      tx,
      distinct(({ code }) => skuOf(code)),
    ),
  }
}

type Errors = { readonly errors: readonly CellError[] }

function changeOf(entry: Entry<SalesRow>, known: Known): SalesChange | Errors {
  const [first] = entry.rows
  invariant(first !== undefined, `${entry.key} has a row`)
  const { place, channel, code, soldAt } = first.row
  const placeId = known.placeIds.get(place)
  const channelId = known.channels.get(channel)?.id
  if (placeId === undefined || channelId === undefined) {
    const errors = [
      ...(placeId === undefined ? [unknownReference('place', 'place', place)] : []),
      ...(channelId === undefined ? [unknownReference('channel', 'channel', channel)] : []),
    ]
    return { errors }
  }
  const item = known.items.get(skuOf(code))
  const rows = takenRows(entry, item, `${placeId}:${channelId}`)
  if ('errors' in rows) return rows
  const isDemand = rows.some(({ verdict }) => verdict === 'demand')
  if (isDemand && item === undefined && first.row.createItems !== true) {
    return { errors: [unknownReference('code', 'item', code)] }
  }
  const newItem = isDemand && item === undefined ? newItemOf(first.row) : undefined
  return { placeId, channelId, onDay: soldAt.day, itemId: item?.id, newItem, rows }
}

function newItemOf({ code, description = '' }: SalesRow): NewItem {
  const sku = skuOf(code)
  return { sku, name: description.trim().slice(0, 200) || sku }
}

function takenRows(
  entry: Entry<SalesRow>,
  item: ItemFacts | undefined,
  where: string,
): readonly TakenRow[] | Errors {
  const unitDecimals = item?.unitDecimals ?? 0
  const sales: SaleRow[] = []
  for (const { rowNo, row } of entry.rows) {
    const sale = saleRow(row, unitDecimals)
    if (sale === undefined) {
      const detail = `Write a quantity with at most ${unitDecimals} decimals.`
      return { errors: [{ code: 'quantity_not_whole', column: 'quantity', rowNo, detail }] }
    }
    sales.push(sale)
  }
  const [first] = entry.rows
  const habits = habitsOf(first?.row.notStock, first?.row.cancelledBy)
  const judged = judgeSales(habits, item?.name ?? first?.row.description ?? '', sales)
  return entry.rows.map(({ row }, index) =>
    takenRow({ row, sale: sales[index], judged: judged[index], where, unitDecimals }),
  )
}

function takenRow(given: {
  readonly row: SalesRow
  readonly sale: SaleRow | undefined
  readonly judged: JudgedSale | undefined
  readonly where: string
  readonly unitDecimals: number
}): TakenRow {
  const { row, sale, judged, where, unitDecimals } = given
  invariant(sale !== undefined && judged !== undefined, 'each row is judged')
  const fact = createHash('sha1').update(`${where}:${sale.said}`).digest('base64url')
  const digits = row.currency === undefined ? undefined : minorDigits(row.currency)
  return {
    key: `sales:${fact}:${judged.copyNo}`,
    verdict: judged.verdict,
    units: sale.units,
    valueMinor:
      digits === undefined ? 0n : worthMinor(sale.units, unitDecimals, sale.priceE4, digits),
    row,
  }
}

/** Undefined where the quantity is no whole number of base units. */
function saleRow(row: SalesRow, unitDecimals: number): SaleRow | undefined {
  const units = parseDecimal(row.quantity, unitDecimals)
  const price = parseDecimal(row.price, 4)
  if (units.kind !== 'parsed' || price.kind !== 'parsed') return undefined
  return {
    documentNo: row.invoice,
    itemCode: row.code,
    description: row.description ?? '',
    units: units.scaled,
    priceE4: price.scaled,
    customer: row.customer ?? '',
    day: row.soldAt.day,
    said: Object.values(saidOf(row)).join('\u0000'),
  }
}

function saidOf(row: SalesRow): Readonly<Record<string, string>> {
  const { invoice, code, description = '', quantity, soldAt, price } = row
  const { customer = '', country = '' } = row
  return { invoice, code, description, quantity, soldAt: soldAt.said, price, customer, country }
}

function errorOf(errors: readonly CellError[]): Planned<SalesChange> {
  return { kind: 'error', errors }
}

/** Rows that were taken before are left out; what is shown does not depend on other records. */
function planned(change: SalesChange, taken: ReadonlySet<string>): Planned<SalesChange> {
  const rows = change.rows.filter(({ key }) => !taken.has(key))
  if (rows.length === 0) return { kind: 'same' }
  const demand = rows.filter(({ verdict }) => verdict === 'demand')
  const aside = rows.filter(({ verdict }) => verdict !== 'demand')
  const after = {
    code: rows[0]?.row.code,
    soldAt: change.onDay,
    quantity: `${demand.length} rows of demand`,
    description: [...Map.groupBy(aside, ({ verdict }) => verdict)]
      .map(([verdict, found]) => `${verdict}: ${found.length}`)
      .join(', '),
  }
  const isNew = rows.length === change.rows.length
  if (isNew) return { kind: 'add', after, change: { ...change, rows } }
  const before = { quantity: `${change.rows.length - rows.length} rows taken before` }
  return { kind: 'change', before, after, change: { ...change, rows } }
}

async function applySales(tx: Tx, changes: readonly SalesChange[]): Promise<void> {
  const newIds = await createItems(
    tx,
    changes.flatMap(({ newItem }) => (newItem === undefined ? [] : [newItem])),
  )
  const entries: NewDemandEntry[] = []
  const aside: NewSetAside[] = []
  for (const { placeId, channelId, onDay, itemId, newItem, rows } of changes) {
    const item = itemId ?? newIds.get(newItem?.sku ?? '')
    for (const { key, verdict, units, valueMinor, row } of rows) {
      const fact = { key, placeId, channelId, onDay, units, valueMinor }
      if (verdict !== 'demand') {
        aside.push({ ...fact, reason: verdict, said: saidOf(row) })
        continue
      }
      invariant(item !== undefined, 'an item of demand is there or was added')
      const currency = row.currency ?? ''
      entries.push({ ...fact, itemId: item, kind: 'sale', currency, sourceKind: 'sales' })
    }
  }
  await recordDemand(tx, entries)
  await insertSetAside(tx, aside)
}

/** Through the import of items, so that a new one is as any other; ids by SKU. */
async function createItems(
  tx: Tx,
  items: readonly NewItem[],
): Promise<ReadonlyMap<string, string>> {
  if (items.length === 0) return new Map()
  const distinct = new Map(items.map((item) => [item.sku, item]))
  const entries = [...distinct.values()].map(({ sku, name }) => ({
    key: entryKey([sku]),
    rows: [{ rowNo: 1, row: { sku, name, unit: 'EA' } }],
  }))
  const plans = await itemsImport.plan(tx, entries, { lock: true })
  const wanted = [...plans.values()].flatMap((plan) => (plan.kind === 'add' ? [plan.change] : []))
  await itemsImport.apply(tx, wanted)
  const found = await readItemsByReference(tx, [...distinct.keys()])
  return new Map([...found].map(([sku, { id }]) => [sku, id]))
}
