/**
 * Customer orders by file: rows of one number are one order, taken as if the shop had sent it. An order
 * that is there is the same or an error: what became of it since is told line by line, not by file.
 */

import { minorDigits } from '#kernel/currency'
import { formatDecimal } from '#kernel/decimal'
import type { ErrorFact } from '#platform/http/problem'
import { requirePermission, type Tx } from '#platform/work'
import { type ChannelFacts, readChannelsByCode } from '#records/channels'
import {
  type Entry,
  type EntryError,
  importKind,
  mergeRows,
  type Planned,
  type PlanOptions,
  type RowOf,
  unknownReference,
} from '#records/imports'
import { type ItemFacts, readItemsByReference } from '#records/items'
import { type PlaceId, readPlaceIdsByCode } from '#records/places'

import { demandOf } from './actions/create-order.ts'
import { planOrders } from './actions/plan-orders.ts'
import { contentHashOf } from './content-hash.ts'
import { type CreateOrderInput, orderLinesMax } from './contract.ts'
import { columns, headColumns } from './import-columns.ts'
import { tell } from './news.ts'
import { type KnownOrder, keyText, lockOrderKeys, readKnownOrders } from './queries/known-orders.ts'
import { insertOrders, type NewOrder } from './store/orders.ts'

type Row = RowOf<typeof columns>
type Typed = { readonly entry: Entry<Row>; readonly command: CreateOrderInput }
type Plans = Map<string, Planned<NewOrder>>

/** Orders written and told of at once. */
const ordersMax = 500

export const customerOrdersImport = importKind<typeof columns, NewOrder>({
  kind: 'customer-orders',
  title: 'Customer orders',
  permission: 'demand.write',
  columns,
  manyRows: true,
  keyOf: ({ sourceSystem, externalId }) => [sourceSystem ?? '', externalId],
  plan,
  apply: async (tx, orders) => {
    requirePermission(tx, 'demand.write')
    for (let from = 0; from < orders.length; from += ordersMax) {
      const some = orders.slice(from, from + ordersMax)
      await insertOrders(tx, some)
      const ids = some.map(({ id }) => id)
      tell(tx, 'customer-orders.imported', ids, some.flatMap(demandOf))
    }
  },
})

async function plan(
  tx: Tx,
  entries: readonly Entry<Row>[],
  { lock }: PlanOptions,
): Promise<ReadonlyMap<string, Planned<NewOrder>>> {
  const plans: Plans = new Map()
  if (lock) await lockOrderKeys(tx, 'all')
  const typed = await typeAll(tx, entries, plans)
  const known = await readKnownOrders(tx, typed.map(keyOf))
  const fresh = typed.filter((each) => {
    const there = known.get(keyText(keyOf(each)))
    if (there !== undefined) plans.set(each.entry.key, planKnown(each, there))
    return there === undefined
  })
  const planned = await planOrders(
    tx,
    fresh.map(({ command }) => command),
  )
  for (const [at, each] of planned.entries()) {
    const entry = fresh[at]?.entry
    if (entry === undefined) continue
    plans.set(
      entry.key,
      each.kind === 'planned'
        ? { kind: 'add', after: fieldsOf(each.order), change: each.order }
        : { kind: 'error', errors: each.errors.map((error) => errorAt(error, entry)) },
    )
  }
  return plans
}

function keyOf({ command }: Typed) {
  return { sourceSystem: command.sourceSystem ?? '', externalId: command.externalId ?? '' }
}

function planKnown({ command }: Typed, there: KnownOrder): Planned<NewOrder> {
  if (there.contentHash === contentHashOf(command)) return { kind: 'same' }
  const detail = `Check the number: ${there.externalId} is known as ${there.number}, with other contents.`
  return { kind: 'error', errors: [{ code: 'external_id_used', column: 'externalId', detail }] }
}

type Named = {
  readonly channels: ReadonlyMap<string, ChannelFacts>
  readonly places: ReadonlyMap<string, PlaceId>
  readonly items: ReadonlyMap<string, ItemFacts>
}

