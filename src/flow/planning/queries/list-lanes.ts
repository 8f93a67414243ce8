import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { moneyToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type {
  ListOrderMinimumsQuery,
  ListSourceLanesQuery,
  OrderMinimumView,
  SourceLaneView,
} from '../contract.ts'
import type { OrderMinimumId, SourceLaneId } from '../store/lanes.ts'

const laneSorts = { id: { column: 'source_lane.id', type: 'uuid' } } as const
const minimumSorts = { id: { column: 'order_minimum.id', type: 'uuid' } } as const

/** @throws {PermissionError} when the actor may not read plans */
export async function listLanes(
  ask: Ask,
  asked: ListSourceLanesQuery,
): Promise<Page<SourceLaneView>> {
  requirePermission(ask, 'plans.read')

  const { fromPlaceId, toPlaceId, itemId, status } = asked
  let query = selectLanes(ask)
  if (fromPlaceId !== undefined) query = query.where('source_lane.from_place_id', '=', fromPlaceId)
  if (toPlaceId !== undefined) query = query.where('source_lane.to_place_id', '=', toPlaceId)
  if (itemId !== undefined) query = query.where('source_lane.item_id', '=', itemId)
  if (status !== undefined) query = query.where('source_lane.status', '=', status)
  return readPage(ask, query, { sorts: laneSorts, id: 'source_lane.id', asked, toItem: toLane })
}

/** @throws {PermissionError} when the actor may not read plans */
export async function readLane(ask: Ask, id: SourceLaneId): Promise<SourceLaneView | undefined> {
  requirePermission(ask, 'plans.read')

  const row = await selectLanes(ask).where('source_lane.id', '=', id).executeTakeFirst()
  return row && toLane(row)
}

function selectLanes(ask: Ask) {
  return ask.db
    .selectFrom('source_lane')
    .innerJoin('place as source', 'source.id', 'source_lane.from_place_id')
    .innerJoin('place as target', 'target.id', 'source_lane.to_place_id')
    .innerJoin('company', 'company.id', 'target.company_id')
    .leftJoin('item', 'item.id', 'source_lane.item_id')
    .leftJoin('item_category', 'item_category.id', 'source_lane.category_id')
    .select([
      'source_lane.id',
      'source_lane.from_place_id as fromPlaceId',
      'source.code as fromPlaceCode',
      'source.name as fromPlaceName',
      'source_lane.to_place_id as toPlaceId',
      'target.code as toPlaceCode',
      'target.name as toPlaceName',
      'source_lane.item_id as itemId',
      'item.sku',
      'item.name as itemName',
      'source_lane.category_id as categoryId',
      'item_category.name as categoryName',
      'source_lane.rank',
      'source_lane.lead_time_days as leadTimeDays',
      'source_lane.multiple_units as multipleUnits',
      'source_lane.fixed_cost_minor as fixedCostMinor',
      'source_lane.cost_per_kg_minor as costPerKgMinor',
      'company.currency',
      sql<SourceLaneView['status']>`source_lane.status`.as('status'),
      'source_lane.version',
    ])
}

function toLane(
  row: Awaited<ReturnType<ReturnType<typeof selectLanes>['execute']>>[number],
): SourceLaneView {
  const { currency } = row
  return {
    id: row.id,
    fromPlaceId: row.fromPlaceId,
    fromPlaceCode: row.fromPlaceCode,
    fromPlaceName: row.fromPlaceName,
    toPlaceId: row.toPlaceId,
    toPlaceCode: row.toPlaceCode,
    toPlaceName: row.toPlaceName,
    itemId: row.itemId,
    sku: row.sku,
    itemName: row.itemName,
    categoryId: row.categoryId,
    categoryName: row.categoryName,
    rank: row.rank,
    leadTimeDays: row.leadTimeDays,
    multipleUnits: Number(row.multipleUnits),
    fixedCost: moneyToWire(row.fixedCostMinor, currency),
    costPerKg: moneyToWire(row.costPerKgMinor, currency),
    status: row.status,
    version: row.version,
  }
}

/** @throws {PermissionError} when the actor may not read plans */
export async function listMinimums(
  ask: Ask,
  asked: ListOrderMinimumsQuery,
): Promise<Page<OrderMinimumView>> {
  requirePermission(ask, 'plans.read')

  const { supplierId, placeId } = asked
  let query = selectMinimums(ask)
  if (supplierId !== undefined) query = query.where('order_minimum.supplier_id', '=', supplierId)
  if (placeId !== undefined) query = query.where('order_minimum.place_id', '=', placeId)
  return readPage(ask, query, {
    sorts: minimumSorts,
    id: 'order_minimum.id',
    asked,
    toItem: toMinimum,
  })
}

/** @throws {PermissionError} when the actor may not read plans */
export async function readMinimum(
  ask: Ask,
  id: OrderMinimumId,
): Promise<OrderMinimumView | undefined> {
  requirePermission(ask, 'plans.read')

  const row = await selectMinimums(ask).where('order_minimum.id', '=', id).executeTakeFirst()
  return row && toMinimum(row)
}

function selectMinimums(ask: Ask) {
  return ask.db
    .selectFrom('order_minimum')
    .innerJoin('supplier', 'supplier.id', 'order_minimum.supplier_id')
    .leftJoin('place', 'place.id', 'order_minimum.place_id')
    .select([
      'order_minimum.id',
      'order_minimum.supplier_id as supplierId',
      'supplier.name as supplierName',
      'order_minimum.place_id as placeId',
      'place.code as placeCode',
      'place.name as placeName',
      'order_minimum.currency',
      'order_minimum.minimum_value_minor as minimumValueMinor',
      'order_minimum.load_name as loadName',
      'order_minimum.load_volume_cm3 as loadVolumeCm3',
      'order_minimum.load_weight_grams as loadWeightGrams',
      'order_minimum.review_days as reviewDays',
      'order_minimum.version',
    ])
}

function toMinimum(
  row: Awaited<ReturnType<ReturnType<typeof selectMinimums>['execute']>>[number],
): OrderMinimumView {
  const { loadVolumeCm3, loadWeightGrams } = row
  return {
    id: row.id,
    supplierId: row.supplierId,
    supplierName: row.supplierName,
    placeId: row.placeId,
    placeCode: row.placeCode,
    placeName: row.placeName,
    currency: row.currency,
    minimumValue: moneyToWire(row.minimumValueMinor, row.currency),
    loadName: row.loadName,
    loadVolumeCm3: loadVolumeCm3 === null ? null : Number(loadVolumeCm3),
    loadWeightGrams: loadWeightGrams === null ? null : Number(loadWeightGrams),
    reviewDays: row.reviewDays,
    version: row.version,
  }
}
