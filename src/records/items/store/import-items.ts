/**
 * Items by the thousand, for imports: one statement for a whole set.
 *
 * Keys are joined, not asked by `= any(…)`: a plan kept from when the table was empty reads all of it,
 * and then compares each row with each key.
 */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Ask, Tx } from '#platform/work'

import type { ItemId } from '../queries/read-item-facts.ts'
import { gtin14 } from '../rules/gtin.ts'
import type { PackTerms } from '../rules/item-terms.ts'
import type { StoredItem } from './items.ts'

/** An item as an import sees it: its category by code, its packs beside it. */
export type WholeItem = Omit<StoredItem, 'categoryId'> & {
  readonly category: string
  readonly packs: readonly PackTerms[]
}

type PackRow = PackTerms & { readonly itemId: ItemId }

/** Those that exist, by SKU. */
export async function readWholeItems(
  ask: Ask | Tx,
  skus: readonly string[],
  { lock }: { readonly lock: boolean },
): Promise<ReadonlyMap<string, WholeItem>> {
  const { rows } = await sql<Omit<WholeItem, 'packs'>>`
    select i.id, i.sku, i.name, i.description, i.gtin, i.unit, i.unit_decimals as "unitDecimals",
           coalesce(c.code, '') as category, i.valuation_method as "valuationMethod",
           i.weight_grams as "weightGrams", i.volume_cm3 as "volumeCm3",
           i.tracks_lots as "tracksLots", i.tracks_expiry as "tracksExpiry", i.status,
           i.source_system as "sourceSystem", i.external_id as "externalId", i.version
    from unnest(${skus}::text[]) as asked (sku)
    join item i on i.sku = asked.sku
    left join item_category c on c.id = i.category_id
    order by i.id ${lock ? sql`for update of i` : sql``}
  `.execute(ask.db)
  const packs = await readPacks(
    ask,
    rows.map(({ id }) => id),
  )
  return new Map(rows.map((row) => [row.sku, { ...row, packs: packs.get(row.id) ?? [] }]))
}

async function readPacks(
  ask: Ask | Tx,
  itemIds: readonly ItemId[],
): Promise<ReadonlyMap<ItemId, readonly PackTerms[]>> {
  if (itemIds.length === 0) return new Map()
  const { rows } = await sql<PackRow>`
    select p.item_id as "itemId", p.unit, p.numerator, p.denominator, p.gtin
    from unnest(${itemIds}::uuid[]) as asked (id) join item_pack p on p.item_id = asked.id
    order by p.unit
  `.execute(ask.db)
  const byItem = Map.groupBy(rows, ({ itemId }) => itemId)
  return new Map(
    [...byItem].map(([itemId, found]) => [itemId, found.map(({ itemId: _, ...pack }) => pack)]),
  )
}

export type KeyOwner = { readonly key: string; readonly sku: string }

/** Which item has each GTIN, itself or by a pack; keys are in fourteen digits. */
export async function readGtinOwners(
  ask: Ask | Tx,
  gtins: readonly string[],
): Promise<readonly KeyOwner[]> {
  if (gtins.length === 0) return []
  const keys = gtins.map(gtin14)
  const { rows } = await sql<KeyOwner>`
    select asked.key, i.sku
    from unnest(${keys}::text[]) as asked (key)
    join item i on lpad(i.gtin, 14, '0') = asked.key and i.gtin <> ''
    union all
    select asked.key, i.sku
    from unnest(${keys}::text[]) as asked (key)
    join item_pack p on lpad(p.gtin, 14, '0') = asked.key and p.gtin <> ''
    join item i on i.id = p.item_id
  `.execute(ask.db)
  return rows
}

export type SourceOwner = {
  readonly sourceSystem: string
  readonly externalId: string
  readonly sku: string
}

/** Which item has each external id. */
export async function readSourceOwners(
  ask: Ask | Tx,
  externalIds: readonly string[],
): Promise<readonly SourceOwner[]> {
  if (externalIds.length === 0) return []
  const { rows } = await sql<SourceOwner>`
    select i.source_system as "sourceSystem", i.external_id as "externalId", i.sku
    from unnest(${externalIds}::text[]) as asked (id)
    join item i on i.external_id = asked.id and i.external_id <> ''
  `.execute(ask.db)
  return rows
}

