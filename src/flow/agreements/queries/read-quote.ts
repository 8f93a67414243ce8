import { invariant } from '#kernel/invariant'
import { valueMinor } from '#kernel/value'
import type { ErrorFact } from '#platform/http/problem'
import { moneyToWire, priceToWire, quantityFromWire, quantityToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'
import { type ItemFacts, type ItemId, readItemFacts } from '#records/items'
import { type PlaceId, readPlaceFacts } from '#records/places'
import { readSuppliersById, type SupplierFacts, type SupplierId } from '#records/suppliers'

import type { QuoteBody, QuoteLineView } from '../contract.ts'
import { type QuotedLine, quote } from './quote.ts'

export type ReadQuote =
  | { readonly kind: 'quote'; readonly lines: readonly QuoteLineView[] }
  | { readonly kind: 'refused'; readonly errors: readonly ErrorFact[] }

/**
 * A quote as it is asked and shown over the wire.
 *
 * @throws {PermissionError} when the actor may not read records
 */
export async function readQuote(ask: Ask, body: QuoteBody): Promise<ReadQuote> {
  requirePermission(ask, 'records.read')

  const placeId = body.placeId as PlaceId
  const items = await readItemFacts(ask, [
    ...new Set(body.lines.map((line) => line.itemId as ItemId)),
  ])
  const places = await readPlaceFacts(ask, [placeId])
  const errors: ErrorFact[] = places.size === 0 ? [placeUnknown] : []
  const lines = linesOf(body, items, errors)
  if (errors.length > 0) return { kind: 'refused', errors }

  const supplierId = body.supplierId as SupplierId | undefined
  const quoted = await quote(ask, { lines, supplierId, placeId, day: body.day })
  const suppliers = await readSuppliersById(
    ask,
    quoted.flatMap((line) => (line.kind === 'quoted' ? [line.supplierId] : [])),
  )
  return { kind: 'quote', lines: quoted.map((line) => viewOf(line, items, suppliers)) }
}

function linesOf(
  body: QuoteBody,
  items: ReadonlyMap<ItemId, ItemFacts>,
  errors: ErrorFact[],
): readonly { readonly itemId: ItemId; readonly units: bigint }[] {
  return body.lines.flatMap((line, index) => {
    const itemId = line.itemId as ItemId
    const item = items.get(itemId)
    const pointer = `/lines/${index}`
    if (item === undefined) {
      const detail = 'Name an item that exists: list them under /items.'
      errors.push({ code: 'item_unknown', detail, pointer: `${pointer}/itemId` })
      return []
    }
    const read = quantityFromWire(line.quantity, item, `${pointer}/quantity`)
    if (read.kind === 'read') return [{ itemId, units: read.value }]
    errors.push(...read.errors)
    return []
  })
}

function viewOf(
  line: QuotedLine,
  items: ReadonlyMap<ItemId, ItemFacts>,
  suppliers: ReadonlyMap<SupplierId, SupplierFacts>,
): QuoteLineView {
  if (line.kind === 'no_terms') return { ...line, passedOver: [...line.passedOver] }
  const item = items.get(line.itemId)
  const supplier = suppliers.get(line.supplierId)
  invariant(item !== undefined && supplier !== undefined, 'a quoted line has item and supplier')
  const count = (units: bigint) => quantityToWire(units, item)
  const price = { amountE4: line.priceE4, perUnits: line.pricedUnits }
  const { askedUnits, passedOver, ...why } = line.why
  return {
    kind: 'quoted',
    itemId: line.itemId,
    termId: line.termId,
    supplierId: line.supplierId,
    supplierCode: supplier.code,
    supplierName: supplier.name,
    supplierSku: line.supplierSku,
    price: priceToWire(price, { ...item, currency: line.currency, quotedUnit: item.unit }),
    leadTimeDays: line.leadTimeDays,
    asked: count(askedUnits),
    rounded: count(line.roundedUnits),
    value: moneyToWire(valueMinor(line.roundedUnits, price), line.currency),
    moq: count(line.moqUnits),
    multiple: count(line.multipleUnits),
    breakFrom: count(line.breakFromUnits),
    why: { ...why, passedOver: [...passedOver] },
  }
}

const placeUnknown: ErrorFact = {
  code: 'place_unknown',
  detail: 'Name a place that exists: list them under /places.',
  pointer: '/placeId',
}