/** Finds what rows name and types each order; those that can't be are planned as errors. */
async function typeAll(
  tx: Tx,
  entries: readonly Entry<Row>[],
  plans: Plans,
): Promise<readonly Typed[]> {
  const rows = entries.flatMap((entry) => entry.rows.map(({ row }) => row))
  const places = rows.flatMap(({ place }) => place ?? [])
  const named: Named = {
    channels: await readChannelsByCode(tx, [...new Set(rows.map(({ channel }) => channel))]),
    places: await readPlaceIdsByCode(tx, [...new Set(places)]),
    items: await readItemsByReference(
      tx,
      rows.map(({ item }) => item),
    ),
  }
  return entries.flatMap((entry): readonly Typed[] => {
    const typed = typeOrder(entry, named)
    if ('command' in typed) return [typed]
    plans.set(entry.key, { kind: 'error', errors: typed.errors })
    return []
  })
}

function typeOrder(
  entry: Entry<Row>,
  named: Named,
): Typed | { readonly errors: readonly EntryError[] } {
  const { row: head, errors: differing } = mergeRows(entry, headColumns)
  const channel = named.channels.get(head.channel)
  const placeId = named.places.get(head.place ?? '')
  const unknownItems = entry.rows
    .filter(({ row }) => !named.items.has(row.item))
    .map(({ rowNo, row }) => ({ ...unknownReference('item', 'item', row.item), rowNo }))
  const errors: EntryError[] = [...differing, ...unknownItems, ...priceErrors(entry, head)]
  if (channel === undefined) errors.push(unknownReference('channel', 'channel', head.channel))
  if (head.place !== undefined && placeId === undefined) {
    errors.push(unknownReference('place', 'place', head.place))
  }
  if (entry.rows.length > orderLinesMax) {
    const detail = `Give an order at most ${orderLinesMax} lines.`
    errors.push({ code: 'lines_too_many', column: 'externalId', detail })
  }
  if (channel === undefined || errors.length > 0) return { errors }
  const { customer, country, currency, orderedOn, requestedOn, sourceSystem, externalId } = head
  const command: CreateOrderInput = {
    ...{ customer, country, currency, orderedOn, requestedOn, sourceSystem, externalId },
    channelId: channel.id,
    placeId,
    lines: entry.rows.flatMap(({ row }) => {
      const item = named.items.get(row.item)
      return item === undefined ? [] : [typeLine(row, item, head.currency ?? '')]
    }),
  }
  return { entry, command }
}

function priceErrors(entry: Entry<Row>, head: Row): readonly EntryError[] {
  const priced = entry.rows.find(({ row }) => row.price !== undefined)
  if (priced === undefined || head.currency !== undefined) return []
  const detail = 'Name the currency of the prices.'
  return [{ code: 'currency_missing', column: 'currency', rowNo: priced.rowNo, detail }]
}

function typeLine(row: Row, item: ItemFacts, currency: string): CreateOrderInput['lines'][number] {
  const { quantity, shipped, price, unit = item.unit } = row
  return {
    itemId: item.id,
    quantity: { quantity, unit },
    shipped: shipped === undefined ? undefined : { quantity: shipped, unit },
    price: price === undefined ? undefined : { amount: price, currency, per: '1', unit },
  }
}

function fieldsOf(order: NewOrder) {
  const digits = minorDigits(order.currency) ?? 2
  return {
    externalId: order.externalId,
    orderedOn: order.orderedOn,
    requestedOn: order.requestedOn,
    customer: order.customer,
    country: order.country,
    currency: order.currency,
    price: `${order.lines.length} lines: ${formatDecimal(order.totalMinor, digits)} ${order.currency}`,
  }
}

const columnByField: Readonly<Record<string, string>> = {
  channelId: 'channel',
  placeId: 'place',
  itemId: 'item',
}

/** Where an error of the order stands in the file: `/lines/2/price` is its third row. */
function errorAt(error: ErrorFact, entry: Entry<Row>): EntryError {
  const { code, detail, pointer = '' } = error
  const [, first = '', index = '', field = '', last = ''] = pointer.split('/')
  const ofLine = first === 'lines'
  const rowNo = ofLine ? entry.rows[Number(index)]?.rowNo : undefined
  const name = last === 'unit' ? last : ofLine ? field : first
  const column = columnByField[name] ?? name
  return {
    ...{ code, detail },
    ...(Object.hasOwn(columns, column) ? { column } : {}),
    ...(rowNo === undefined ? {} : { rowNo }),
  }
}
