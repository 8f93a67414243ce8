import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { type SearchHit, searchHitsMax, startsWith } from '#platform/search'
import { type Ask, requirePermission } from '#platform/work'

import type { ListSuppliersQuery, SupplierView } from '../contract.ts'
import type { SupplierId } from './read-suppliers.ts'

const sorts = {
  code: { column: 'supplier.code', type: 'text' },
  name: { column: 'supplier.name', type: 'text' },
} as const

/** @throws {PermissionError} when the actor may not read records */
export async function listSuppliers(
  ask: Ask,
  asked: ListSuppliersQuery,
): Promise<Page<SupplierView>> {
  requirePermission(ask, 'records.read')

  const { q, status, currency, country } = asked
  let query = selectSuppliers(ask)
  if (q !== undefined) query = query.where(startsWith(['supplier.code', 'supplier.name'], q))
  if (status !== undefined) query = query.where('supplier.status', '=', status)
  if (currency !== undefined) query = query.where('supplier.currency', '=', currency)
  if (country !== undefined) query = query.where('supplier.country', '=', country)
  return readPage(ask, query, { sorts, id: 'supplier.id', asked, toItem: toView })
}

/** @throws {PermissionError} when the actor may not read records */
export async function readSupplier(
  ask: Ask,
  supplierId: SupplierId,
): Promise<SupplierView | undefined> {
  requirePermission(ask, 'records.read')

  const row = await selectSuppliers(ask).where('supplier.id', '=', supplierId).executeTakeFirst()
  return row && toView(row)
}

/** The first few whose code or name starts with the text. */
export async function searchSuppliers(ask: Ask, q: string): Promise<readonly SearchHit[]> {
  requirePermission(ask, 'records.read')

  const { rows } = await sql<SearchHit>`
    select 'supplier' as kind, id, code, name from supplier
    where ${startsWith(['supplier.code', 'supplier.name'], q)}
    order by code limit ${searchHitsMax}::int
  `.execute(ask.db)
  return rows
}

function selectSuppliers(ask: Ask) {
  return ask.db
    .selectFrom('supplier')
    .select([
      'supplier.id',
      'supplier.code',
      'supplier.name',
      'supplier.legal_name as legalName',
      'supplier.email',
      'supplier.phone',
      'supplier.address',
      'supplier.country',
      'supplier.tax_id as taxId',
      'supplier.language',
      'supplier.currency',
      'supplier.payment_terms_days as paymentTermsDays',
      'supplier.incoterm',
      'supplier.status',
      'supplier.source_system as sourceSystem',
      'supplier.external_id as externalId',
      'supplier.version',
      'supplier.created_at as createdAt',
    ])
}

type Row = Omit<SupplierView, 'createdAt' | 'status'> & {
  readonly status: string
  readonly createdAt: Date
}

/** Picked field by field, since a page's rows carry its cursor too. */
function toView(row: Row): SupplierView {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    legalName: row.legalName,
    email: row.email,
    phone: row.phone,
    address: row.address,
    country: row.country,
    taxId: row.taxId,
    language: row.language,
    currency: row.currency,
    paymentTermsDays: row.paymentTermsDays,
    incoterm: row.incoterm,
    status: row.status === 'inactive' ? 'inactive' : 'active',
    sourceSystem: row.sourceSystem,
    externalId: row.externalId,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
  }
}
