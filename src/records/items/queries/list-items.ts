import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { type SearchHit, searchHitsMax, startsWith } from '#platform/search'
import { type Ask, requirePermission } from '#platform/work'

import type { ItemView, ListItemsQuery } from '../contract.ts'
import { gtin14 } from '../rules/gtin.ts'
import type { ItemId } from './read-item-facts.ts'

const sorts = {
  sku: { column: 'item.sku', type: 'text' },
  name: { column: 'item.name', type: 'text' },
} as const

/** @throws {PermissionError} when the actor may not read records */
export async function listItems(ask: Ask, asked: ListItemsQuery): Promise<Page<ItemView>> {
  requirePermission(ask, 'records.read')

  const { q, gtin, status, categoryId, valuationMethod } = asked
  let query = selectItems(ask)
  if (q !== undefined) query = query.where(startsWith(['item.sku', 'item.name'], q))
  if (gtin !== undefined) query = query.where(hasGtin(gtin))
  if (status !== undefined) query = query.where('item.status', '=', status)
  if (categoryId !== undefined) query = query.where('item.category_id', '=', categoryId)
  if (valuationMethod !== undefined) {
    query = query.where('item.valuation_method', '=', valuationMethod)
  }
  return readPage(ask, query, { sorts, id: 'item.id', asked, toItem: toView })
}

/** @throws {PermissionError} when the actor may not read records */
export async function readItem(ask: Ask, itemId: ItemId): Promise<ItemView | undefined> {
  requirePermission(ask, 'records.read')

  const row = await selectItems(ask).where('item.id', '=', itemId).executeTakeFirst()
  return row && toView(row)
}

/** The first few whose SKU or name starts with the text. */
export async function searchItems(ask: Ask, q: string): Promise<readonly SearchHit[]> {
  requirePermission(ask, 'records.read')

  const { rows } = await sql<SearchHit>`
    select 'item' as kind, id, sku as code, name from item
    where ${startsWith(['item.sku', 'item.name'], q)}
    order by sku limit ${searchHitsMax}::int
  `.execute(ask.db)
  return rows
}

function hasGtin(gtin: string) {
  return sql<boolean>`item.id in (
    select id from item where gtin <> '' and lpad(gtin, 14, '0') = ${gtin14(gtin)}
    union all
    select item_id from item_pack where gtin <> '' and lpad(gtin, 14, '0') = ${gtin14(gtin)})`
}

function selectItems(ask: Ask) {
  return ask.db.selectFrom('item').select([
    'item.id',
    'item.sku',
    'item.name',
    'item.description',
    'item.gtin',
    'item.unit',
    'item.unit_decimals as unitDecimals',
    'item.category_id as categoryId',
    'item.valuation_method as valuationMethod',
    'item.weight_grams as weightGrams',
    'item.volume_cm3 as volumeCm3',
    'item.tracks_lots as tracksLots',
    'item.tracks_expiry as tracksExpiry',
    'item.status',
    'item.source_system as sourceSystem',
    'item.external_id as externalId',
    'item.version',
    'item.created_at as createdAt',
    sql<ItemView['packs']>`(
        select coalesce(json_agg(json_build_object('unit', p.unit, 'numerator', p.numerator,
          'denominator', p.denominator, 'gtin', p.gtin) order by p.unit), '[]')
        from item_pack p where p.item_id = item.id)`.as('packs'),
  ])
}

type Row = Omit<
  ItemView,
  'createdAt' | 'status' | 'valuationMethod' | 'weightGrams' | 'volumeCm3'
> & {
  readonly status: string
  readonly valuationMethod: string
  readonly weightGrams: bigint | null
  readonly volumeCm3: bigint | null
  readonly createdAt: Date
}

/** Picked field by field, since a page's rows carry its cursor too. */
function toView(row: Row): ItemView {
  return {
    id: row.id,
    sku: row.sku,
    name: row.name,
    description: row.description,
    gtin: row.gtin,
    unit: row.unit,
    unitDecimals: row.unitDecimals,
    categoryId: row.categoryId,
    valuationMethod: row.valuationMethod === 'moving_average' ? 'moving_average' : 'fifo',
    weightGrams: row.weightGrams === null ? null : Number(row.weightGrams),
    volumeCm3: row.volumeCm3 === null ? null : Number(row.volumeCm3),
    tracksLots: row.tracksLots,
    tracksExpiry: row.tracksExpiry,
    packs: row.packs,
    status: row.status === 'inactive' ? 'inactive' : 'active',
    sourceSystem: row.sourceSystem,
    externalId: row.externalId,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
  }
}