/** Adds the categories that are not there yet, named by their code. */
export async function ensureCategories(tx: Tx, codes: readonly string[]): Promise<void> {
  const sorted = [...new Set(codes)].filter(Boolean).sort()
  if (sorted.length === 0) return
  await sql`
    insert into item_category (id, code, name)
    select c.id, c.code, c.code
    from unnest(${sorted.map(() => tx.newId<'ItemCategory'>())}::uuid[], ${sorted}::text[])
      as c (id, code)
    where not exists (select from item_category known where known.code = c.code)
    on conflict (code) do nothing
  `.execute(tx.db)
}

const given = sql`
  as g (id uuid, sku text, name text, description text, gtin text, unit text, "unitDecimals" smallint,
        category text, "valuationMethod" text, "weightGrams" bigint, "volumeCm3" bigint,
        "tracksLots" boolean, "tracksExpiry" boolean, status text, "sourceSystem" text,
        "externalId" text)`

export async function insertWholeItems(tx: Tx, items: readonly WholeItem[]): Promise<void> {
  if (items.length === 0) return
  await sql`
    insert into item (id, sku, name, description, gtin, unit, unit_decimals, category_id,
                      valuation_method, weight_grams, volume_cm3, tracks_lots, tracks_expiry, status,
                      source_system, external_id, created_at)
    select g.id, g.sku, g.name, g.description, g.gtin, g.unit, g."unitDecimals", c.id,
           g."valuationMethod", g."weightGrams", g."volumeCm3", g."tracksLots", g."tracksExpiry",
           g.status, g."sourceSystem", g."externalId", ${tx.now}::timestamptz
    from json_to_recordset(${toJson(items)}::json) ${given}
    left join item_category c on c.code = nullif(g.category, '')
  `.execute(tx.db)
}

/** Writes whole rows and counts their versions up; the caller holds their locks. */
export async function updateWholeItems(tx: Tx, items: readonly WholeItem[]): Promise<void> {
  if (items.length === 0) return
  await sql`
    update item i
    set name = g.name, description = g.description, gtin = g.gtin,
        category_id = (select c.id from item_category c where c.code = g.category),
        weight_grams = g."weightGrams", volume_cm3 = g."volumeCm3",
        tracks_expiry = g."tracksExpiry", status = g.status, source_system = g."sourceSystem",
        external_id = g."externalId", version = i.version + 1
    from json_to_recordset(${toJson(items)}::json) ${given}
    where i.id = g.id
  `.execute(tx.db)
}

/** Adds packs and changes those that are there; others stay. */
export async function upsertPacks(
  tx: Tx,
  packs: readonly (PackTerms & { readonly itemId: ItemId })[],
): Promise<void> {
  if (packs.length === 0) return
  await sql`
    insert into item_pack (id, item_id, unit, numerator, denominator, gtin)
    select p.id, p.item_id, p.unit, p.numerator, p.denominator, p.gtin
    from unnest(
      ${packs.map(() => tx.newId<'ItemPack'>())}::uuid[],
      ${packs.map((pack) => pack.itemId)}::uuid[],
      ${packs.map((pack) => pack.unit)}::text[],
      ${packs.map((pack) => pack.numerator)}::bigint[],
      ${packs.map((pack) => pack.denominator)}::bigint[],
      ${packs.map((pack) => pack.gtin)}::text[])
      as p (id, item_id, unit, numerator, denominator, gtin)
    on conflict (item_id, unit) do update
      set numerator = excluded.numerator, denominator = excluded.denominator, gtin = excluded.gtin
      where (item_pack.numerator, item_pack.denominator, item_pack.gtin)
        is distinct from (excluded.numerator, excluded.denominator, excluded.gtin)
  `.execute(tx.db)
}

/** Counts up the versions of items whose packs were written. */
export async function touchItems(tx: Tx, itemIds: readonly ItemId[]): Promise<void> {
  await sql`
    update item i set version = i.version + 1
    from (select distinct id from unnest(${itemIds}::uuid[]) as given (id)) touched
    where i.id = touched.id
  `.execute(tx.db)
}
