/** From the rows of one supplier's terms to the terms, in base units of the item. */
import { minorDigits } from '#kernel/currency'
import { parseDecimal } from '#kernel/decimal'
import { fromBaseUnits, type Measure, pricePerUnits, toBaseUnits } from '#kernel/quantity'
import { priceToWire } from '#platform/wire'
import {
  type Entry,
  type EntryError,
  type Fields,
  type RowOf,
  unknownReference,
} from '#records/imports'
import type { ItemFacts, ItemId } from '#records/items'
import type { PlaceId } from '#records/places'
import type { SupplierFacts, SupplierId } from '#records/suppliers'

import type { columns } from './import-columns.ts'
import type { SupplierTermId } from './queries/quote.ts'
import type { Break } from './rules/quote.ts'
import { termMeasure, termUnitOf } from './rules/term-measure.ts'
import type { WholeTerm } from './store/import-terms.ts'
import type { TermFields } from './store/terms.ts'

type Row = RowOf<typeof columns>

/** The first day of terms that name none. */
export const alwaysFrom = '1900-01-01'

/** Decimals of a price beyond those of its currency. */
const priceDecimals = 4

export type References = {
  readonly suppliers: ReadonlyMap<string, SupplierFacts>
  readonly items: ReadonlyMap<string, ItemFacts>
  readonly placeIds: ReadonlyMap<string, PlaceId>
}

/** What the rows say, read; what they leave out stays as it is or as usual. */
export type TermDraft = {
  readonly kind: 'read'
  readonly supplierId: SupplierId
  readonly itemId: ItemId
  readonly placeId: PlaceId | null
  readonly validFrom: string
  readonly said: Pick<Row, 'currency' | 'unit'>
  readonly key: Pick<WholeTerm, 'currency' | 'unit' | 'unitNumerator' | 'unitDenominator'>
  readonly changes: Partial<TermFields>
  readonly breaks: readonly Break[]
  readonly item: ItemFacts
  /** What names it, as in the file. */
  readonly fields: Fields
}

type Refused = { readonly kind: 'refused'; readonly errors: readonly EntryError[] }

/** @param row what the rows say together */
export function readTerm(row: Row, entry: Entry<Row>, refs: References): TermDraft | Refused {
  const supplier = refs.suppliers.get(row.supplier)
  const item = refs.items.get(row.item)
  const placeId = row.place === undefined ? null : refs.placeIds.get(row.place)
  if (supplier === undefined || item === undefined || placeId === undefined) {
    return { kind: 'refused', errors: unknowns(row, { supplier, item, placeId }) }
  }
  const said = ratioOf(row.unitRatio)
  const unit = termUnitOf(item, row.unit ?? item.unit, said)
  if (unit === undefined) return { kind: 'refused', errors: [ratioNeeded(row.unit ?? item.unit)] }
  const currency = row.currency ?? supplier.currency
  const errors: EntryError[] = []
  const reader = { errors, measure: termMeasure(item, unit), unit: unit.unit, currency }
  const changes = readChanges(row, reader)
  const breaks = entry.rows.map((each) => readBreak(each.row, { ...reader, rowNo: each.rowNo }))
  if (errors.length > 0) return { kind: 'refused', errors }
  return {
    kind: 'read',
    supplierId: supplier.id,
    itemId: item.id,
    placeId,
    validFrom: row.validFrom ?? alwaysFrom,
    said: { currency: row.currency, unit: row.unit },
    key: { ...unit, currency },
    changes,
    breaks: breaks.toSorted((a, b) => (a.fromUnits < b.fromUnits ? -1 : 1)),
    item,
    fields: { supplier: supplier.code, item: item.sku, place: row.place ?? '' },
  }
}

function unknowns(
  row: Row,
  found: { readonly supplier: unknown; readonly item: unknown; readonly placeId: unknown },
): readonly EntryError[] {
  return [
    ...(found.supplier === undefined
      ? [unknownReference('supplier', 'supplier', row.supplier)]
      : []),
    ...(found.item === undefined ? [unknownReference('item', 'item', row.item)] : []),
    ...(found.placeId === undefined ? [unknownReference('place', 'place', row.place ?? '')] : []),
  ]
}

function ratioOf(text: string | undefined) {
  if (text === undefined) return undefined
  const [numerator = '1', denominator = '1'] = text.split('/')
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) }
}

function ratioNeeded(unit: string): EntryError {
  const detail = `Say how many stocking units one ${unit} holds: the item has no such unit.`
  return { code: 'unit_ratio_missing', column: 'unitRatio', detail }
}

type Reader = {
  readonly errors: EntryError[]
  readonly measure: Measure
  readonly unit: string
  readonly currency: string
  readonly rowNo?: number
}

