/** The only SQL that writes items and their packs. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { ItemCategoryId, ItemId, ValuationMethod } from '../queries/read-item-facts.ts'
import type { PackTerms } from '../rules/item-terms.ts'

/** As its columns are, in our words. */
export type ItemFields = {
  readonly sku: string
  readonly name: string
  readonly description: string
  readonly gtin: string
  readonly unit: string
  readonly unitDecimals: number
  readonly categoryId: ItemCategoryId | null
  readonly valuationMethod: ValuationMethod
  readonly weightGrams: bigint | null
  readonly volumeCm3: bigint | null
  readonly tracksLots: boolean
  readonly tracksExpiry: boolean
  readonly status: 'active' | 'inactive'
  readonly sourceSystem: string
  readonly externalId: string
}

export type StoredItem = ItemFields & { readonly id: ItemId; readonly version: number }

/** @returns false when the SKU, the GTIN or the external id is taken */
export async function insertItem(tx: Tx, id: ItemId, fields: ItemFields): Promise<boolean> {
  const rows = await tx.db
    .insertInto('item')
    .values({ id, ...columnsOf(fields), created_at: tx.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return rows.length === 1
}

export async function lockItem(tx: Tx, itemId: ItemId): Promise<StoredItem | undefined> {
  const { rows } = await sql<StoredItem>`
    select id, sku, name, description, gtin, unit, unit_decimals as "unitDecimals",
           category_id as "categoryId", valuation_method as "valuationMethod",
           weight_grams as "weightGrams", volume_cm3 as "volumeCm3", tracks_lots as "tracksLots",
           tracks_expiry as "tracksExpiry", status, source_system as "sourceSystem",
           external_id as "externalId", version
    from item where id = ${itemId}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

export async function readStoredPacks(tx: Tx, itemId: ItemId): Promise<readonly PackTerms[]> {
  const { rows } = await sql<PackTerms>`
    select unit, numerator, denominator, gtin from item_pack
    where item_id = ${itemId}::uuid order by unit
  `.execute(tx.db)
  return rows
}

/** Writes the whole row and counts its version up; the caller holds its lock. */
export async function updateItem(tx: Tx, item: StoredItem): Promise<void> {
  await tx.db
    .updateTable('item')
    .set({ ...columnsOf(item), version: item.version + 1 })
    .where('id', '=', item.id)
    .execute()
}

/** Makes the packs of an item these: new ones in, others changed, those left out gone. */
export async function replacePacks(
  tx: Tx,
  itemId: ItemId,
  packs: readonly PackTerms[],
): Promise<void> {
  const units = packs.map((pack) => pack.unit)
  await sql`
    delete from item_pack where item_id = ${itemId}::uuid and unit <> all(${units}::text[])
  `.execute(tx.db)
  if (packs.length === 0) return
  await sql`
    insert into item_pack (id, item_id, unit, numerator, denominator, gtin)
    select p.id, ${itemId}::uuid, p.unit, p.numerator, p.denominator, p.gtin
    from unnest(
      ${packs.map(() => tx.newId<'ItemPack'>())}::uuid[],
      ${units}::text[],
      ${packs.map((pack) => pack.numerator)}::bigint[],
      ${packs.map((pack) => pack.denominator)}::bigint[],
      ${packs.map((pack) => pack.gtin)}::text[]) as p (id, unit, numerator, denominator, gtin)
    on conflict (item_id, unit) do update
      set numerator = excluded.numerator, denominator = excluded.denominator, gtin = excluded.gtin
  `.execute(tx.db)
}

/** Adds the units that are not there yet, named by their code. */
export async function ensureUnits(tx: Tx, codes: readonly string[]): Promise<void> {
  const sorted = [...new Set(codes)].sort()
  await sql`
    insert into unit (id, code, name)
    select u.id, u.code, u.code
    from unnest(${sorted.map(() => tx.newId<'Unit'>())}::uuid[], ${sorted}::text[]) as u (id, code)
    on conflict (code) do nothing
  `.execute(tx.db)
}

function columnsOf(fields: ItemFields) {
  return {
    sku: fields.sku,
    name: fields.name,
    description: fields.description,
    gtin: fields.gtin,
    unit: fields.unit,
    unit_decimals: fields.unitDecimals,
    category_id: fields.categoryId,
    valuation_method: fields.valuationMethod,
    weight_grams: fields.weightGrams,
    volume_cm3: fields.volumeCm3,
    tracks_lots: fields.tracksLots,
    tracks_expiry: fields.tracksExpiry,
    status: fields.status,
    source_system: fields.sourceSystem,
    external_id: fields.externalId,
  }
}
