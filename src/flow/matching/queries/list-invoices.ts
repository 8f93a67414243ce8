import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { type SearchHit, searchHitsMax, startsWith } from '#platform/search'
import { moneyToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { InvoiceRow, ListInvoicesQuery, MatchQueueQuery, QueueRow } from '../contract-views.ts'

const sorts = {
  invoicedOn: { column: 'supplier_invoice.invoiced_on', type: 'date' },
  dueOn: { column: 'supplier_invoice.due_on', type: 'date' },
  total: { column: 'supplier_invoice.total_minor', type: 'bigint' },
  no: { column: 'supplier_invoice.no', type: 'bigint' },
} as const

const id = 'supplier_invoice.id'

/** @throws {PermissionError} when the actor may not read invoices */
export async function listInvoices(ask: Ask, asked: ListInvoicesQuery): Promise<Page<InvoiceRow>> {
  requirePermission(ask, 'invoices.read')

  const { q, status, supplierId, companyId, invoicedFrom, invoicedTo, dueTo } = asked
  let query = selectInvoices(ask)
  if (q !== undefined) query = query.where(startsWith(searched, q))
  if (status !== undefined) query = query.where('supplier_invoice.status', '=', status)
  if (supplierId !== undefined) query = query.where('supplier_invoice.supplier_id', '=', supplierId)
  if (companyId !== undefined) query = query.where('supplier_invoice.company_id', '=', companyId)
  if (invoicedFrom !== undefined) {
    query = query.where('supplier_invoice.invoiced_on', '>=', invoicedFrom)
  }
  if (invoicedTo !== undefined)
    query = query.where('supplier_invoice.invoiced_on', '<=', invoicedTo)
  if (dueTo !== undefined) query = query.where('supplier_invoice.due_on', '<=', dueTo)
  return readPage(ask, query, { sorts, id, asked, toItem: toRow })
}

/**
 * What waits for somebody: captured and not matched yet, or held, with its reasons and their owners.
 *
 * @throws {PermissionError} when the actor may not read invoices
 */
export async function listMatchQueue(ask: Ask, asked: MatchQueueQuery): Promise<Page<QueueRow>> {
  requirePermission(ask, 'invoices.read')

  const { status, owner, reason, supplierId, companyId } = asked
  let query = selectInvoices(ask)
  query =
    status === undefined
      ? query.where('supplier_invoice.status', 'in', ['captured', 'held'])
      : query.where('supplier_invoice.status', '=', status)
  if (supplierId !== undefined) query = query.where('supplier_invoice.supplier_id', '=', supplierId)
  if (companyId !== undefined) query = query.where('supplier_invoice.company_id', '=', companyId)
  if (owner !== undefined || reason !== undefined) {
    query = query.where(sql<boolean>`exists (
      select from invoice_hold hold
      where hold.invoice_id = supplier_invoice.id and hold.released_at is null
        and hold.owner = coalesce(${owner ?? null}::text, hold.owner)
        and hold.code = coalesce(${reason ?? null}::text, hold.code))`)
  }
  const found = await readPage(ask, query, { sorts, id, asked, toItem: toRow })
  const reasons = await readReasons(
    ask,
    found.items.map((row) => row.id),
  )
  return {
    ...found,
    items: found.items.map((row) => ({ ...row, reasons: [...(reasons.get(row.id) ?? [])] })),
  }
}

/** The first few whose number, ours or the supplier's, starts with the text. */
export async function searchInvoices(ask: Ask, q: string): Promise<readonly SearchHit[]> {
  requirePermission(ask, 'invoices.read')

  const { rows } = await sql<SearchHit>`
    select 'supplier_invoice' as kind, supplier_invoice.id, supplier_invoice.number as code,
      supplier_number || ', ' || supplier.name as name
    from supplier_invoice join supplier on supplier.id = supplier_id
    where ${startsWith(searched, q)}
    order by supplier_invoice.number limit ${searchHitsMax}::int
  `.execute(ask.db)
  return rows
}

const searched = ['supplier_invoice.number', 'supplier_invoice.supplier_number']

type Reason = QueueRow['reasons'][number]

async function readReasons(
  ask: Ask,
  invoiceIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Reason[]>> {
  const { rows } = await sql<Omit<Reason, 'count'> & { invoice_id: string; count: bigint }>`
    select invoice_id, code, owner, count(*) as count from invoice_hold
    where invoice_id = any(${invoiceIds}::uuid[]) and released_at is null
    group by invoice_id, code, owner order by invoice_id, code
  `.execute(ask.db)
  const reasons = rows.map(({ invoice_id, code, owner, count }) => ({
    invoice_id,
    reason: { code, owner, count: Number(count) },
  }))
  const groups = Map.groupBy(reasons, (row) => row.invoice_id)
  return new Map([...groups].map(([key, rowsOf]) => [key, rowsOf.map((row) => row.reason)]))
}

export function selectInvoices(ask: Ask) {
  return ask.db
    .selectFrom('supplier_invoice')
    .innerJoin('supplier', 'supplier.id', 'supplier_invoice.supplier_id')
    .innerJoin('company', 'company.id', 'supplier_invoice.company_id')
    .select([
      'supplier_invoice.id',
      sql<string>`supplier_invoice.number`.as('number'),
      'supplier_invoice.supplier_number as supplierNumber',
      'supplier_invoice.supplier_id as supplierId',
      'supplier.name as supplierName',
      'supplier_invoice.company_id as companyId',
      'company.currency as companyCurrency',
      'supplier_invoice.status',
      'supplier_invoice.invoiced_on as invoicedOn',
      'supplier_invoice.due_on as dueOn',
      'supplier_invoice.currency',
      'supplier_invoice.total_minor as totalMinor',
      'supplier_invoice.payable_minor as payableMinor',
      'supplier_invoice.captured_at as capturedAt',
      'supplier_invoice.captured_by as capturedById',
      'supplier_invoice.captured_by_name as capturedByName',
      'supplier_invoice.posted_at as postedAt',
      'supplier_invoice.version',
    ])
}

type Row = Omit<InvoiceRow, 'total' | 'payable' | 'status' | 'capturedAt' | 'postedAt'> & {
  readonly status: string
  readonly currency: string
  readonly companyCurrency: string
  readonly totalMinor: bigint
  readonly payableMinor: bigint | null
  readonly capturedAt: Date
  readonly postedAt: Date | null
}

export function toRow(row: Row): InvoiceRow {
  const { payableMinor, companyCurrency } = row
  return {
    id: row.id,
    number: row.number,
    supplierNumber: row.supplierNumber,
    supplierId: row.supplierId,
    supplierName: row.supplierName,
    companyId: row.companyId,
    status: row.status as InvoiceRow['status'],
    invoicedOn: row.invoicedOn,
    dueOn: row.dueOn,
    total: moneyToWire(row.totalMinor, row.currency),
    payable: payableMinor === null ? null : moneyToWire(payableMinor, companyCurrency),
    capturedAt: row.capturedAt.toISOString(),
    capturedById: row.capturedById,
    capturedByName: row.capturedByName,
    postedAt: row.postedAt?.toISOString() ?? null,
    version: row.version,
  }
}
