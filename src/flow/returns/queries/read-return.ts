import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { startsWith } from '#platform/search'
import { moneyToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { ReturnListQuery, ReturnRow, ReturnView } from '../contract.ts'
import { type ReturnId, type ReturnLine, returnToView, type SupplierReturn } from '../return.ts'

/** @throws {PermissionError} when the actor may not read receipts */
export async function readReturn(ask: Ask, returnId: ReturnId): Promise<ReturnView | undefined> {
  requirePermission(ask, 'receipts.read')
  const found = await readReturnWithLines(ask, returnId)
  return found && returnToView(found.head, found.lines)
}

export type ReturnWithLines = {
  readonly head: SupplierReturn
  readonly lines: readonly ReturnLine[]
}

/** For acts on the return: they check their own permission. */
export async function readReturnWithLines(
  ask: Ask,
  returnId: ReturnId,
): Promise<ReturnWithLines | undefined> {
  const { rows } = await sql<SupplierReturn>`
    select head.id, head.number, head.company_id as "companyId",
      company.currency as "companyCurrency", po.currency, head.supplier_id as "supplierId",
      supplier.name as "supplierName", head.place_id as "placeId", place.name as "placeName",
      head.order_id as "orderId", coalesce(po.number, '') as "orderNumber",
      head.returned_on as "returnedOn", head.rma_number as "rmaNumber", head.reason,
      head.reverses_id as "reversesId", reversal.id as "reversedById",
      head.entry_id as "entryId", head.posted_at as "postedAt",
      head.posted_by_name as "postedByName"
    from supplier_return head
    join company on company.id = head.company_id
    join supplier on supplier.id = head.supplier_id
    join place on place.id = head.place_id
    join purchase_order po on po.id = head.order_id
    left join supplier_return reversal on reversal.reverses_id = head.id
    where head.id = ${returnId}::uuid
  `.execute(ask.db)
  const [head] = rows
  return head && { head, lines: await readLines(ask, returnId) }
}

async function readLines(ask: Ask, returnId: ReturnId): Promise<readonly ReturnLine[]> {
  const { rows } = await sql<ReturnLine>`
    select line.id, line.line_no as "lineNo", line.order_line_id as "orderLineId",
      ordered.line_no as "orderLineNo", line.item_id as "itemId", item.sku, item.name, item.unit,
      item.unit_decimals as "unitDecimals", line.lot_id as "lotId", lot.code as "lotCode",
      lot.expires_on as "expiresOn", line.from_status as "fromStatus", line.units,
      line.invoiced_units as "invoicedUnits", line.cost_minor as "costMinor",
      line.accrued_document_minor as "accruedDocumentMinor", line.accrued_minor as "accruedMinor",
      line.own_document_minor as "ownDocumentMinor", line.own_minor as "ownMinor"
    from supplier_return_line line
    join purchase_order_line ordered on ordered.id = line.order_line_id
    join item on item.id = line.item_id
    left join stock_lot lot on lot.id = line.lot_id
    where line.return_id = ${returnId}::uuid
    order by line.line_no
  `.execute(ask.db)
  return rows
}

const sorts = {
  returnedOn: { column: 'supplier_return.returned_on', type: 'date' },
  no: { column: 'supplier_return.no', type: 'bigint' },
} as const

/** @throws {PermissionError} when the actor may not read receipts */
export async function listReturns(ask: Ask, asked: ReturnListQuery): Promise<Page<ReturnRow>> {
  requirePermission(ask, 'receipts.read')

  const { orderId, supplierId, q, returnedFrom, returnedTo } = asked
  let query = selectReturns(ask)
  if (orderId !== undefined) query = query.where('supplier_return.order_id', '=', orderId)
  if (supplierId !== undefined) query = query.where('supplier_return.supplier_id', '=', supplierId)
  if (q !== undefined) query = query.where(startsWith(['supplier_return.number'], q))
  if (returnedFrom !== undefined) {
    query = query.where('supplier_return.returned_on', '>=', returnedFrom)
  }
  if (returnedTo !== undefined) query = query.where('supplier_return.returned_on', '<=', returnedTo)
  return readPage(ask, query, { sorts, id: 'supplier_return.id', asked, toItem: toRow })
}

type Row = Omit<ReturnRow, 'postedAt' | 'lineCount' | 'cost'> & {
  readonly postedAt: Date
  readonly lineCount: bigint
  readonly costMinor: bigint
  readonly companyCurrency: string
}

function toRow(row: Row): ReturnRow {
  return {
    id: row.id,
    number: row.number,
    orderId: row.orderId,
    orderNumber: row.orderNumber,
    supplierId: row.supplierId,
    supplierName: row.supplierName,
    placeId: row.placeId,
    placeName: row.placeName,
    returnedOn: row.returnedOn,
    rmaNumber: row.rmaNumber,
    reason: row.reason,
    reversesId: row.reversesId,
    reversedById: row.reversedById,
    postedAt: row.postedAt.toISOString(),
    postedByName: row.postedByName,
    lineCount: Number(row.lineCount),
    cost: moneyToWire(row.costMinor, row.companyCurrency),
  }
}

function selectReturns(ask: Ask) {
  return ask.db
    .selectFrom('supplier_return')
    .innerJoin('purchase_order', 'purchase_order.id', 'supplier_return.order_id')
    .innerJoin('supplier', 'supplier.id', 'supplier_return.supplier_id')
    .innerJoin('place', 'place.id', 'supplier_return.place_id')
    .innerJoin('company', 'company.id', 'supplier_return.company_id')
    .leftJoin('supplier_return as reversal', 'reversal.reverses_id', 'supplier_return.id')
    .select([
      'supplier_return.id',
      sql<string>`supplier_return.number`.as('number'),
      'supplier_return.order_id as orderId',
      sql<string>`coalesce(purchase_order.number, '')`.as('orderNumber'),
      'supplier_return.supplier_id as supplierId',
      'supplier.name as supplierName',
      'supplier_return.place_id as placeId',
      'place.name as placeName',
      'supplier_return.returned_on as returnedOn',
      'supplier_return.rma_number as rmaNumber',
      'supplier_return.reason',
      'supplier_return.reverses_id as reversesId',
      'reversal.id as reversedById',
      'supplier_return.posted_at as postedAt',
      'supplier_return.posted_by_name as postedByName',
      'company.currency as companyCurrency',
      sql<bigint>`(select count(*) from supplier_return_line l
        where l.return_id = supplier_return.id)`.as('lineCount'),
      sql<bigint>`(select coalesce(sum(cost_minor), 0)::bigint from supplier_return_line l
        where l.return_id = supplier_return.id)`.as('costMinor'),
    ])
}
