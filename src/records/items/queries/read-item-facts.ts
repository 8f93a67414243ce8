import { sql } from 'kysely'

import type { Id } from '#kernel/brand'
import type { Pack } from '#kernel/quantity'
import type { Ask } from '#platform/work'

export type ItemId = Id<'Item'>
export type ItemCategoryId = Id<'ItemCategory'>
export type ValuationMethod = 'fifo' | 'moving_average'

/** What flow and books ask of an item. It is a `Measure` of the kernel, too. */
export type ItemFacts = {
  readonly id: ItemId
  readonly sku: string
  readonly name: string
  /** The stocking unit; one base unit is 10^-unitDecimals of it. */
  readonly unit: string
  readonly unitDecimals: number
  readonly packs: readonly Pack[]
  readonly valuationMethod: ValuationMethod
  readonly tracksLots: boolean
  readonly tracksExpiry: boolean
  readonly status: 'active' | 'inactive'
  readonly categoryId: ItemCategoryId | null
}

type FactRow = Omit<ItemFacts, 'packs'> & {
  readonly packUnits: readonly string[] | null
  readonly numerators: readonly bigint[] | null
  readonly denominators: readonly bigint[] | null
}

/** Those that exist, by id. */
export async function readItemFacts(
  ask: Ask,
  itemIds: readonly ItemId[],
): Promise<ReadonlyMap<ItemId, ItemFacts>> {
  const { rows } = await sql<FactRow>`
    select i.id, i.sku, i.name, i.unit, i.unit_decimals as "unitDecimals",
           i.valuation_method as "valuationMethod", i.tracks_lots as "tracksLots",
           i.tracks_expiry as "tracksExpiry", i.status, i.category_id as "categoryId",
           p.units as "packUnits", p.numerators, p.denominators
    from item i
    left join lateral (
      select array_agg(unit order by unit) as units, array_agg(numerator order by unit) as numerators,
             array_agg(denominator order by unit) as denominators
      from item_pack where item_id = i.id) p on true
    where i.id = any(${itemIds}::uuid[])
  `.execute(ask.db)
  return new Map(rows.map((row) => [row.id, factsOf(row)]))
}

/** Items by what a file calls them: their SKU, or else the external id that only one of them has. */
export async function readItemsByReference(
  ask: Ask,
  references: readonly string[],
): Promise<ReadonlyMap<string, ItemFacts>> {
  const { rows } = await sql<{ readonly reference: string; readonly id: ItemId }>`
    select asked.reference, i.id
    from unnest(${[...new Set(references)]}::text[]) as asked (reference)
    join item i on i.sku = asked.reference
    union all
    select asked.reference, min(i.id::text)::uuid
    from unnest(${[...new Set(references)]}::text[]) as asked (reference)
    join item i on i.external_id = asked.reference and i.external_id <> ''
    where not exists (select from item named where named.sku = asked.reference)
    group by asked.reference having count(*) = 1
  `.execute(ask.db)
  const itemIds = rows.map(({ id }) => id)
  const byId = await readItemFacts(ask, itemIds)
  return new Map(
    rows.flatMap(({ reference, id }) => {
      const item = byId.get(id)
      return item === undefined ? [] : [[reference, item] as const]
    }),
  )
}

function factsOf(row: FactRow): ItemFacts {
  const { packUnits, numerators, denominators, ...facts } = row
  const packs = (packUnits ?? []).map((unit, index) => ({
    unit,
    numerator: numerators?.[index] ?? 1n,
    denominator: denominators?.[index] ?? 1n,
  }))
  return { ...facts, packs }
}
