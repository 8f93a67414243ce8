import { type SqlBool, sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { startsWith } from '#platform/search'
import { moneyToWire, quantityToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { StockLevelRow, StockLevelsQuery } from '../contract.ts'

const sorts = {
  sku: { column: 'item.sku', type: 'text' },
  name: { column: 'item.name', type: 'text' },
} as const

/**
 * What is on hand, by item, place, status and lot, with what it cost and what is still to come. What
 * is gone shows only while more is expected.
 *
 * @throws {PermissionError} when the actor may not read stock
 */
export async function listStockLevels(
  ask: Ask,
  asked: StockLevelsQuery,
): Promise<Page<StockLevelRow>> {
  requirePermission(ask, 'stock.read')

  const { q, itemId, placeId, status } = asked
  let query = selectLevels(ask)
  if (q !== undefined) query = query.where(startsWith(['item.sku', 'item.name'], q))
  if (itemId !== undefined) query = query.where('balance.item_id', '=', itemId)
  if (placeId !== undefined) query = query.where('balance.place_id', '=', placeId)
  if (status !== undefined) query = query.where('balance.status', '=', status)
  return readPage(ask, query, { sorts, id: 'balance.id', asked, toItem: toRow })
}

/**
 * Held units are worth their own layers; usable ones their part of the usable layers of the item at
 * the place, since a layer does not know which of several usable statuses its units are in.
 */
const valueMinor = sql<bigint>`coalesce((
  select case when sum(layer.units_left) = 0 then 0
    else round(sum(layer.value_left_minor) * balance.units / sum(layer.units_left)) end::bigint
  from stock_layer layer
  where layer.item_id = balance.item_id and layer.place_id = balance.place_id
    and layer.units_left > 0
    and case when stock_status.is_usable then layer.kind <> 'held'
      else layer.kind = 'held' and layer.status = balance.status end
), 0)`

/** Of the rows of an item at a place the one that tells what is to come: a usable one, with stock. */
const tellsExpected = sql<SqlBool>`balance.id = (
  select first.id from stock_balance first
  join stock_status state on state.code = first.status
  where first.item_id = balance.item_id and first.place_id = balance.place_id
  order by state.is_usable desc, first.units > 0 desc, first.id limit 1
)`

function selectLevels(ask: Ask) {
  return ask.db
    .selectFrom('stock_balance as balance')
    .innerJoin('item', 'item.id', 'balance.item_id')
    .innerJoin('place', 'place.id', 'balance.place_id')
    .innerJoin('company', 'company.id', 'place.company_id')
    .innerJoin('stock_status', 'stock_status.code', 'balance.status')
    .leftJoin('stock_lot as lot', 'lot.id', 'balance.lot_id')
    .select([
      'balance.id',
      'balance.item_id as itemId',
      'item.sku',
      'item.name',
      'item.unit',
      'item.unit_decimals as unitDecimals',
      'balance.place_id as placeId',
      'place.code as placeCode',
      'place.name as placeName',
      'company.currency',
      'balance.status',
      'stock_status.is_usable as isUsable',
      'lot.code as lotCode',
      'lot.expires_on as expiresOn',
      'balance.units',
      valueMinor.as('valueMinor'),
      sql<bigint | null>`case when ${tellsExpected}
        then coalesce((${expected(sql`sum(expectation.units)`)}), 0)::bigint end`.as(
        'expectedUnits',
      ),
      sql<string | null>`case when ${tellsExpected}
        then (${expected(sql`min(expectation.expected_on)`)}) end`.as('nextExpectedOn'),
    ])
    .where(sql<SqlBool>`(balance.units > 0 or (exists (${expected(sql`1`)}) and ${tellsExpected}))`)
}

function expected(what: ReturnType<typeof sql>) {
  return sql`select ${what} from expectation
    where expectation.item_id = balance.item_id and expectation.place_id = balance.place_id
      and expectation.units > 0`
}

type Row = Omit<StockLevelRow, 'onHand' | 'value' | 'expected'> & {
  readonly unit: string
  readonly unitDecimals: number
  readonly currency: string
  readonly units: bigint
  readonly valueMinor: bigint
  readonly expectedUnits: bigint | null
}

function toRow(row: Row): StockLevelRow {
  return {
    id: row.id,
    itemId: row.itemId,
    sku: row.sku,
    name: row.name,
    placeId: row.placeId,
    placeCode: row.placeCode,
    placeName: row.placeName,
    status: row.status,
    isUsable: row.isUsable,
    lotCode: row.lotCode,
    expiresOn: row.expiresOn,
    onHand: quantityToWire(row.units, row),
    value: moneyToWire(row.valueMinor, row.currency),
    expected: row.expectedUnits === null ? null : quantityToWire(row.expectedUnits, row),
    nextExpectedOn: row.nextExpectedOn,
  }
}
