import { type FoundLot, findLots, lockWishes } from '#books/inventory'
import type { Id } from '#kernel/brand'
import { invariant } from '#kernel/invariant'
import type { ErrorFact } from '#platform/http/problem'
import {
  type MoneyWire,
  moneyFromWire,
  type QuantityWire,
  quantityFromWire,
  quantityToWire,
} from '#platform/wire'
import type { Tx } from '#platform/work'
import { type ItemFacts, readItemFacts } from '#records/items'
import { stockStatuses } from '#records/places'

import type { AdjustmentKind } from '../adjustment.ts'
import type { PlaceOfCount } from '../queries/place-of-count.ts'

export type CountedLine = {
  readonly itemId: string
  /** Found is positive, lost negative. */
  readonly quantity: QuantityWire
  readonly status?: string | undefined
  readonly lot?: { readonly code: string; readonly expiresOn?: string | undefined } | undefined
  /** What found units are worth in all. */
  readonly value?: MoneyWire | undefined
}

export type FitLine = {
  readonly index: number
  readonly item: ItemFacts
  readonly status: string
  readonly isUsable: boolean
  readonly units: bigint
  readonly valueMinor: bigint | undefined
  /** As given, and as it is where it is there already. */
  readonly lot: CountedLine['lot']
  readonly foundLot: FoundLot | undefined
}

type Known = {
  readonly kind: AdjustmentKind
  readonly place: PlaceOfCount
  readonly items: ReadonlyMap<string, ItemFacts>
  readonly usableByStatus: ReadonlyMap<string, boolean>
}

type Read = { readonly lines: readonly FitLine[]; readonly errors: readonly ErrorFact[] }

/** Reads the lines and locks the stock that is lost; all that is wrong is told at once. */
export async function readCount(
  tx: Tx,
  kind: AdjustmentKind,
  place: PlaceOfCount,
  given: readonly CountedLine[],
): Promise<Read> {
  const items = await readItemFacts(tx, [
    ...new Set(given.map((line) => line.itemId as Id<'Item'>)),
  ])
  const statuses = await stockStatuses(tx)
  const usableByStatus = new Map(statuses.map(({ code, isUsable }) => [code, isUsable]))
  const lots = await findLots(
    tx,
    given.map((line) => ({ itemId: line.itemId, code: line.lot?.code ?? '' })),
  )
  const known: Known = { kind, place, items, usableByStatus }
  const read = given.map((line, index) => readLine(known, line, index, lots[index]))
  const lines = read.flatMap((each) => ('units' in each ? [each] : []))
  const errors = read.flatMap((each) => ('errors' in each ? each.errors : []))
  return { lines, errors: [...errors, ...(await shortages(tx, place.placeId, lines))] }
}

function readLine(
  known: Known,
  line: CountedLine,
  index: number,
  foundLot: FoundLot | undefined,
): FitLine | { readonly errors: readonly ErrorFact[] } {
  const at = `/lines/${index}`
  const item = known.items.get(line.itemId)
  if (item === undefined) {
    const detail = 'Choose an item that is there.'
    return { errors: [{ code: 'item_unknown', detail, pointer: `${at}/itemId` }] }
  }
  const status = line.status ?? 'available'
  const isUsable = known.usableByStatus.get(status)
  const units = quantityFromWire(line.quantity, item, `${at}/quantity`)
  const value = readValue(known, line, at)
  const counted =
    units.kind === 'read' ? unitErrors(known.kind, item, units.value, at) : units.errors
  const errors = [
    ...counted,
    ...value.errors,
    ...(isUsable === undefined ? [statusUnknown(known, at)] : []),
    ...lotErrors(line, item, foundLot, at),
  ]
  if (errors.length > 0 || units.kind === 'refused' || isUsable === undefined) return { errors }
  const { lot } = line
  return {
    index,
    item,
    status,
    isUsable,
    units: units.value,
    valueMinor: value.minor,
    lot,
    foundLot,
  }
}

