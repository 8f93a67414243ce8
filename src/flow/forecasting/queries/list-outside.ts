import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { quantityToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { ListOutsideQuery, OutsideRow, Period } from '../contract/outside.ts'

const sorts = { startsOn: { column: 'outside_forecast.starts_on', type: 'date' } } as const

/** @throws {PermissionError} when the actor may not read plans */
export async function listOutside(ask: Ask, asked: ListOutsideQuery): Promise<Page<OutsideRow>> {
  requirePermission(ask, 'plans.read')

  const { sourceId, editionId, itemId, placeId } = asked
  let query = selectOutside(ask)
  if (sourceId !== undefined) query = query.where('forecast_source.id', '=', sourceId)
  if (editionId !== undefined) query = query.where('outside_forecast.edition_id', '=', editionId)
  if (itemId !== undefined) query = query.where('outside_forecast.item_id', '=', itemId)
  if (placeId !== undefined) query = query.where('outside_forecast.place_id', '=', placeId)
  return readPage(ask, query, {
    sorts,
    id: 'outside_forecast.id',
    asked,
    toItem: (row): OutsideRow => ({
      id: row.id,
      source: { id: row.sourceId, code: row.sourceCode, name: row.sourceName },
      edition: row.edition,
      editionId: row.editionId,
      item: { id: row.itemId, sku: row.sku, name: row.itemName },
      place: { id: row.placeId, code: row.placeCode, name: row.placeName },
      period: row.period,
      startsOn: row.startsOn,
      quantity: quantityToWire(row.units, { unit: row.unit, unitDecimals: row.unitDecimals }),
      receivedAt: row.receivedAt.toISOString(),
    }),
  })
}

function selectOutside(ask: Ask) {
  return ask.db
    .selectFrom('outside_forecast')
    .innerJoin('forecast_edition', 'forecast_edition.id', 'outside_forecast.edition_id')
    .innerJoin('forecast_source', 'forecast_source.id', 'forecast_edition.source_id')
    .innerJoin('item', 'item.id', 'outside_forecast.item_id')
    .innerJoin('place', 'place.id', 'outside_forecast.place_id')
    .select([
      'outside_forecast.id',
      'forecast_source.id as sourceId',
      'forecast_source.code as sourceCode',
      'forecast_source.name as sourceName',
      'forecast_edition.id as editionId',
      'forecast_edition.name as edition',
      sql<Period>`forecast_edition.period`.as('period'),
      'outside_forecast.item_id as itemId',
      'item.sku',
      'item.name as itemName',
      'item.unit',
      'item.unit_decimals as unitDecimals',
      'outside_forecast.place_id as placeId',
      'place.code as placeCode',
      'place.name as placeName',
      'outside_forecast.starts_on as startsOn',
      'outside_forecast.units',
      'outside_forecast.received_at as receivedAt',
    ])
}
