/** Suppliers' terms by the thousand, for imports: one statement for a whole set. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Ask, Tx } from '#platform/work'

import type { SupplierTermId } from '../queries/quote.ts'
import type { Break } from '../rules/quote.ts'
import type { StoredTerm, TermKey } from './terms.ts'

export type WholeTerm = StoredTerm & { readonly breaks: readonly Break[] }

export type TermName = Pick<TermKey, 'supplierId' | 'itemId' | 'placeId' | 'validFrom'>

type BreakRow = Break & { readonly termId: SupplierTermId }

/** Those that exist of these names. */
export async function readWholeTerms(
  ask: Ask | Tx,
  names: readonly TermName[],
  { lock }: { readonly lock: boolean },
): Promise<readonly WholeTerm[]> {
  const { rows } = await sql<StoredTerm>`
    select t.id, t.supplier_id as "supplierId", t.item_id as "itemId", t.place_id as "placeId",
           t.valid_from as "validFrom", t.currency, t.unit, t.unit_numerator as "unitNumerator",
           t.unit_denominator as "unitDenominator", t.supplier_sku as "supplierSku",
           t.moq_units as "moqUnits", t.multiple_units as "multipleUnits",
           t.lead_time_days as "leadTimeDays", t.valid_to as "validTo", t.rank,
           t.inner_units as "innerUnits", t.outer_units as "outerUnits",
           t.layer_units as "layerUnits", t.pallet_units as "palletUnits",
           t.outer_length_mm as "outerLengthMm", t.outer_width_mm as "outerWidthMm",
           t.outer_height_mm as "outerHeightMm", t.outer_weight_grams as "outerWeightGrams",
           t.version
    from unnest(${names.map((name) => name.supplierId)}::uuid[],
                ${names.map((name) => name.itemId)}::uuid[],
                ${names.map((name) => name.placeId)}::uuid[],
                ${names.map((name) => name.validFrom)}::date[])
      as asked (supplier_id, item_id, place_id, valid_from)
    join supplier_term t
      on t.supplier_id = asked.supplier_id and t.item_id = asked.item_id
      and t.valid_from = asked.valid_from and t.place_id is not distinct from asked.place_id
    order by t.id ${lock ? sql`for update of t` : sql``}
  `.execute(ask.db)
  const breaks = await readBreaks(
    ask,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, breaks: breaks.get(row.id) ?? [] }))
}

async function readBreaks(
  ask: Ask | Tx,
  termIds: readonly SupplierTermId[],
): Promise<ReadonlyMap<SupplierTermId, readonly Break[]>> {
  if (termIds.length === 0) return new Map()
  const { rows } = await sql<BreakRow>`
    select b.term_id as "termId", b.from_units as "fromUnits", b.price_e4 as "priceE4",
           b.priced_units as "pricedUnits"
    from unnest(${termIds}::uuid[]) as asked (id)
    join supplier_term_break b on b.term_id = asked.id
    order by b.term_id, b.from_units
  `.execute(ask.db)
  const byTerm = Map.groupBy(rows, ({ termId }) => termId)
  return new Map(
    [...byTerm].map(([termId, found]) => [termId, found.map(({ termId: _, ...each }) => each)]),
  )
}

const given = sql`
  as g (id uuid, "supplierId" uuid, "itemId" uuid, "placeId" uuid, "validFrom" date, currency text,
        unit text, "unitNumerator" bigint, "unitDenominator" bigint, "supplierSku" text,
        "moqUnits" bigint, "multipleUnits" bigint, "leadTimeDays" int, "validTo" date, rank smallint,
        "innerUnits" bigint, "outerUnits" bigint, "layerUnits" bigint, "palletUnits" bigint,
        "outerLengthMm" int, "outerWidthMm" int, "outerHeightMm" int, "outerWeightGrams" bigint)`

export async function insertWholeTerms(tx: Tx, terms: readonly WholeTerm[]): Promise<void> {
  if (terms.length === 0) return
  await sql`
    insert into supplier_term (
      id, supplier_id, item_id, place_id, valid_from, currency, unit, unit_numerator,
      unit_denominator, supplier_sku, moq_units, multiple_units, lead_time_days, valid_to, rank,
      inner_units, outer_units, layer_units, pallet_units, outer_length_mm, outer_width_mm,
      outer_height_mm, outer_weight_grams)
    select g.id, g."supplierId", g."itemId", g."placeId", g."validFrom", g.currency, g.unit,
           g."unitNumerator", g."unitDenominator", g."supplierSku", g."moqUnits", g."multipleUnits",
           g."leadTimeDays", g."validTo", g.rank, g."innerUnits", g."outerUnits", g."layerUnits",
           g."palletUnits", g."outerLengthMm", g."outerWidthMm", g."outerHeightMm",
           g."outerWeightGrams"
    from json_to_recordset(${toJson(terms)}::json) ${given}
  `.execute(tx.db)
}

/** Writes all that may change and counts the versions up; the caller holds the locks. */
export async function updateWholeTerms(tx: Tx, terms: readonly WholeTerm[]): Promise<void> {
  if (terms.length === 0) return
  await sql`
    update supplier_term t
    set supplier_sku = g."supplierSku", moq_units = g."moqUnits",
        multiple_units = g."multipleUnits", lead_time_days = g."leadTimeDays",
        valid_to = g."validTo", rank = g.rank, inner_units = g."innerUnits",
        outer_units = g."outerUnits", layer_units = g."layerUnits", pallet_units = g."palletUnits",
        outer_length_mm = g."outerLengthMm", outer_width_mm = g."outerWidthMm",
        outer_height_mm = g."outerHeightMm", outer_weight_grams = g."outerWeightGrams",
        version = t.version + 1
    from json_to_recordset(${toJson(terms)}::json) ${given}
    where t.id = g.id
  `.execute(tx.db)
}

/** Makes the breaks of these terms what they say: new ones in, others changed, those left out gone. */
export async function writeBreaks(tx: Tx, terms: readonly WholeTerm[]): Promise<void> {
  const breaks = terms.flatMap(({ id, breaks: all }) => all.map((each) => ({ ...each, id })))
  const termIds = breaks.map(({ id }) => id)
  const starts = breaks.map(({ fromUnits }) => fromUnits)
  await sql`
    delete from supplier_term_break b
    using unnest(${terms.map(({ id }) => id)}::uuid[]) as term (id)
    where b.term_id = term.id and not exists (
      select from unnest(${termIds}::uuid[], ${starts}::bigint[]) as kept (term_id, from_units)
      where kept.term_id = b.term_id and kept.from_units = b.from_units)
  `.execute(tx.db)
  await sql`
    insert into supplier_term_break as old (id, term_id, from_units, price_e4, priced_units)
    select * from unnest(
      ${breaks.map(() => tx.newId<'SupplierTermBreak'>())}::uuid[],
      ${termIds}::uuid[],
      ${starts}::bigint[],
      ${breaks.map(({ priceE4 }) => priceE4)}::bigint[],
      ${breaks.map(({ pricedUnits }) => pricedUnits)}::bigint[])
    on conflict (term_id, from_units) do update
      set price_e4 = excluded.price_e4, priced_units = excluded.priced_units
      where (old.price_e4, old.priced_units) <> (excluded.price_e4, excluded.priced_units)
  `.execute(tx.db)
}
