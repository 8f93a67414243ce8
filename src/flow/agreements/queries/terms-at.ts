import { sql } from 'kysely'

import { idColumn } from '#platform/columns'
import type { Ask } from '#platform/work'

import type { Break, Term } from '../rules/quote.ts'

/** A supplier's terms with the sizes it packs in. */
export type SizedTerm = Omit<Term, 'exchange'> & {
  readonly supplierSku: string
  readonly layerUnits: bigint | null
  readonly palletUnits: bigint | null
  /** Of the outer carton, where both its size and its units are known. */
  readonly outerUnits: bigint | null
  readonly outerVolumeCm3: bigint | null
  readonly outerWeightGrams: bigint | null
}

type Row = Omit<SizedTerm, 'breaks'> & {
  readonly fromUnits: readonly bigint[]
  readonly pricesE4: readonly bigint[]
  readonly pricedUnits: readonly bigint[]
}

/** All terms of active suppliers for these items that are valid on the day, at whatever place. */
export async function termsAt(
  ask: Ask,
  question: { readonly itemIds: readonly string[]; readonly day: string },
): Promise<readonly SizedTerm[]> {
  const { rows } = await sql<Row>`
    select t.id as "termId", t.supplier_id as "supplierId", t.item_id as "itemId",
           t.place_id as "placeId", t.currency, t.rank, t.valid_from as "validFrom",
           t.moq_units as "moqUnits", t.multiple_units as "multipleUnits",
           t.lead_time_days as "leadTimeDays", t.supplier_sku as "supplierSku",
           t.layer_units as "layerUnits", t.pallet_units as "palletUnits",
           t.outer_units as "outerUnits", t.outer_weight_grams as "outerWeightGrams",
           t.outer_length_mm::bigint * t.outer_width_mm * t.outer_height_mm / 1000 as "outerVolumeCm3",
           b.from_units as "fromUnits", b.prices_e4 as "pricesE4", b.priced_units as "pricedUnits"
    from supplier_term t
    join supplier s on s.id = t.supplier_id
    cross join lateral (
      select coalesce(array_agg(from_units), '{}') as from_units,
             coalesce(array_agg(price_e4), '{}') as prices_e4,
             coalesce(array_agg(priced_units), '{}') as priced_units
      from (select * from supplier_term_break where term_id = t.id order by from_units) as step) b
    where t.item_id = any(${idColumn(question.itemIds, (id) => id)}::uuid[])
      and t.valid_from <= ${question.day}::date
      and (t.valid_to is null or t.valid_to >= ${question.day}::date)
      and s.status = 'active'
  `.execute(ask.db)
  return rows.map(({ fromUnits, pricesE4, pricedUnits, ...term }) => ({
    ...term,
    breaks: fromUnits.map((from, at): Break => {
      return { fromUnits: from, priceE4: pricesE4[at] ?? 0n, pricedUnits: pricedUnits[at] ?? 1n }
    }),
  }))
}
