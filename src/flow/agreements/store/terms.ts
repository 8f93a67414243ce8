/** The only SQL that writes suppliers' terms and their breaks. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'
import type { ItemId } from '#records/items'
import type { PlaceId } from '#records/places'
import type { SupplierId } from '#records/suppliers'

import type { SupplierTermId } from '../queries/quote.ts'
import type { Break } from '../rules/quote.ts'

/** What names the terms; it stays. */
export type TermKey = {
  readonly supplierId: SupplierId
  readonly itemId: ItemId
  /** Null: for every place. */
  readonly placeId: PlaceId | null
  readonly validFrom: string
  readonly currency: string
  /** In which the supplier counts, and how many base units one is. */
  readonly unit: string
  readonly unitNumerator: bigint
  readonly unitDenominator: bigint
}

/** What may change; quantities are base units of the item. */
export type TermFields = {
  readonly supplierSku: string
  readonly moqUnits: bigint
  readonly multipleUnits: bigint
  readonly leadTimeDays: number
  readonly validTo: string | null
  readonly rank: number
  readonly innerUnits: bigint | null
  readonly outerUnits: bigint | null
  readonly layerUnits: bigint | null
  readonly palletUnits: bigint | null
  readonly outerLengthMm: number | null
  readonly outerWidthMm: number | null
  readonly outerHeightMm: number | null
  readonly outerWeightGrams: bigint | null
}

export type StoredTerm = TermKey &
  TermFields & { readonly id: SupplierTermId; readonly version: number }

/** @returns false when the supplier has terms for the item and place from that day already */
export async function insertTerm(
  tx: Tx,
  id: SupplierTermId,
  term: TermKey & TermFields,
): Promise<boolean> {
  const rows = await tx.db
    .insertInto('supplier_term')
    .values({
      id,
      supplier_id: term.supplierId,
      item_id: term.itemId,
      place_id: term.placeId,
      valid_from: term.validFrom,
      currency: term.currency,
      unit: term.unit,
      unit_numerator: term.unitNumerator,
      unit_denominator: term.unitDenominator,
      ...columnsOf(term),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return rows.length === 1
}

export async function lockTerm(tx: Tx, termId: SupplierTermId): Promise<StoredTerm | undefined> {
  const { rows } = await sql<StoredTerm>`
    select id, supplier_id as "supplierId", item_id as "itemId", place_id as "placeId",
           valid_from as "validFrom", currency, unit, unit_numerator as "unitNumerator",
           unit_denominator as "unitDenominator", supplier_sku as "supplierSku",
           moq_units as "moqUnits", multiple_units as "multipleUnits",
           lead_time_days as "leadTimeDays", valid_to as "validTo", rank,
           inner_units as "innerUnits", outer_units as "outerUnits", layer_units as "layerUnits",
           pallet_units as "palletUnits", outer_length_mm as "outerLengthMm",
           outer_width_mm as "outerWidthMm", outer_height_mm as "outerHeightMm",
           outer_weight_grams as "outerWeightGrams", version
    from supplier_term where id = ${termId}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

export async function readStoredBreaks(tx: Tx, termId: SupplierTermId): Promise<readonly Break[]> {
  const { rows } = await sql<Break>`
    select from_units as "fromUnits", price_e4 as "priceE4", priced_units as "pricedUnits"
    from supplier_term_break where term_id = ${termId}::uuid order by from_units
  `.execute(tx.db)
  return rows
}

/** Writes all that may change and counts the version up; the caller holds the lock. */
export async function updateTerm(tx: Tx, term: StoredTerm): Promise<void> {
  await tx.db
    .updateTable('supplier_term')
    .set({ ...columnsOf(term), version: term.version + 1 })
    .where('id', '=', term.id)
    .execute()
}

/** Makes the breaks these: new ones in, others changed, those left out gone. */
export async function replaceBreaks(
  tx: Tx,
  termId: SupplierTermId,
  breaks: readonly Break[],
): Promise<void> {
  const starts = breaks.map((each) => each.fromUnits)
  await sql`
    delete from supplier_term_break
    where term_id = ${termId}::uuid and from_units <> all(${starts}::bigint[])
  `.execute(tx.db)
  await sql`
    insert into supplier_term_break (id, term_id, from_units, price_e4, priced_units)
    select b.id, ${termId}::uuid, b.from_units, b.price_e4, b.priced_units
    from unnest(
      ${breaks.map(() => tx.newId<'SupplierTermBreak'>())}::uuid[],
      ${starts}::bigint[],
      ${breaks.map((each) => each.priceE4)}::bigint[],
      ${breaks.map((each) => each.pricedUnits)}::bigint[]) as b (id, from_units, price_e4, priced_units)
    on conflict (term_id, from_units) do update
      set price_e4 = excluded.price_e4, priced_units = excluded.priced_units
  `.execute(tx.db)
}

/** Its breaks go with it. */
export async function removeTerm(tx: Tx, termId: SupplierTermId): Promise<void> {
  await sql`delete from supplier_term where id = ${termId}::uuid`.execute(tx.db)
}

function columnsOf(fields: TermFields) {
  return {
    supplier_sku: fields.supplierSku,
    moq_units: fields.moqUnits,
    multiple_units: fields.multipleUnits,
    lead_time_days: fields.leadTimeDays,
    valid_to: fields.validTo,
    rank: fields.rank,
    inner_units: fields.innerUnits,
    outer_units: fields.outerUnits,
    layer_units: fields.layerUnits,
    pallet_units: fields.palletUnits,
    outer_length_mm: fields.outerLengthMm,
    outer_width_mm: fields.outerWidthMm,
    outer_height_mm: fields.outerHeightMm,
    outer_weight_grams: fields.outerWeightGrams,
  }
}
