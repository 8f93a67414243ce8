/** What happens to lines of an order after it was taken: cancelled, shipped, returned. */
import { dayAt } from '#kernel/day'
import { invariant } from '#kernel/invariant'
import { type NotFound, type Refused, refused, type Stale, staleSince } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { type QuantityWire, quantityFromWire, quantityToWire } from '#platform/wire'
import { requirePermission, type Tx } from '#platform/work'
import { type ItemFacts, type ItemId, readItemFacts } from '#records/items'

import { tell } from '../news.ts'
import type { CustomerOrderId } from '../order.ts'
import { readOrderPlaces } from '../queries/place-facts.ts'
import { afterAct, amountOfAct, type LineAct, lifecycleOf, unitsFor } from '../rules/line-life.ts'
import {
  type LockedLine,
  type LockedOrder,
  lockOrder,
  readLockedLines,
  updateOrder,
} from '../store/orders.ts'

export type ActOnLines = {
  readonly orderId: CustomerOrderId
  readonly act: LineAct
  /** The version the caller saw; absent: whatever it is. */
  readonly seenVersion?: number | undefined
  readonly reason?: string | undefined
  /** Of a return; today at the place when absent. */
  readonly onDay?: string | undefined
  /** All lines, and all that may be of each, when absent. */
  readonly lines?:
    | readonly { readonly lineId: string; readonly quantity?: QuantityWire | undefined }[]
    | undefined
}

export type ActOutcome = { readonly kind: 'done' } | Refused | NotFound | Stale

type Taken = { readonly line: LockedLine; readonly units: bigint }
type Items = ReadonlyMap<ItemId, ItemFacts>

/**
 * Cancels, ships or takes back units of an order. Of two at once the second sees what the first left.
 * Stock is not moved by it.
 *
 * @throws {PermissionError} when the actor may not write demand
 */
export async function actOnLines(tx: Tx, command: ActOnLines): Promise<ActOutcome> {
  requirePermission(tx, 'demand.write')

  const { orderId: id, act, seenVersion: seen } = command
  const order = await lockOrder(tx, id)
  if (order === undefined) return { kind: 'not_found' }
  const { version } = order
  const stale = await staleSince(tx, { table: 'customer_order', id, seen, version })
  if (stale !== undefined) return stale

  const lines = await readLockedLines(tx, id)
  const items = await readItemFacts(tx, [...new Set(lines.map(({ itemId }) => itemId as ItemId))])
  const today = await todayAt(tx, order)
  const { taken, errors } = takeUnits(command, lines, items)
  const onDay = command.onDay ?? today
  const all = [...dayErrors(onDay, order, today), ...errors]
  if (all.length > 0) return refused(...all)

  await write(tx, order, lines, { act, reason: command.reason ?? '', taken })
  const told = taken.map((each) => demandOf(order, act, each, act === 'return' ? onDay : undefined))
  tell(tx, 'customer-order.changed', [id], told)
  return { kind: 'done' }
}

async function todayAt(tx: Tx, { placeId }: LockedOrder): Promise<string> {
  const place = (await readOrderPlaces(tx, [placeId])).get(placeId)
  invariant(place !== undefined, 'an order has a place')
  return dayAt(tx.now.getTime(), place.timeZone)
}

function dayErrors(onDay: string, order: LockedOrder, today: string): readonly ErrorFact[] {
  if (onDay >= order.orderedOn && onDay <= today) return []
  const detail = `Give a day from ${order.orderedOn}, when it was ordered, to ${today}.`
  return [{ code: 'day_out_of_order', detail, pointer: '/returnedOn' }]
}

