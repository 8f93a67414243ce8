import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { moneyToWire, quantityToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { LayerRow, LayersQuery } from '../contract.ts'

const sorts = { receivedOn: { column: 'layer.received_on', type: 'date' } } as const

/**
 * The cost layers of an item, oldest first: those an issue would take next come before the others.
 *
 * @throws {PermissionError} when the actor may not read stock
 */
export async function listLayers(ask: Ask, asked: LayersQuery): Promise<Page<LayerRow>> {
  requirePermission(ask, 'stock.read')

  let query = selectLayers(ask).where('layer.item_id', '=', asked.itemId)
  if (asked.placeId !== undefined) query = query.where('layer.place_id', '=', asked.placeId)
  if (asked.open === 'true') query = query.where('layer.units_left', '>', 0n)
  if (asked.open === 'false') query = query.where('layer.units_left', '=', 0n)
  return readPage(ask, query, { sorts, id: 'layer.id', asked, toItem: toRow })
}

function selectLayers(ask: Ask) {
  return ask.db
    .selectFrom('stock_layer as layer')
    .innerJoin('item', 'item.id', 'layer.item_id')
    .innerJoin('place', 'place.id', 'layer.place_id')
    .innerJoin('company', 'company.id', 'layer.company_id')
    .leftJoin('stock_lot as lot', 'lot.id', 'layer.lot_id')
    .select([
      'layer.id',
      'layer.item_id as itemId',
      'item.unit',
      'item.unit_decimals as unitDecimals',
      'layer.place_id as placeId',
      'place.code as placeCode',
      'company.currency',
      'layer.kind',
      'layer.status',
      'lot.code as lotCode',
      'layer.order_line_id as orderLineId',
      'layer.received_on as receivedOn',
      'layer.units_in as unitsIn',
      'layer.value_in_minor as valueInMinor',
      'layer.units_left as unitsLeft',
      sql<bigint>`layer.value_left_minor`.as('valueLeftMinor'),
    ])
}

type Row = Omit<LayerRow, 'kind' | 'quantityIn' | 'valueIn' | 'quantityLeft' | 'valueLeft'> & {
  readonly kind: string
  readonly unit: string
  readonly unitDecimals: number
  readonly currency: string
  readonly unitsIn: bigint
  readonly valueInMinor: bigint
  readonly unitsLeft: bigint
  readonly valueLeftMinor: bigint
}

function toRow(row: Row): LayerRow {
  return {
    id: row.id,
    itemId: row.itemId,
    placeId: row.placeId,
    placeCode: row.placeCode,
    kind: row.kind as LayerRow['kind'],
    status: row.status,
    lotCode: row.lotCode,
    orderLineId: row.orderLineId,
    receivedOn: row.receivedOn,
    quantityIn: quantityToWire(row.unitsIn, row),
    valueIn: moneyToWire(row.valueInMinor, row.currency),
    quantityLeft: quantityToWire(row.unitsLeft, row),
    valueLeft: moneyToWire(row.valueLeftMinor, row.currency),
  }
}
