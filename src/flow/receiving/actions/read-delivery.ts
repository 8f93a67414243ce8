import { lockOrder, type OrderForWork, type OrderId, type OrderLineForWork } from '#flow/purchasing'
import { dayAt } from '#kernel/day'
import { invariant } from '#kernel/invariant'
import { unitsIn } from '#kernel/quantity'
import { type Refused, refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { type QuantityWire, quantityFromWire, quantityToWire } from '#platform/wire'
import type { Tx } from '#platform/work'
import { type ItemFacts, type ItemId, readItemFacts } from '#records/items'

import { type ReceivingFacts, readReceivingFacts } from '../queries/receiving-facts.ts'
import { type DeliveredLine, type OrderedLine, refusalsOf, unitsOf } from '../rules/delivery.ts'
import { deliveryError } from '../sentences.ts'

export type ReceivedLine = {
  readonly orderLineId: string
  readonly accepted?: QuantityWire | undefined
  readonly quarantined?: QuantityWire | undefined
  readonly rejected?: QuantityWire | undefined
  readonly lot?: { readonly code: string; readonly expiresOn?: string | undefined } | undefined
  readonly reason?: string | undefined
}

export type ReceiptToRead = {
  readonly orderId: string
  readonly placeId?: string | undefined
  readonly receivedOn: string
  readonly lines: readonly ReceivedLine[]
}

/** A delivered line with all that is known of it. */
export type FitLine = DeliveredLine & {
  readonly ordered: OrderLineForWork
  readonly item: ItemFacts
  readonly entered: QuantityWire
  readonly reason: string
}

export type FitDelivery = {
  readonly kind: 'fits'
  readonly order: OrderForWork
  readonly facts: ReceivingFacts
  readonly lines: readonly FitLine[]
}

/** Locks the order, reads what else it takes, and decides whether the delivery fits it. */
export async function readDelivery(tx: Tx, command: ReceiptToRead): Promise<FitDelivery | Refused> {
  const order = await lockOrder(tx, command.orderId as OrderId)
  if (order === undefined) return refused(orderUnknown)
  const facts = await readReceivingFacts(tx, {
    placeId: command.placeId ?? order.placeId,
    supplierId: order.supplierId,
  })
  const placeError = errorOfPlace(facts, order)
  if (facts === undefined) return refused(placeUnknown)

  const read = await readLines(tx, order, command.lines)
  const errors = [
    ...(placeError === undefined ? [] : [placeError]),
    ...read.errors,
    ...deliveryErrors(tx, command.receivedOn, order, facts, read.lines),
  ]
  return errors.length > 0 ? refused(...errors) : { kind: 'fits', order, facts, lines: read.lines }
}

type ReadLines = { readonly lines: readonly FitLine[]; readonly errors: readonly ErrorFact[] }

async function readLines(
  tx: Tx,
  order: OrderForWork,
  given: readonly ReceivedLine[],
): Promise<ReadLines> {
  const orderedById = new Map<string, OrderLineForWork>(order.lines.map((line) => [line.id, line]))
  const itemIds = given.flatMap((line) => orderedById.get(line.orderLineId)?.itemId ?? [])
  const items = await readItemFacts(tx, [...new Set(itemIds)] as readonly ItemId[])
  const lines: FitLine[] = []
  const errors: ErrorFact[] = []
  given.forEach((line, index) => {
    const ordered = orderedById.get(line.orderLineId)
    if (ordered === undefined) {
      errors.push(lineUnknown(index, line.orderLineId))
      return
    }
    const item = items.get(ordered.itemId)
    invariant(item !== undefined, 'the item of an order line is there')
    const read = readLine(line, index, ordered, item)
    if ('errors' in read) errors.push(...read.errors)
    else lines.push(read)
  })
  return { lines, errors }
}

function readLine(
  line: ReceivedLine,
  index: number,
  ordered: OrderLineForWork,
  item: ItemFacts,
): FitLine | { readonly errors: readonly ErrorFact[] } {
  const errors: ErrorFact[] = []
  const unitsOfPart = (part: 'accepted' | 'quarantined' | 'rejected'): bigint => {
    const wire = line[part]
    if (wire === undefined) return 0n
    const read = quantityFromWire(wire, item, `/lines/${index}/${part}`)
    if (read.kind === 'read' && read.value >= 0n) return read.value
    errors.push(...(read.kind === 'refused' ? read.errors : [negative(index, part)]))
    return 0n
  }
  const parts = {
    acceptedUnits: unitsOfPart('accepted'),
    quarantinedUnits: unitsOfPart('quarantined'),
    rejectedUnits: unitsOfPart('rejected'),
  }
  if (errors.length > 0) return { errors }
  if (unitsOf(parts) === 0n) return { errors: [nothingReceived(index, item.sku)] }
  return {
    ...parts,
    index,
    orderLineId: ordered.id,
    lot: line.lot,
    ordered,
    item,
    entered: enteredOf(line, unitsOf(parts), item),
    reason: line.reason ?? '',
  }
}

function deliveryErrors(
  tx: Tx,
  receivedOn: string,
  order: OrderForWork,
  facts: ReceivingFacts,
  lines: readonly FitLine[],
): readonly ErrorFact[] {
  const ordered = new Map<string, OrderedLine>(
    lines.map(({ ordered: line, item }) => [
      line.id,
      { ...line, tracksLots: item.tracksLots, tracksExpiry: item.tracksExpiry },
    ]),
  )
  const itemByLine = new Map(lines.map((line) => [line.orderLineId, line.item]))
  const itemOf = (orderLineId: string): ItemFacts => {
    const item = itemByLine.get(orderLineId)
    invariant(item !== undefined, 'a refused line is one of the delivery')
    return item
  }
  return refusalsOf({
    lifecycle: order.lifecycle,
    receivedOn,
    today: dayAt(tx.now.getTime(), facts.timeZone),
    tolerance: { overBps: BigInt(facts.overBps), overUnitsMax: facts.overUnitsMax },
    ordered,
    lines,
  }).map((refusal) => deliveryError(refusal, itemOf))
}

/** As the receiver counted, when all parts were counted in one unit; in the stocking unit otherwise. */
function enteredOf(line: ReceivedLine, units: bigint, item: ItemFacts): QuantityWire {
  const given = [line.accepted, line.quarantined, line.rejected].filter(
    (part) => part !== undefined,
  )
  const unit = new Set(given.map((part) => part.unit)).size === 1 ? given[0]?.unit : undefined
  const quantity = unit === undefined ? undefined : enteredText(units, unit, item)
  if (unit !== undefined && quantity !== undefined) return { quantity, unit }
  return quantityToWire(units, item)
}

/** The database keeps six decimals; a pack that needs more is told in the stocking unit. */
function enteredText(units: bigint, unit: string, item: ItemFacts): string | undefined {
  const text = unitsIn(units, unit, item)
  return text !== undefined && (text.split('.')[1] ?? '').length <= 6 ? text : undefined
}

function errorOfPlace(
  facts: ReceivingFacts | undefined,
  order: OrderForWork,
): ErrorFact | undefined {
  if (facts === undefined || facts.companyId !== order.companyId) {
    const detail = 'Choose a place of the company that ordered.'
    return { code: 'place_of_other_company', detail, pointer: '/placeId' }
  }
  if (facts.placeStatus === 'active') return undefined
  const detail = `Choose another place, or activate ${facts.placeName}.`
  return { code: 'place_inactive', detail, pointer: '/placeId' }
}

const orderUnknown: ErrorFact = {
  code: 'order_unknown',
  detail: 'Choose an order that is there.',
  pointer: '/orderId',
}

const placeUnknown: ErrorFact = {
  code: 'place_unknown',
  detail: 'Choose a place that is there.',
  pointer: '/placeId',
}

function lineUnknown(index: number, orderLineId: string): ErrorFact {
  const detail = 'Choose a line of this order.'
  return { code: 'line_unknown', orderLineId, detail, pointer: `/lines/${index}/orderLineId` }
}

function nothingReceived(index: number, sku: string): ErrorFact {
  const detail = `Say how many of ${sku} came, or leave the line out.`
  return { code: 'nothing_received', detail, pointer: `/lines/${index}` }
}

function negative(index: number, part: string): ErrorFact {
  const detail = 'Give a quantity of zero or more; to take a receipt back, reverse it.'
  return { code: 'quantity_negative', detail, pointer: `/lines/${index}/${part}/quantity` }
}
