import { sql } from 'kysely'

import { invariant } from '#kernel/invariant'
import type { Measure } from '#kernel/quantity'
import { priceToWire, type QuantityWire, quantityToWire } from '#platform/wire'
import type { Ask } from '#platform/work'
import { type ItemId, readItemFacts } from '#records/items'

import type { TermView } from '../contract.ts'
import type { Break } from '../rules/quote.ts'
import { termMeasure } from '../rules/term-measure.ts'

export type TermRow = {
  readonly id: string
  readonly supplier_id: string
  readonly supplier_code: string | null
  readonly supplier_name: string | null
  readonly item_id: string
  readonly sku: string
  readonly item_name: string
  readonly place_id: string | null
  readonly place_code: string | null
  readonly supplier_sku: string
  readonly currency: string
  readonly unit: string
  readonly unit_numerator: bigint
  readonly unit_denominator: bigint
  readonly moq_units: bigint
  readonly multiple_units: bigint
  readonly lead_time_days: number
  readonly valid_from: string
  readonly valid_to: string | null
  readonly rank: number
  readonly inner_units: bigint | null
  readonly outer_units: bigint | null
  readonly layer_units: bigint | null
  readonly pallet_units: bigint | null
  readonly outer_length_mm: number | null
  readonly outer_width_mm: number | null
  readonly outer_height_mm: number | null
  readonly outer_weight_grams: bigint | null
  readonly version: number
}

type BreakRow = Break & { readonly termId: string }

/** Terms as they are shown, in their order, with their breaks and the item's units. */
export async function viewsOf(ask: Ask, rows: readonly TermRow[]): Promise<readonly TermView[]> {
  if (rows.length === 0) return []
  const items = await readItemFacts(ask, [...new Set(rows.map((row) => row.item_id as ItemId))])
  const breaks = Map.groupBy(await readBreaks(ask, rows), ({ termId }) => termId)
  return rows.map((row) => {
    const item = items.get(row.item_id as ItemId)
    invariant(item !== undefined, `terms ${row.id} have an item`)
    return viewOf(row, item, breaks.get(row.id) ?? [])
  })
}

async function readBreaks(ask: Ask, rows: readonly TermRow[]): Promise<readonly BreakRow[]> {
  const { rows: breaks } = await sql<BreakRow>`
    select term_id as "termId", from_units as "fromUnits", price_e4 as "priceE4",
           priced_units as "pricedUnits"
    from supplier_term_break where term_id = any(${rows.map((row) => row.id)}::uuid[])
    order by term_id, from_units
  `.execute(ask.db)
  return breaks
}

function viewOf(row: TermRow, item: Measure, breaks: readonly Break[]): TermView {
  const count = (units: bigint) => quantityToWire(units, item)
  const packing = (units: bigint | null): QuantityWire | null =>
    units === null ? null : count(units)
  const measure = termMeasure(item, {
    unit: row.unit,
    unitNumerator: row.unit_numerator,
    unitDenominator: row.unit_denominator,
  })
  const quoted = { ...measure, currency: row.currency, quotedUnit: row.unit }
  return {
    id: row.id,
    supplierId: row.supplier_id,
    supplierCode: row.supplier_code ?? '',
    supplierName: row.supplier_name ?? '',
    itemId: row.item_id,
    sku: row.sku,
    itemName: row.item_name,
    placeId: row.place_id,
    placeCode: row.place_code,
    supplierSku: row.supplier_sku,
    currency: row.currency,
    unit: row.unit,
    moq: count(row.moq_units),
    multiple: count(row.multiple_units),
    leadTimeDays: row.lead_time_days,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    rank: row.rank,
    inner: packing(row.inner_units),
    outer: packing(row.outer_units),
    layer: packing(row.layer_units),
    pallet: packing(row.pallet_units),
    outerLengthMm: row.outer_length_mm,
    outerWidthMm: row.outer_width_mm,
    outerHeightMm: row.outer_height_mm,
    outerWeightGrams: row.outer_weight_grams === null ? null : Number(row.outer_weight_grams),
    breaks: breaks.map(({ fromUnits, priceE4, pricedUnits }) => ({
      from: count(fromUnits),
      price: priceToWire({ amountE4: priceE4, perUnits: pricedUnits }, quoted),
    })),
    version: row.version,
  }
}
