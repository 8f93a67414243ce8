import { type FoundLot, findLots, lockWishes, type UnitsWish } from '#books/inventory'
import { lockOrder, type OrderForWork, type OrderId, type OrderLineForWork } from '#flow/purchasing'
import { invariant } from '#kernel/invariant'
import { sumOf } from '#kernel/list'
import { type Refused, refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { type QuantityWire, quantityFromWire, quantityToWire } from '#platform/wire'
import type { Tx } from '#platform/work'
import { type ItemFacts, readItemFacts } from '#records/items'
import { aheadErrors } from '#records/places'

import { type ReturnFacts, readReturnFacts } from '../queries/return-facts.ts'
import { statusOf } from '../return.ts'

export type LineToReturn = {
  readonly orderLineId: string
  readonly from: 'rejected' | 'accepted'
  readonly quantity: QuantityWire
  readonly lot?: string | undefined
}

export type ReturnToRead = {
  readonly orderId: string
  readonly placeId?: string | undefined
  readonly returnedOn: string
  readonly lines: readonly LineToReturn[]
}

export type FitLine = {
  readonly index: number
  readonly orderLineId: string
  readonly from: 'rejected' | 'accepted'
  readonly units: bigint
  readonly ordered: OrderLineForWork
  readonly item: ItemFacts
  readonly lot: FoundLot | undefined
}

export type FitReturn = {
  readonly kind: 'fits'
  readonly order: OrderForWork
  readonly facts: ReturnFacts
  readonly lines: readonly FitLine[]
}

/** Locks the order and the stock, and decides whether these goods may go back. */
export async function readReturn(tx: Tx, command: ReturnToRead): Promise<FitReturn | Refused> {
  const order = await lockOrder(tx, command.orderId as OrderId)
  if (order === undefined) return refused(orderUnknown)
  const facts = await readReturnFacts(tx, {
    placeId: command.placeId ?? order.placeId,
    supplierId: order.supplierId,
  })
  if (facts === undefined || facts.companyId !== order.companyId) return refused(placeUnfit)

  const { lines, errors } = await readLines(tx, order, command.lines)
  const all = [
    ...aheadErrors(tx.now.getTime(), facts, {
      day: command.returnedOn,
      code: 'returned_in_future',
      pointer: '/returnedOn',
    }),
    ...errors,
    ...overReturns(lines),
    ...(await shortages(tx, facts.placeId, lines)),
  ]
  return all.length > 0 ? refused(...all) : { kind: 'fits', order, facts, lines }
}

type ReadLines = { readonly lines: readonly FitLine[]; readonly errors: readonly ErrorFact[] }

async function readLines(
  tx: Tx,
  order: OrderForWork,
  given: readonly LineToReturn[],
): Promise<ReadLines> {
  const orderedById = new Map<string, OrderLineForWork>(order.lines.map((line) => [line.id, line]))
  const known = given.flatMap((line, index) => {
    const ordered = orderedById.get(line.orderLineId)
    return ordered === undefined ? [] : [{ line, index, ordered }]
  })
  const items = await readItemFacts(tx, [...new Set(known.map(({ ordered }) => ordered.itemId))])
  const lots = await findLots(
    tx,
    known.map(({ line, ordered }) => ({ itemId: ordered.itemId, code: line.lot ?? '' })),
  )
  const read = known.map(({ line, index, ordered }, at) => {
    const item = items.get(ordered.itemId)
    invariant(item !== undefined, 'the item of an order line is there')
    return readLine(line, { index, ordered, item, lot: lots[at] })
  })
  return {
    lines: read.flatMap((each) => ('units' in each ? [each] : [])),
    errors: [
      ...given.flatMap((line, index) =>
        orderedById.has(line.orderLineId) ? [] : [lineUnknown(index)],
      ),
      ...read.flatMap((each) => ('errors' in each ? each.errors : [])),
    ],
  }
}

function readLine(
  line: LineToReturn,
  known: Pick<FitLine, 'index' | 'ordered' | 'item' | 'lot'>,
): FitLine | { readonly errors: readonly ErrorFact[] } {
  const { index, item, lot } = known
  const read = quantityFromWire(line.quantity, item, `/lines/${index}/quantity`)
  const errors = [
    ...(read.kind === 'refused' ? read.errors : []),
    ...(read.kind === 'read' && read.value <= 0n ? [nothingReturned(index, item)] : []),
    ...lotErrors(line, index, item, lot),
  ]
  if (errors.length > 0 || read.kind === 'refused') return { errors }
  return { ...known, orderLineId: known.ordered.id, from: line.from, units: read.value }
}

function lotErrors(
  line: LineToReturn,
  index: number,
  item: ItemFacts,
  lot: FoundLot | undefined,
): readonly ErrorFact[] {
  const pointer = `/lines/${index}/lot`
  if (line.lot !== undefined && lot === undefined) {
    return [{ code: 'lot_unknown', detail: `Choose a lot of ${item.sku} that is there.`, pointer }]
  }
  if (line.lot === undefined && (item.tracksLots || item.tracksExpiry)) {
    return [{ code: 'lot_missing', detail: `Enter the lot of ${item.sku}.`, pointer }]
  }
  return []
}

/** No more goes back than came and is still here, rejects and accepted goods apart. */
function overReturns(lines: readonly FitLine[]): readonly ErrorFact[] {
  const groups = Map.groupBy(lines, (line) => `${line.from} ${line.orderLineId}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const returnableUnits = returnableOf(first)
    if (sumOf(group, (line) => line.units) <= returnableUnits) return []
    const returnable = quantityToWire(returnableUnits, first.item)
    return [
      {
        code: 'over_return',
        orderLineId: first.orderLineId,
        returnableUnits,
        returnable,
        detail: `Send back at most ${returnable.quantity} ${returnable.unit} ${first.from} of ${first.item.sku}.`,
        pointer: `/lines/${first.index}/quantity`,
      },
    ]
  })
}

function returnableOf({ from, ordered }: FitLine): bigint {
  return from === 'rejected'
    ? ordered.rejectedUnits - ordered.returnedRejectedUnits
    : ordered.acceptedUnits - ordered.returnedAcceptedUnits
}

async function shortages(
  tx: Tx,
  placeId: string,
  lines: readonly FitLine[],
): Promise<readonly ErrorFact[]> {
  const missing = await lockWishes(
    tx,
    lines.map((line) => wishOf(line, placeId)),
  )
  return missing.map(({ index, availableUnits }) => {
    const line = lines[index]
    invariant(line !== undefined, 'a shortage is of a line')
    const available = quantityToWire(availableUnits, line.item)
    return {
      code: 'stock_short',
      orderLineId: line.orderLineId,
      itemId: line.item.id,
      availableUnits,
      available,
      detail: `Send back at most ${available.quantity} ${available.unit} of ${line.item.sku}: no more are here.`,
      pointer: `/lines/${line.index}/quantity`,
    }
  })
}

function wishOf(line: FitLine, placeId: string): UnitsWish {
  const { item, lot, units } = line
  return { itemId: item.id, placeId, status: statusOf[line.from], lotId: lot?.id, units }
}

const orderUnknown: ErrorFact = {
  code: 'order_unknown',
  detail: 'Choose an order that is there.',
  pointer: '/orderId',
}

const placeUnfit: ErrorFact = {
  code: 'place_unknown',
  detail: 'Choose a place of the company that ordered.',
  pointer: '/placeId',
}

function lineUnknown(index: number): ErrorFact {
  const pointer = `/lines/${index}/orderLineId`
  return { code: 'line_unknown', detail: 'Choose a line of this order.', pointer }
}

function nothingReturned(index: number, item: ItemFacts): ErrorFact {
  const detail = `Say how many of ${item.sku} go back, or leave the line out.`
  return { code: 'nothing_returned', detail, pointer: `/lines/${index}/quantity` }
}