function readChanges(row: Row, reader: Reader): Partial<TermFields> {
  const count = (column: 'moq' | 'multiple' | 'inner' | 'outer' | 'layer' | 'pallet') =>
    readUnits(row[column], column, reader)
  const changes = {
    supplierSku: row.supplierSku,
    moqUnits: count('moq'),
    multipleUnits: count('multiple'),
    leadTimeDays: row.leadTimeDays,
    validTo: row.validTo,
    rank: row.rank,
    innerUnits: count('inner'),
    outerUnits: count('outer'),
    layerUnits: count('layer'),
    palletUnits: count('pallet'),
    outerLengthMm: row.outerLengthMm,
    outerWidthMm: row.outerWidthMm,
    outerHeightMm: row.outerHeightMm,
    outerWeightGrams: row.outerWeightGrams === undefined ? undefined : BigInt(row.outerWeightGrams),
  }
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
}

function readUnits(text: string | undefined, column: string, reader: Reader): bigint | undefined {
  if (text === undefined) return undefined
  const counted = toBaseUnits(text, reader.unit, reader.measure)
  if (counted.kind === 'units') return counted.units
  const detail =
    counted.refusal.code === 'quantity_not_whole'
      ? `Change the quantity: ${text} ${reader.unit} is no whole number of what the item counts in.`
      : 'Write a smaller quantity.'
  note(reader, { code: counted.refusal.code, column, detail })
  return undefined
}

function readBreak(row: Row, reader: Reader): Break {
  const fromUnits = readUnits(row.from ?? '0', 'from', reader) ?? 0n
  const decimals = (minorDigits(reader.currency) ?? 2) + priceDecimals
  const amount = parseDecimal(row.price, decimals)
  if (amount.kind === 'refused') {
    const detail = `Write the price with at most ${decimals} decimals.`
    note(reader, { code: 'price_malformed', column: 'price', detail })
    return { fromUnits, priceE4: 0n, pricedUnits: 1n }
  }
  const price = pricePerUnits(amount.scaled, row.per ?? '1', reader.unit, reader.measure)
  const max = 10n ** 18n
  if (price === undefined || price.amountE4 >= max || price.perUnits >= max) {
    const detail = 'Write the price for more than zero units, and for a smaller or rounder number.'
    note(reader, { code: 'price_per_malformed', column: 'per', detail })
    return { fromUnits, priceE4: 0n, pricedUnits: 1n }
  }
  return { fromUnits, priceE4: price.amountE4, pricedUnits: price.perUnits }
}

function note(reader: Reader, error: EntryError): void {
  reader.errors.push(reader.rowNo === undefined ? error : { ...error, rowNo: reader.rowNo })
}

const usual: TermFields = {
  supplierSku: '',
  moqUnits: 0n,
  multipleUnits: 1n,
  leadTimeDays: 0,
  validTo: null,
  rank: 1,
  innerUnits: null,
  outerUnits: null,
  layerUnits: null,
  palletUnits: null,
  outerLengthMm: null,
  outerWidthMm: null,
  outerHeightMm: null,
  outerWeightGrams: null,
}

export function termAfter(draft: TermDraft, current: WholeTerm | undefined): WholeTerm {
  const { supplierId, itemId, placeId, validFrom, key, changes, breaks } = draft
  const fresh = { id: '' as SupplierTermId, version: 0, ...usual, ...key }
  const names = { supplierId, itemId, placeId, validFrom }
  return { ...(current ?? { ...fresh, ...names }), ...changes, breaks }
}

/** Quantities in stocking units, prices as they were quoted. */
export function termText(given: { readonly item: ItemFacts; readonly term: WholeTerm }): Fields {
  const { item, term } = given
  const quantity = (units: bigint | null) =>
    units === null ? '' : fromBaseUnits(units, item.unitDecimals)
  const measure = { ...termMeasure(item, term), currency: term.currency, quotedUnit: term.unit }
  const breaks = term.breaks.map((each) => {
    const price = priceToWire({ amountE4: each.priceE4, perUnits: each.pricedUnits }, measure)
    return `from ${quantity(each.fromUnits)}: ${price.amount} for ${price.per} ${price.unit}`
  })
  return {
    validFrom: term.validFrom,
    validTo: term.validTo ?? '',
    currency: term.currency,
    unit: term.unit,
    supplierSku: term.supplierSku,
    moq: quantity(term.moqUnits),
    multiple: quantity(term.multipleUnits),
    leadTimeDays: String(term.leadTimeDays),
    rank: String(term.rank),
    inner: quantity(term.innerUnits),
    outer: quantity(term.outerUnits),
    layer: quantity(term.layerUnits),
    pallet: quantity(term.palletUnits),
    outerLengthMm: String(term.outerLengthMm ?? ''),
    outerWidthMm: String(term.outerWidthMm ?? ''),
    outerHeightMm: String(term.outerHeightMm ?? ''),
    outerWeightGrams: String(term.outerWeightGrams ?? ''),
    price: breaks.join('; '),
  }
}
