import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { quantityToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { BundlePartView, ListBundlePartsQuery } from '../contract.ts'
import { type BundlePart, type PartWanted, partsOf } from '../rules/bundle.ts'
import type { ItemId } from './read-item-facts.ts'

const sorts = {
  bundle: { column: 'bundle.sku', type: 'text' },
  part: { column: 'part.sku', type: 'text' },
} as const

/** @throws {PermissionError} when the actor may not read records */
export async function listBundleParts(
  ask: Ask,
  asked: ListBundlePartsQuery,
): Promise<Page<BundlePartView>> {
  requirePermission(ask, 'records.read')

  const { bundleItemId, partItemId } = asked
  let query = selectParts(ask)
  if (bundleItemId !== undefined) {
    query = query.where('bundle_part.bundle_item_id', '=', bundleItemId)
  }
  if (partItemId !== undefined) query = query.where('bundle_part.part_item_id', '=', partItemId)
  return readPage(ask, query, { sorts, id: 'bundle_part.id', asked, toItem: toView })
}

/** All parts of one bundle, by SKU. For acts on it: they check their own permission. */
export async function readBundle(
  ask: Ask,
  bundleItemId: ItemId,
): Promise<readonly BundlePartView[]> {
  const rows = await selectParts(ask)
    .where('bundle_part.bundle_item_id', '=', bundleItemId)
    .orderBy('part.sku')
    .execute()
  return rows.map(toView)
}

function selectParts(ask: Ask) {
  return ask.db
    .selectFrom('bundle_part')
    .innerJoin('item as bundle', 'bundle.id', 'bundle_part.bundle_item_id')
    .innerJoin('item as part', 'part.id', 'bundle_part.part_item_id')
    .select([
      'bundle_part.id',
      'bundle.id as bundleId',
      'bundle.sku as bundleSku',
      'bundle.name as bundleName',
      'bundle.unit as bundleUnit',
      'part.id as partId',
      'part.sku as partSku',
      'part.name as partName',
      'part.unit as unit',
      'part.unit_decimals as unitDecimals',
      'bundle_part.part_units as partUnits',
      'bundle_part.price_share as priceShare',
    ])
}

type Row = {
  readonly id: string
  readonly bundleId: string
  readonly bundleSku: string
  readonly bundleName: string
  readonly bundleUnit: string
  readonly partId: string
  readonly partSku: string
  readonly partName: string
  readonly unit: string
  readonly unitDecimals: number
  readonly partUnits: bigint
  readonly priceShare: number
}

function toView(row: Row): BundlePartView {
  return {
    id: row.id,
    bundle: { id: row.bundleId, sku: row.bundleSku, name: row.bundleName },
    bundleUnit: row.bundleUnit,
    part: { id: row.partId, sku: row.partSku, name: row.partName },
    quantity: quantityToWire(row.partUnits, row),
    priceShare: row.priceShare,
  }
}

export type Exploded =
  /** No bundle: taken from stock as it is. */
  | { readonly kind: 'item' }
  | { readonly kind: 'bundle'; readonly parts: readonly PartWanted[] }
  /** So many of the bundle come to no whole number of a part. */
  | { readonly kind: 'not_whole' }

type PartRow = BundlePart & { readonly bundleItemId: string; readonly unitDecimals: number }

/** What each line is taken from stock as; one answer for each, in order. One statement. */
export async function explodeBundles(
  ask: Ask,
  lines: readonly { readonly itemId: string; readonly units: bigint }[],
): Promise<readonly Exploded[]> {
  const { rows } = await sql<PartRow>`
    select b.bundle_item_id as "bundleItemId", i.unit_decimals as "unitDecimals",
           b.part_item_id as "partItemId", b.part_units as "partUnits", b.price_share as "priceShare"
    from bundle_part b
    join item i on i.id = b.bundle_item_id
    join item part on part.id = b.part_item_id
    where b.bundle_item_id = any(${[...new Set(lines.map(({ itemId }) => itemId))]}::uuid[])
    order by part.sku
  `.execute(ask.db)
  const byBundle = Map.groupBy(rows, ({ bundleItemId }) => bundleItemId)
  return lines.map(({ itemId, units }): Exploded => {
    const [first, ...others] = byBundle.get(itemId) ?? []
    if (first === undefined) return { kind: 'item' }
    const made = [first, ...others].map(({ partItemId, partUnits, priceShare }) => ({
      partItemId,
      partUnits,
      priceShare,
    }))
    const parts = partsOf(made, units, first.unitDecimals)
    return parts === undefined ? { kind: 'not_whole' } : { kind: 'bundle', parts }
  })
}
