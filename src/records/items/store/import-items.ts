/** Items by the thousand, for imports: one statement for a whole set. */
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

type WholeRow = Omit<WholeItem, 'packs'> & {
  readonly packUnits: readonly string[] | null
  readonly numerators: readonly bigint[] | null
  readonly denominators: readonly bigint[] | null
  readonly packGtins: readonly string[] | null
}

/** Those that exist, by SKU. */
export async function readWholeItems(
  ask: Ask | Tx,
  skus: readonly string[],
  { lock }: { readonly lock: boolean },
): Promise<ReadonlyMap<string, WholeItem>> {
  const { rows } = await sql<WholeRow>`
    select i.id, i.sku, i.name, i.description, i.gtin, i.unit, i.unit_decimals as "unitDecimals",
           coalesce(c.code, '') as category, i.valuation_method as "valuationMethod",
           i.weight_grams as "weightGrams", i.volume_cm3 as "volumeCm3",
           i.tracks_lots as "tracksLots", i.tracks_expiry as "tracksExpiry", i.status,
           i.source_system as "sourceSystem", i.external_id as "externalId", i.version,
           p.units as "packUnits", p.numerators, p.denominators, p.gtins as "packGtins"
    from item i
    left join item_category c on c.id = i.category_id
    left join lateral (
      select array_agg(unit order by unit) as units, array_agg(numerator order by unit) as numerators,
             array_agg(denominator order by unit) as denominators,
             array_agg(gtin order by unit) as gtins
      from item_pack where item_id = i.id) p on true
    where i.sku = any(${skus}::text[])
    order by i.id ${lock ? sql`for update of i` : sql``}
  `.execute(ask.db)
  return new Map(rows.map((row) => [row.sku, wholeOf(row)]))
}

function wholeOf(row: WholeRow): WholeItem {
  const { packUnits, numerators, denominators, packGtins, ...item } = row
  const packs = (packUnits ?? []).map((unit, index) => ({
    unit,
    numerator: numerators?.[index] ?? 1n,
    denominator: denominators?.[index] ?? 1n,
    gtin: packGtins?.[index] ?? '',
  }))
  return { ...item, packs }
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
    select lpad(gtin, 14, '0') as key, sku from item
    where gtin <> '' and lpad(gtin, 14, '0') = any(${keys}::text[])
    union all
    select lpad(p.gtin, 14, '0'), i.sku from item_pack p join item i on i.id = p.item_id
    where p.gtin <> '' and lpad(p.gtin, 14, '0') = any(${keys}::text[])
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
    select source_system as "sourceSystem", external_id as "externalId", sku from item
    where external_id <> '' and external_id = any(${externalIds}::text[])
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
