import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { startsWith } from '#platform/search'
import { moneyToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import {
  type Adjustment,
  type AdjustmentId,
  type AdjustmentKind,
  type AdjustmentLine,
  adjustmentToView,
} from '../adjustment.ts'
import type { AdjustmentListQuery, AdjustmentRow, AdjustmentView } from '../contract.ts'

/** @throws {PermissionError} when the actor may not read stock */
export async function readAdjustment(
  ask: Ask,
  adjustmentId: AdjustmentId,
): Promise<AdjustmentView | undefined> {
  requirePermission(ask, 'stock.read')

  const { rows } = await sql<Adjustment>`
    select head.id, head.number, head.kind, head.company_id as "companyId",
      company.currency as "companyCurrency", head.place_id as "placeId", place.name as "placeName",
      head.adjusted_on as "adjustedOn", head.reason, head.entry_id as "entryId",
      head.posted_at as "postedAt", head.posted_by_name as "postedByName"
    from stock_adjustment head
    join company on company.id = head.company_id
    join place on place.id = head.place_id
    where head.id = ${adjustmentId}::uuid
  `.execute(ask.db)
  const [head] = rows
  return head && adjustmentToView(head, await readLines(ask, adjustmentId))
}

async function readLines(ask: Ask, adjustmentId: AdjustmentId): Promise<readonly AdjustmentLine[]> {
  const { rows } = await sql<AdjustmentLine>`
    select line.id, line.line_no as "lineNo", line.item_id as "itemId", item.sku, item.name,
      item.unit, item.unit_decimals as "unitDecimals", line.lot_id as "lotId",
      lot.code as "lotCode", lot.expires_on as "expiresOn", line.status, line.units,
      line.value_minor as "valueMinor"
    from stock_adjustment_line line
    join item on item.id = line.item_id
    left join stock_lot lot on lot.id = line.lot_id
    where line.adjustment_id = ${adjustmentId}::uuid
    order by line.line_no
  `.execute(ask.db)
  return rows
}

const sorts = {
  adjustedOn: { column: 'stock_adjustment.adjusted_on', type: 'date' },
  no: { column: 'stock_adjustment.no', type: 'bigint' },
} as const

/** @throws {PermissionError} when the actor may not read stock */
export async function listAdjustments(
  ask: Ask,
  asked: AdjustmentListQuery,
): Promise<Page<AdjustmentRow>> {
  requirePermission(ask, 'stock.read')

  const { placeId, kind, q, adjustedFrom, adjustedTo } = asked
  let query = selectAdjustments(ask)
  if (placeId !== undefined) query = query.where('stock_adjustment.place_id', '=', placeId)
  if (kind !== undefined) query = query.where('stock_adjustment.kind', '=', kind)
  if (q !== undefined) query = query.where(startsWith(['stock_adjustment.number'], q))
  if (adjustedFrom !== undefined) {
    query = query.where('stock_adjustment.adjusted_on', '>=', adjustedFrom)
  }
  if (adjustedTo !== undefined) {
    query = query.where('stock_adjustment.adjusted_on', '<=', adjustedTo)
  }
  return readPage(ask, query, { sorts, id: 'stock_adjustment.id', asked, toItem: toRow })
}

type Row = Omit<AdjustmentRow, 'postedAt' | 'lineCount' | 'value' | 'kind'> & {
  readonly kind: string
  readonly postedAt: Date
  readonly lineCount: bigint
  readonly valueMinor: bigint
  readonly companyCurrency: string
}

function toRow(row: Row): AdjustmentRow {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind as AdjustmentKind,
    placeId: row.placeId,
    placeName: row.placeName,
    adjustedOn: row.adjustedOn,
    reason: row.reason,
    value: moneyToWire(row.valueMinor, row.companyCurrency),
    postedAt: row.postedAt.toISOString(),
    postedByName: row.postedByName,
    lineCount: Number(row.lineCount),
  }
}

function selectAdjustments(ask: Ask) {
  return ask.db
    .selectFrom('stock_adjustment')
    .innerJoin('place', 'place.id', 'stock_adjustment.place_id')
    .innerJoin('company', 'company.id', 'stock_adjustment.company_id')
    .select([
      'stock_adjustment.id',
      sql<string>`stock_adjustment.number`.as('number'),
      'stock_adjustment.kind',
      'stock_adjustment.place_id as placeId',
      'place.name as placeName',
      'stock_adjustment.adjusted_on as adjustedOn',
      'stock_adjustment.reason',
      'stock_adjustment.posted_at as postedAt',
      'stock_adjustment.posted_by_name as postedByName',
      'company.currency as companyCurrency',
      sql<bigint>`(select count(*) from stock_adjustment_line l
        where l.adjustment_id = stock_adjustment.id)`.as('lineCount'),
      sql<bigint>`(select coalesce(sum(value_minor), 0)::bigint from stock_adjustment_line l
        where l.adjustment_id = stock_adjustment.id)`.as('valueMinor'),
    ])
}
