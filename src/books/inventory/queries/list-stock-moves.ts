import { type SqlBool, sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { quantityToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { StockMoveRow, StockMovesQuery } from '../contract.ts'

const sorts = {
  movedOn: { column: 'move.moved_on', type: 'date' },
  no: { column: 'move.no', type: 'bigint' },
} as const

/**
 * What moved, newest first unless asked otherwise.
 *
 * @throws {PermissionError} when the actor may not read stock
 */
export async function listStockMoves(
  ask: Ask,
  asked: StockMovesQuery,
): Promise<Page<StockMoveRow>> {
  requirePermission(ask, 'stock.read')

  const moves = movesAsked(ask, asked)
  const counts = moves.select(sql`1`.as('one'))
  return readPage(ask, shown(moves), { sorts, id: 'move.id', asked, toItem: toRow, counts })
}

function movesAsked(ask: Ask, asked: StockMovesQuery) {
  const { itemId, placeId, status, kind, causeId, orderLineId, movedFrom, movedTo } = asked
  const wheres: readonly (SqlExpression | undefined)[] = [
    itemId && sql<SqlBool>`move.item_id = ${itemId}::uuid`,
    placeId &&
      sql<SqlBool>`(move.from_place_id = ${placeId}::uuid or move.to_place_id = ${placeId}::uuid)`,
    status && sql<SqlBool>`(move.from_status = ${status} or move.to_status = ${status})`,
    kind && sql<SqlBool>`move.cause_kind = ${kind}`,
    causeId && sql<SqlBool>`move.cause_id = ${causeId}::uuid`,
    orderLineId && sql<SqlBool>`move.order_line_id = ${orderLineId}::uuid`,
    movedFrom && sql<SqlBool>`move.moved_on >= ${movedFrom}::date`,
    movedTo && sql<SqlBool>`move.moved_on <= ${movedTo}::date`,
  ].map((where) => (where === '' ? undefined : where))
  return wheres.reduce(
    (query, where) => (where === undefined ? query : query.where(where)),
    ask.db.selectFrom('stock_move as move'),
  )
}

type SqlExpression = ReturnType<typeof sql<SqlBool>>

function shown(moves: ReturnType<typeof movesAsked>) {
  return moves
    .leftJoin('item', 'item.id', 'move.item_id')
    .leftJoin('stock_lot as lot', 'lot.id', 'move.lot_id')
    .leftJoin('place as from_place', 'from_place.id', 'move.from_place_id')
    .leftJoin('place as to_place', 'to_place.id', 'move.to_place_id')
    .select([
      'move.id',
      sql<bigint>`move.no`.as('no'),
      'move.item_id as itemId',
      sql<string>`item.sku`.as('sku'),
      sql<string>`item.name`.as('name'),
      sql<string>`item.unit`.as('unit'),
      sql<number>`item.unit_decimals`.as('unitDecimals'),
      'lot.code as lotCode',
      'move.units',
      'move.from_kind as fromKind',
      'move.from_place_id as fromPlaceId',
      'from_place.code as fromPlaceCode',
      'move.from_status as fromStatus',
      'move.to_kind as toKind',
      'move.to_place_id as toPlaceId',
      'to_place.code as toPlaceCode',
      'move.to_status as toStatus',
      'move.moved_on as movedOn',
      'move.moved_at as movedAt',
      'move.cause_kind as causeKind',
      'move.cause_id as causeId',
      'move.order_line_id as orderLineId',
    ])
}

type NodeKind = StockMoveRow['from']['kind']

type Row = {
  readonly id: string
  readonly no: bigint
  readonly itemId: string
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly unitDecimals: number
  readonly lotCode: string | null
  readonly units: bigint
  readonly fromKind: string
  readonly fromPlaceId: string | null
  readonly fromPlaceCode: string | null
  readonly fromStatus: string | null
  readonly toKind: string
  readonly toPlaceId: string | null
  readonly toPlaceCode: string | null
  readonly toStatus: string | null
  readonly movedOn: string
  readonly movedAt: Date
  readonly causeKind: string
  readonly causeId: string
  readonly orderLineId: string | null
}

function toRow(row: Row): StockMoveRow {
  return {
    id: row.id,
    no: row.no.toString(),
    itemId: row.itemId,
    sku: row.sku,
    name: row.name,
    lotCode: row.lotCode,
    quantity: quantityToWire(row.units, row),
    from: {
      kind: row.fromKind as NodeKind,
      placeId: row.fromPlaceId,
      placeCode: row.fromPlaceCode,
      status: row.fromStatus,
    },
    to: {
      kind: row.toKind as NodeKind,
      placeId: row.toPlaceId,
      placeCode: row.toPlaceCode,
      status: row.toStatus,
    },
    movedOn: row.movedOn,
    movedAt: row.movedAt.toISOString(),
    cause: { kind: row.causeKind, id: row.causeId },
    orderLineId: row.orderLineId,
  }
}
