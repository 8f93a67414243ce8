import { type Page, readPage } from '#platform/list'
import { startsWith } from '#platform/search'
import { quantityToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { ListPlanPositionsQuery, PlanPositionRow } from '../contract.ts'

const sorts = {
  urgency: { column: 'plan_position.urgency', type: 'bigint' },
  sellsOutOn: { column: 'plan_position.sells_out_on', type: 'date', nullable: true },
} as const

/** @throws {PermissionError} when the actor may not read plans */
export async function listPositions(
  ask: Ask,
  asked: ListPlanPositionsQuery,
): Promise<Page<PlanPositionRow>> {
  requirePermission(ask, 'plans.read')

  const { q, itemId, placeId, supplierId, urgencyKind, segment } = asked
  let query = selectPositions(ask)
  if (q !== undefined) query = query.where(startsWith(['item.sku', 'item.name'], q))
  if (itemId !== undefined) query = query.where('plan_position.item_id', '=', itemId)
  if (placeId !== undefined) query = query.where('plan_position.place_id', '=', placeId)
  if (supplierId !== undefined) query = query.where('plan_position.supplier_id', '=', supplierId)
  if (urgencyKind !== undefined) query = query.where('plan_position.urgency_kind', '=', urgencyKind)
  if (segment !== undefined) query = query.where('plan_position.segment', '=', segment)
  return readPage(ask, query, {
    sorts,
    id: 'plan_position.key',
    idType: 'text',
    asked,
    toItem,
  })
}

function selectPositions(ask: Ask) {
  return ask.db
    .selectFrom('plan_position')
    .innerJoin('item', 'item.id', 'plan_position.item_id')
    .innerJoin('place', 'place.id', 'plan_position.place_id')
    .leftJoin('supplier', 'supplier.id', 'plan_position.supplier_id')
    .select([
      'item.id as itemId',
      'item.sku',
      'item.name',
      'item.unit',
      'item.unit_decimals as unitDecimals',
      'place.id as placeId',
      'place.code as placeCode',
      'place.name as placeName',
      'supplier.id as supplierId',
      'supplier.name as supplierName',
      'plan_position.segment',
      'plan_position.on_hand_units as onHandUnits',
      'plan_position.usable_units as usableUnits',
      'plan_position.committed_units as committedUnits',
      'plan_position.coming_units as comingUnits',
      'plan_position.safety_units as safetyUnits',
      'plan_position.cover_days as coverDays',
      'plan_position.sells_out_on as sellsOutOn',
      'plan_position.order_by as orderBy',
      'plan_position.urgency',
      'plan_position.urgency_kind as urgencyKind',
      'plan_position.planned_at as plannedAt',
    ])
}

function toItem(
  row: Awaited<ReturnType<ReturnType<typeof selectPositions>['execute']>>[number],
): PlanPositionRow {
  const { sku, name, unit, unitDecimals } = row
  const count = (units: bigint) => quantityToWire(units, row)
  return {
    item: { id: row.itemId, sku, name, unit, unitDecimals },
    place: { id: row.placeId, code: row.placeCode, name: row.placeName },
    supplier: row.supplierId === null ? null : { id: row.supplierId, name: row.supplierName ?? '' },
    segment: row.segment,
    onHand: count(row.onHandUnits),
    available: count(row.usableUnits - row.committedUnits),
    coming: count(row.comingUnits),
    safety: count(row.safetyUnits),
    coverDays: row.coverDays,
    sellsOutOn: row.sellsOutOn,
    orderBy: row.orderBy,
    urgency: row.urgency,
    urgencyKind: row.urgencyKind as PlanPositionRow['urgencyKind'],
    plannedAt: row.plannedAt.toISOString(),
  }
}
