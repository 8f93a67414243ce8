import { type FoundLot, findLots, lockWishes } from '#books/inventory'
import type { Id } from '#kernel/brand'
import { invariant } from '#kernel/invariant'
import type { ErrorFact } from '#platform/http/problem'
import { type QuantityWire, quantityFromWire, quantityToWire } from '#platform/wire'
import type { Tx } from '#platform/work'
import { type ItemFacts, readItemFacts } from '#records/items'

export type LineToIssue = {
  readonly itemId: string
  readonly quantity: QuantityWire
  readonly lot?: string | undefined
}

export type FitLine = {
  readonly index: number
  readonly item: ItemFacts
  readonly lot: FoundLot | undefined
  readonly units: bigint
}

type Read = { readonly lines: readonly FitLine[]; readonly errors: readonly ErrorFact[] }

/** Reads the lines as they are asked for, whether their stock is there or not. */
export async function readIssueLines(tx: Tx, given: readonly LineToIssue[]): Promise<Read> {
  const items = await readItemFacts(tx, [
    ...new Set(given.map((line) => line.itemId as Id<'Item'>)),
  ])
  const lots = await findLots(
    tx,
    given.map((line) => ({ itemId: line.itemId, code: line.lot ?? '' })),
  )
  const read = given.map((line, index) => readLine(line, index, items, lots[index]))
  const lines = read.flatMap((each) => ('units' in each ? [each] : []))
  return { lines, errors: read.flatMap((each) => ('errors' in each ? each.errors : [])) }
}

function readLine(
  line: LineToIssue,
  index: number,
  items: ReadonlyMap<string, ItemFacts>,
  lot: FoundLot | undefined,
): FitLine | { readonly errors: readonly ErrorFact[] } {
  const item = items.get(line.itemId)
  if (item === undefined) return { errors: [itemUnknown(index)] }
  const pointer = `/lines/${index}`
  const read = quantityFromWire(line.quantity, item, `${pointer}/quantity`)
  if (read.kind === 'refused') return { errors: read.errors }
  if (read.value <= 0n) return { errors: [nothingIssued(index, item)] }
  if (line.lot !== undefined && lot === undefined) {
    const detail = `Choose a lot of ${item.sku} that is there.`
    return { errors: [{ code: 'lot_unknown', detail, pointer: `${pointer}/lot` }] }
  }
  if (line.lot === undefined && (item.tracksLots || item.tracksExpiry)) {
    const detail = `Enter the lot of ${item.sku}.`
    return { errors: [{ code: 'lot_missing', detail, pointer: `${pointer}/lot` }] }
  }
  return { index, item, lot, units: read.value }
}

/** Locks the stock of the lines; every shortage is told at once. */
export async function shortages(
  tx: Tx,
  placeId: string,
  lines: readonly FitLine[],
): Promise<readonly ErrorFact[]> {
  const missing = await lockWishes(
    tx,
    lines.map(({ item, lot, units }) => ({
      itemId: item.id,
      placeId,
      status: 'available',
      lotId: lot?.id,
      units,
    })),
  )
  return missing.map(({ index, availableUnits, askedUnits }) => {
    const line = lines[index]
    invariant(line !== undefined, 'a shortage is of a line')
    const { item } = line
    const available = quantityToWire(availableUnits, item)
    return {
      code: 'stock_short',
      itemId: item.id,
      sku: item.sku,
      askedUnits,
      availableUnits,
      available,
      detail: `Issue at most ${available.quantity} ${available.unit} of ${item.sku}: no more are here.`,
      pointer: `/lines/${line.index}/quantity`,
    }
  })
}

function itemUnknown(index: number): ErrorFact {
  const pointer = `/lines/${index}/itemId`
  return { code: 'item_unknown', detail: 'Choose an item that is there.', pointer }
}

function nothingIssued(index: number, item: ItemFacts): ErrorFact {
  const detail = `Say how many of ${item.sku} leave, or leave the line out.`
  return { code: 'nothing_issued', detail, pointer: `/lines/${index}/quantity` }
}