/** How much of which line the act takes, or every reason why not. */
function takeUnits(
  { act, lines: asked }: ActOnLines,
  lines: readonly LockedLine[],
  items: Items,
): { readonly taken: readonly Taken[]; readonly errors: readonly ErrorFact[] } {
  if (asked === undefined) {
    const taken = lines
      .map((line) => ({ line, units: unitsFor(act, line) }))
      .filter(({ units }) => units > 0n)
    return { taken, errors: taken.length > 0 ? [] : [nothingLeft(act, '/lines')] }
  }
  const byId = new Map<string, LockedLine>(lines.map((line) => [line.id, line]))
  const seen = new Set<string>()
  const read = asked.map(({ lineId, quantity }, index): Taken | ErrorFact[] => {
    const pointer = `/lines/${index}`
    const line = byId.get(lineId)
    if (line === undefined) return [lineUnknown(pointer)]
    if (seen.has(lineId)) return [lineTwice(pointer)]
    seen.add(lineId)
    return takeOf(line, quantity, { act, items, pointer })
  })
  return {
    taken: read.flatMap((each) => ('line' in each ? [each] : [])),
    errors: read.flatMap((each) => ('line' in each ? [] : each)),
  }
}

function takeOf(
  line: LockedLine,
  quantity: QuantityWire | undefined,
  given: { readonly act: LineAct; readonly items: Items; readonly pointer: string },
): Taken | ErrorFact[] {
  const { act, items, pointer } = given
  const most = unitsFor(act, line)
  if (most <= 0n) return [{ ...nothingLeft(act, pointer), lineNo: line.lineNo }]
  if (quantity === undefined) return { line, units: most }
  const item = items.get(line.itemId as ItemId)
  invariant(item !== undefined, 'a line has an item')
  const read = quantityFromWire(quantity, item, `${pointer}/quantity`)
  if (read.kind === 'refused') return [...read.errors]
  if (read.value > 0n && read.value <= most) return { line, units: read.value }
  const available = quantityToWire(most, item)
  const upTo = `${available.quantity} ${available.unit} of ${item.sku}`
  const detail = `Give more than zero, and at most ${upTo}: ${why[act]}.`
  return [{ code: `over_${word[act]}`, lineNo: line.lineNo, available, detail, pointer }]
}

const word = { cancellation: 'open', shipment: 'open', return: 'shipped' } as const
const why = {
  cancellation: 'no more are open',
  shipment: 'no more are open',
  return: 'no more have left and not come back',
} as const

function nothingLeft(act: LineAct, pointer: string): ErrorFact {
  const detail = `There is nothing to take here: ${why[act]}.`
  return { code: `nothing_${word[act]}`, detail, pointer }
}

function lineUnknown(pointer: string): ErrorFact {
  return {
    code: 'line_unknown',
    detail: 'Name a line of this order.',
    pointer: `${pointer}/lineId`,
  }
}

function lineTwice(pointer: string): ErrorFact {
  return { code: 'line_twice', detail: 'Name each line once.', pointer: `${pointer}/lineId` }
}

async function write(
  tx: Tx,
  order: LockedOrder,
  lines: readonly LockedLine[],
  { act, reason, taken }: { act: LineAct; reason: string; taken: readonly Taken[] },
): Promise<void> {
  const changed = taken.map(({ line, units }): LockedLine => {
    const after = afterAct(act, line, units)
    if (act === 'shipment') return after
    return { ...after, [act === 'return' ? 'returnReason' : 'cancelReason']: reason }
  })
  const byId = new Map(changed.map((line) => [line.id, line]))
  const lifecycle = lifecycleOf(lines.map((line) => byId.get(line.id) ?? line))
  await updateOrder(tx, { id: order.id, lifecycle }, changed)
}

/** @param onDay the day it was ordered when absent: what is cancelled was not wanted then */
function demandOf(order: LockedOrder, act: LineAct, { line, units }: Taken, onDay?: string) {
  const before = {
    cancellation: line.cancelledUnits,
    shipment: line.shippedUnits,
    return: line.returnedUnits,
  }
  return {
    orderId: order.id,
    lineId: line.id,
    version: order.version + 1,
    itemId: line.itemId,
    placeId: order.placeId,
    channelId: order.channelId,
    onDay: onDay ?? order.orderedOn,
    kind: act,
    units,
    valueMinor: amountOfAct(line, before[act], units),
    currency: order.currency,
  }
}
