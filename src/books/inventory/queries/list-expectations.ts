import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { quantityToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { ExpectationRow, ExpectationsQuery } from '../contract.ts'

const sorts = {
  expectedOn: { column: 'expectation.expected_on', type: 'date', nullable: true },
} as const

/**
 * What is still to come, the next first.
 *
 * @throws {PermissionError} when the actor may not read stock
 */
export async function listExpectations(
  ask: Ask,
  asked: ExpectationsQuery,
): Promise<Page<ExpectationRow>> {
  requirePermission(ask, 'stock.read')

  const { itemId, placeId, supplierId, documentId, firmness, expectedFrom, expectedTo } = asked
  let query = selectExpectations(ask)
  if (itemId !== undefined) query = query.where('expectation.item_id', '=', itemId)
  if (placeId !== undefined) query = query.where('expectation.place_id', '=', placeId)
  if (supplierId !== undefined) query = query.where('expectation.supplier_id', '=', supplierId)
  if (documentId !== undefined) query = query.where('expectation.document_id', '=', documentId)
  if (firmness !== undefined) query = query.where('expectation.firmness', '=', firmness)
  if (expectedFrom !== undefined) query = query.where('expectation.expected_on', '>=', expectedFrom)
  if (expectedTo !== undefined) query = query.where('expectation.expected_on', '<=', expectedTo)
  return readPage(ask, query, { sorts, id: 'expectation.id', asked, toItem: toRow })
}

function selectExpectations(ask: Ask) {
  return ask.db
    .selectFrom('expectation')
    .leftJoin('item', 'item.id', 'expectation.item_id')
    .leftJoin('place', 'place.id', 'expectation.place_id')
    .leftJoin('supplier', 'supplier.id', 'expectation.supplier_id')
    .select([
      'expectation.id',
      'expectation.source_kind as sourceKind',
      'expectation.source_id as sourceId',
      'expectation.document_id as documentId',
      'expectation.item_id as itemId',
      sql<string>`item.sku`.as('sku'),
      sql<string>`item.name`.as('name'),
      sql<string>`item.unit`.as('unit'),
      sql<number>`item.unit_decimals`.as('unitDecimals'),
      'expectation.place_id as placeId',
      sql<string>`place.code`.as('placeCode'),
      'expectation.supplier_id as supplierId',
      'supplier.name as supplierName',
      'expectation.units',
      'expectation.firmness',
      'expectation.requested_on as requestedOn',
      'expectation.promised_on as promisedOn',
      'expectation.expected_on as expectedOn',
      'expectation.date_source as dateSource',
      'expectation.confidence_bps as confidenceBps',
    ])
    .where('expectation.units', '>', 0n)
}

type Row = Omit<ExpectationRow, 'source' | 'quantity' | 'firmness'> & {
  readonly sourceKind: string
  readonly sourceId: string
  readonly unit: string
  readonly unitDecimals: number
  readonly units: bigint
  readonly firmness: string
}

function toRow(row: Row): ExpectationRow {
  return {
    id: row.id,
    source: { kind: row.sourceKind, id: row.sourceId },
    documentId: row.documentId,
    itemId: row.itemId,
    sku: row.sku,
    name: row.name,
    placeId: row.placeId,
    placeCode: row.placeCode,
    supplierId: row.supplierId,
    supplierName: row.supplierName,
    quantity: quantityToWire(row.units, row),
    firmness: row.firmness as ExpectationRow['firmness'],
    requestedOn: row.requestedOn,
    promisedOn: row.promisedOn,
    expectedOn: row.expectedOn,
    dateSource: row.dateSource,
    confidenceBps: row.confidenceBps,
  }
}