/** Found units may say what they are worth; opening stock must. */
function readValue(
  { kind, place }: Known,
  line: CountedLine,
  at: string,
): { readonly minor: bigint | undefined; readonly errors: readonly ErrorFact[] } {
  const pointer = `${at}/value`
  const wrong = (code: string, detail: string) => ({
    minor: undefined,
    errors: [{ code, detail, pointer }],
  })
  if (line.value === undefined) {
    if (kind === 'adjustment') return { minor: undefined, errors: [] }
    return wrong('value_missing', 'Say what this opening stock is worth.')
  }
  const isLost = line.quantity.quantity.startsWith('-')
  if (isLost) return wrong('value_of_lost', 'Leave the value out: what is lost goes at its cost.')
  if (line.value.currency !== place.companyCurrency) {
    return wrong('currency_other', `Give the value in ${place.companyCurrency}.`)
  }
  const read = moneyFromWire(line.value, pointer)
  if (read.kind === 'refused') return { minor: undefined, errors: read.errors }
  if (read.value < 0n) return wrong('value_negative', 'Give a value of zero or more.')
  return { minor: read.value, errors: [] }
}

function unitErrors(
  kind: AdjustmentKind,
  item: ItemFacts,
  units: bigint,
  at: string,
): readonly ErrorFact[] {
  const pointer = `${at}/quantity`
  if (units === 0n) {
    const detail = `Say how many of ${item.sku} were found or lost, or leave the line out.`
    return [{ code: 'nothing_counted', detail, pointer }]
  }
  if (kind === 'adjustment' || units > 0n) return []
  const detail = 'Give a quantity above zero: opening stock is what is there.'
  return [{ code: 'opening_negative', detail, pointer }]
}

function lotErrors(
  line: CountedLine,
  item: ItemFacts,
  foundLot: FoundLot | undefined,
  at: string,
): readonly ErrorFact[] {
  const pointer = `${at}/lot`
  const needsLot = item.tracksLots || item.tracksExpiry
  if (line.lot === undefined) {
    const detail = `Enter the lot of ${item.sku}.`
    return needsLot ? [{ code: 'lot_missing', detail, pointer }] : []
  }
  if (!needsLot) {
    const detail = `Leave the lot out: lots of ${item.sku} are not kept.`
    return [{ code: 'lot_not_tracked', detail, pointer }]
  }
  if (foundLot !== undefined) return []
  if (line.quantity.quantity.startsWith('-')) {
    const detail = `Choose a lot of ${item.sku} that is there.`
    return [{ code: 'lot_unknown', detail, pointer }]
  }
  if (!item.tracksExpiry || line.lot.expiresOn !== undefined) return []
  const detail = `Enter the day on which this lot of ${item.sku} expires.`
  return [{ code: 'expiry_missing', detail, pointer }]
}

function statusUnknown({ usableByStatus }: Known, at: string): ErrorFact {
  const statuses = [...usableByStatus.keys()]
  const detail = `Choose a stock status: ${statuses.join(', ')}.`
  return { code: 'status_unknown', statuses, detail, pointer: `${at}/status` }
}

async function shortages(
  tx: Tx,
  placeId: string,
  lines: readonly FitLine[],
): Promise<readonly ErrorFact[]> {
  const lost = lines.filter((line) => line.units < 0n)
  const missing = await lockWishes(
    tx,
    lost.map(({ item, status, foundLot, units }) => ({
      itemId: item.id,
      placeId,
      status,
      lotId: foundLot?.id,
      units: -units,
    })),
  )
  return missing.map(({ index, availableUnits }) => {
    const line = lost[index]
    invariant(line !== undefined, 'a shortage is of a line')
    const available = quantityToWire(availableUnits, line.item)
    return {
      code: 'stock_short',
      itemId: line.item.id,
      availableUnits,
      available,
      detail: `Take off at most ${available.quantity} ${available.unit} of ${line.item.sku}: no more are there.`,
      pointer: `/lines/${line.index}/quantity`,
    }
  })
}
