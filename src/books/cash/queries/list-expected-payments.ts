import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { moneyToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { ExpectedPaymentRow, ExpectedPaymentsQuery } from '../contract.ts'

const sorts = { dueOn: { column: 'payment.due_on', type: 'date' } } as const

/**
 * What is still to be paid, the next due first: invoices, and orders for what is not billed yet.
 *
 * @throws {PermissionError} when the actor may not read the ledger
 */
export async function listExpectedPayments(
  ask: Ask,
  asked: ExpectedPaymentsQuery,
): Promise<Page<ExpectedPaymentRow>> {
  requirePermission(ask, 'ledger.read')

  const { companyId, supplierId, sourceKind, firmness, dueFrom, dueTo } = asked
  let query = selectPayments(ask)
  if (companyId !== undefined) query = query.where('payment.company_id', '=', companyId)
  if (supplierId !== undefined) query = query.where('payment.supplier_id', '=', supplierId)
  if (sourceKind !== undefined) query = query.where('payment.source_kind', '=', sourceKind)
  if (firmness !== undefined) query = query.where('payment.firmness', '=', firmness)
  if (dueFrom !== undefined) query = query.where('payment.due_on', '>=', dueFrom)
  if (dueTo !== undefined) query = query.where('payment.due_on', '<=', dueTo)
  return readPage(ask, query, { sorts, id: 'payment.id', asked, toItem: toRow })
}

function selectPayments(ask: Ask) {
  return ask.db
    .selectFrom('expected_payment as payment')
    .leftJoin('supplier', 'supplier.id', 'payment.supplier_id')
    .select([
      'payment.id',
      'payment.source_kind as sourceKind',
      'payment.source_id as sourceId',
      'payment.company_id as companyId',
      'payment.supplier_id as supplierId',
      sql<string>`supplier.name`.as('supplierName'),
      'payment.due_on as dueOn',
      'payment.amount_minor as amountMinor',
      'payment.currency',
      'payment.firmness',
    ])
    .where('payment.amount_minor', '<>', 0n)
}

type Row = Omit<ExpectedPaymentRow, 'source' | 'amount' | 'firmness'> & {
  readonly sourceKind: string
  readonly sourceId: string
  readonly amountMinor: bigint
  readonly currency: string
  readonly firmness: string
}

function toRow(row: Row): ExpectedPaymentRow {
  return {
    id: row.id,
    source: { kind: row.sourceKind as ExpectedPaymentRow['source']['kind'], id: row.sourceId },
    companyId: row.companyId,
    supplierId: row.supplierId,
    supplierName: row.supplierName,
    dueOn: row.dueOn,
    amount: moneyToWire(row.amountMinor, row.currency),
    firmness: row.firmness as ExpectedPaymentRow['firmness'],
  }
}
