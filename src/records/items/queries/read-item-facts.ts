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

/** Ids by SKU, of those that exist. */
export async function readItemIdsBySku(
  ask: Ask,
  skus: readonly string[],
): Promise<ReadonlyMap<string, ItemId>> {
  const { rows } = await sql<{ readonly sku: string; readonly id: ItemId }>`
    select sku, id from item where sku = any(${skus}::text[])
  `.execute(ask.db)
  return new Map(rows.map((row) => [row.sku, row.id]))
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
