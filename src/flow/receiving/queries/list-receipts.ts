import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { startsWith } from '#platform/search'
import { moneyToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { ReceiptListQuery, ReceiptRow } from '../contract.ts'

const sorts = {
  receivedOn: { column: 'receipt.received_on', type: 'date' },
  no: { column: 'receipt.no', type: 'bigint' },
} as const

/** @throws {PermissionError} when the actor may not read receipts */
export async function listReceipts(ask: Ask, asked: ReceiptListQuery): Promise<Page<ReceiptRow>> {
  requirePermission(ask, 'receipts.read')

  let query = selectReceipts(ask)
  if (asked.orderId !== undefined) query = query.where('receipt.order_id', '=', asked.orderId)
  if (asked.supplierId !== undefined) {
    query = query.where('receipt.supplier_id', '=', asked.supplierId)
  }
  if (asked.placeId !== undefined) query = query.where('receipt.place_id', '=', asked.placeId)
  if (asked.q !== undefined) query = query.where(startsWith(['receipt.number'], asked.q))
  if (asked.receivedFrom !== undefined) {
    query = query.where('receipt.received_on', '>=', asked.receivedFrom)
  }
  if (asked.receivedTo !== undefined) {
    query = query.where('receipt.received_on', '<=', asked.receivedTo)
  }
  return readPage(ask, query, { sorts, id: 'receipt.id', asked, toItem: toRow })
}

type Row = Omit<ReceiptRow, 'value' | 'postedAt' | 'lineCount'> & {
  readonly currency: string
  readonly postedAt: Date
  readonly lineCount: bigint
  readonly valueMinor: bigint
}

function toRow(row: Row): ReceiptRow {
  return {
    id: row.id,
    number: row.number,
    orderId: row.orderId,
    orderNumber: row.orderNumber,
    supplierId: row.supplierId,
    supplierName: row.supplierName,
    placeId: row.placeId,
    placeName: row.placeName,
    receivedOn: row.receivedOn,
    deliveryNote: row.deliveryNote,
    lineCount: Number(row.lineCount),
    value: moneyToWire(row.valueMinor, row.currency),
    reversesId: row.reversesId,
    reversedById: row.reversedById,
    postedAt: row.postedAt.toISOString(),
    postedByName: row.postedByName,
  }
}

function selectReceipts(ask: Ask) {
  return ask.db
    .selectFrom('receipt')
    .innerJoin('purchase_order', 'purchase_order.id', 'receipt.order_id')
    .innerJoin('supplier', 'supplier.id', 'receipt.supplier_id')
    .innerJoin('place', 'place.id', 'receipt.place_id')
    .leftJoin('receipt as reversal', 'reversal.reverses_id', 'receipt.id')
    .select([
      'receipt.id',
      sql<string>`receipt.number`.as('number'),
      'receipt.order_id as orderId',
      sql<string>`coalesce(purchase_order.number, '')`.as('orderNumber'),
      'receipt.supplier_id as supplierId',
      'supplier.name as supplierName',
      'receipt.place_id as placeId',
      'place.name as placeName',
      'receipt.received_on as receivedOn',
      'receipt.delivery_note as deliveryNote',
      'receipt.currency',
      'receipt.reverses_id as reversesId',
      'reversal.id as reversedById',
      'receipt.posted_at as postedAt',
      'receipt.posted_by_name as postedByName',
      sql<bigint>`(select count(*) from receipt_line l where l.receipt_id = receipt.id)`.as(
        'lineCount',
      ),
      sql<bigint>`(select coalesce(sum(document_minor), 0)::bigint from receipt_line l
        where l.receipt_id = receipt.id)`.as('valueMinor'),
    ])
}
