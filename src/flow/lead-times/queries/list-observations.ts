import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { ObservationListQuery, ObservationRow } from '../contract.ts'

const sorts = { knownOn: { column: 'lead_time_observation.known_on', type: 'date' } } as const

/**
 * What a lane was learned from, the latest first.
 *
 * @throws {PermissionError} when the actor may not read plans
 */
export async function listObservations(
  ask: Ask,
  laneId: string,
  asked: ObservationListQuery,
): Promise<Page<ObservationRow> | undefined> {
  requirePermission(ask, 'plans.read')

  const lane = await ask.db
    .selectFrom('lead_time_lane')
    .select(['supplier_id', 'place_id'])
    .where('id', '=', laneId)
    .executeTakeFirst()
  if (lane === undefined) return undefined
  let query = selectObservations(ask)
  if (lane.supplier_id !== null) {
    query = query.where('lead_time_observation.supplier_id', '=', lane.supplier_id)
  }
  if (lane.place_id !== null) {
    query = query.where('lead_time_observation.place_id', '=', lane.place_id)
  }
  return readPage(ask, query, { sorts, id: 'lead_time_observation.id', asked, toItem: toRow })
}

type Row = Omit<ObservationRow, 'kind'> & { readonly kind: string }

function toRow(row: Row): ObservationRow {
  return {
    id: row.id,
    kind: row.kind as ObservationRow['kind'],
    orderId: row.orderId,
    orderNumber: row.orderNumber,
    itemId: row.itemId,
    sku: row.sku,
    name: row.name,
    supplierName: row.supplierName,
    placeCode: row.placeCode,
    startedOn: row.startedOn,
    knownOn: row.knownOn,
    firstPromisedOn: row.firstPromisedOn,
    lastPromisedOn: row.lastPromisedOn,
    agreedDays: row.agreedDays,
    wholeDays: row.wholeDays,
    lateDays: row.lateDays,
    lateAgainDays: row.lateAgainDays,
    approvalDays: row.approvalDays,
    answerDays: row.answerDays,
    supplyDays: row.supplyDays,
    productionDays: row.productionDays,
    transitDays: row.transitDays,
    dockDays: row.dockDays,
  }
}

function selectObservations(ask: Ask) {
  return ask.db
    .selectFrom('lead_time_observation')
    .innerJoin('supplier', 'supplier.id', 'lead_time_observation.supplier_id')
    .innerJoin('place', 'place.id', 'lead_time_observation.place_id')
    .leftJoin('item', 'item.id', 'lead_time_observation.item_id')
    .leftJoin('purchase_order', 'purchase_order.id', 'lead_time_observation.order_id')
    .select([
      'lead_time_observation.id',
      'lead_time_observation.cause_kind as kind',
      'lead_time_observation.order_id as orderId',
      sql<string>`coalesce(purchase_order.number, '')`.as('orderNumber'),
      'lead_time_observation.item_id as itemId',
      sql<string>`coalesce(item.sku, '')`.as('sku'),
      sql<string>`coalesce(item.name, '')`.as('name'),
      'supplier.name as supplierName',
      'place.code as placeCode',
      'lead_time_observation.started_on as startedOn',
      'lead_time_observation.known_on as knownOn',
      'lead_time_observation.first_promised_on as firstPromisedOn',
      'lead_time_observation.last_promised_on as lastPromisedOn',
      'lead_time_observation.agreed_days as agreedDays',
      'lead_time_observation.whole_days as wholeDays',
      'lead_time_observation.late_days as lateDays',
      'lead_time_observation.late_again_days as lateAgainDays',
      'lead_time_observation.approval_days as approvalDays',
      'lead_time_observation.answer_days as answerDays',
      'lead_time_observation.supply_days as supplyDays',
      'lead_time_observation.production_days as productionDays',
      'lead_time_observation.transit_days as transitDays',
      'lead_time_observation.dock_days as dockDays',
    ])
}
