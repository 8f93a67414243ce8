import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { startsWith } from '#platform/search'
import { type Ask, requirePermission } from '#platform/work'

import type { ForecastRow, ListForecastsQuery } from '../contract.ts'

const sorts = {
  levelUnits: { column: 'forecast.level_units', type: 'numeric' },
  wape: { column: 'forecast.wape', type: 'numeric', nullable: true },
  sku: { column: 'item.sku', type: 'text' },
} as const

/** @throws {PermissionError} when the actor may not read plans */
export async function listForecasts(
  ask: Ask,
  asked: ListForecastsQuery,
): Promise<Page<ForecastRow>> {
  requirePermission(ask, 'plans.read')

  const { q, itemId, placeId, categoryId, method, segment, supplierId, sourceId } = asked
  let query = selectForecasts(ask)
  if (q !== undefined) query = query.where(startsWith(['item.sku', 'item.name'], q))
  if (itemId !== undefined) query = query.where('forecast.item_id', '=', itemId)
  if (placeId !== undefined) query = query.where('forecast.place_id', '=', placeId)
  if (categoryId !== undefined) query = query.where('item.category_id', '=', categoryId)
  if (method !== undefined) query = query.where('forecast.method', '=', method)
  if (sourceId !== undefined) query = query.where('forecast.source_id', '=', sourceId)
  if (segment !== undefined || supplierId !== undefined) {
    query = query.where(sql<boolean>`exists (select from forecast_use u
      where u.item_id = forecast.item_id and u.place_id = forecast.place_id
        and (${segment ?? null}::text is null or u.segment = ${segment ?? null}::text)
        and (${supplierId ?? null}::uuid is null or u.supplier_id = ${supplierId ?? null}::uuid))`)
  }
  return readPage(ask, query, { sorts, id: 'forecast.id', asked, toItem: toRow })
}

export function selectForecasts(ask: Ask) {
  return ask.db
    .selectFrom('forecast')
    .innerJoin('item', 'item.id', 'forecast.item_id')
    .innerJoin('place', 'place.id', 'forecast.place_id')
    .where('forecast.period', '=', 'week')
    .select([
      'forecast.id',
      'forecast.item_id as itemId',
      'item.sku',
      'item.name as itemName',
      'item.unit',
      'item.unit_decimals as unitDecimals',
      'forecast.place_id as placeId',
      'place.code as placeCode',
      'place.name as placeName',
      'forecast.method',
      'forecast.level_units as levelUnits',
      sql<number>`(select coalesce(sum(u), 0) from unnest(forecast.planned_units[1:4]) u)`.as(
        'next4',
      ),
      sql<number>`(select coalesce(sum(u), 0) from unnest(forecast.planned_units[1:13]) u)`.as(
        'next13',
      ),
      'forecast.wape',
      'forecast.bias',
      sql<number | null>`(select c.error_units / nullif(c.actual_units, 0) from forecast_score c
        where c.item_id = forecast.item_id and c.place_id = forecast.place_id
          and c.source_id is null)`.as('lagWape'),
      sql<number>`(select count(*)::int from forecast_override o
        where o.item_id = forecast.item_id and o.place_id = forecast.place_id
          and o.withdrawn_at is null and o.expires_on >= ${ask.now}::timestamptz::date)`.as(
        'overrideCount',
      ),
      'forecast.made_on as madeOn',
    ])
}

export type SelectedForecast = {
  readonly id: string
  readonly itemId: string
  readonly sku: string
  readonly itemName: string
  readonly unit: string
  readonly unitDecimals: number
  readonly placeId: string
  readonly placeCode: string
  readonly placeName: string
  readonly method: string
  readonly levelUnits: number
  readonly next4: number
  readonly next13: number
  readonly wape: number | null
  readonly bias: number | null
  readonly lagWape: number | null
  readonly overrideCount: number
  readonly madeOn: string
}

export function toRow(row: SelectedForecast): ForecastRow {
  const scale = 10 ** -row.unitDecimals
  return {
    id: row.id,
    item: { id: row.itemId, sku: row.sku, name: row.itemName },
    place: { id: row.placeId, code: row.placeCode, name: row.placeName },
    unit: row.unit,
    method: row.method as ForecastRow['method'],
    levelUnits: row.levelUnits * scale,
    next4Units: row.next4 * scale,
    next13Units: row.next13 * scale,
    wape: row.wape,
    bias: row.bias,
    lagWape: row.lagWape,
    overrideCount: row.overrideCount,
    madeOn: row.madeOn,
  }
}
