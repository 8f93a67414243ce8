import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { moneyToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { AccountEntriesQuery, AccountEntryRow } from '../contract.ts'
import { sidesOf } from '../sides.ts'

const sorts = { no: { column: 'entry.no', type: 'bigint' } } as const

/**
 * What was posted to one account, the newest first.
 *
 * @throws {PermissionError} when the actor may not read the ledger
 */
export async function listAccountEntries(
  ask: Ask,
  asked: AccountEntriesQuery,
): Promise<Page<AccountEntryRow>> {
  requirePermission(ask, 'ledger.read')

  const { accountId, supplierId, postedFrom, postedTo } = asked
  let query = selectLines(ask).where('line.account_id', '=', accountId)
  if (supplierId !== undefined) query = query.where('line.supplier_id', '=', supplierId)
  if (postedFrom !== undefined) query = query.where('entry.posted_on', '>=', postedFrom)
  if (postedTo !== undefined) query = query.where('entry.posted_on', '<=', postedTo)
  const id = 'line.line_no'
  return readPage(ask, query, { sorts, id, idType: 'bigint', asked, toItem: toRow })
}

function selectLines(ask: Ask) {
  return ask.db
    .selectFrom('journal_line as line')
    .innerJoin('journal_entry as entry', 'entry.id', 'line.entry_id')
    .innerJoin('company', 'company.id', 'entry.company_id')
    .leftJoin('supplier', 'supplier.id', 'line.supplier_id')
    .select([
      'line.entry_id as entryId',
      sql<bigint>`entry.no`.as('entryNo'),
      'line.line_no as lineNo',
      'entry.posted_on as postedOn',
      'entry.valued_on as valuedOn',
      'entry.source_kind as sourceKind',
      'entry.source_id as sourceId',
      'entry.memo',
      'line.supplier_id as supplierId',
      'supplier.name as supplierName',
      'line.amount_minor as amountMinor',
      'line.document_minor as documentMinor',
      'entry.document_currency as documentCurrency',
      'company.currency',
    ])
}

type Row = Omit<AccountEntryRow, 'entryNo' | 'source' | 'debit' | 'credit' | 'documentAmount'> & {
  readonly entryNo: bigint
  readonly sourceKind: string
  readonly sourceId: string
  readonly amountMinor: bigint
  readonly documentMinor: bigint | null
  readonly documentCurrency: string
  readonly currency: string
}

function toRow(row: Row): AccountEntryRow {
  const { documentMinor, documentCurrency } = row
  return {
    entryId: row.entryId,
    entryNo: row.entryNo.toString(),
    lineNo: row.lineNo,
    postedOn: row.postedOn,
    valuedOn: row.valuedOn,
    source: { kind: row.sourceKind, id: row.sourceId },
    memo: row.memo,
    supplierId: row.supplierId,
    supplierName: row.supplierName,
    ...sidesOf(row.amountMinor, row.currency),
    documentAmount: documentMinor === null ? null : moneyToWire(documentMinor, documentCurrency),
  }
}
