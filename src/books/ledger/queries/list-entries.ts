import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { moneyToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { EntriesQuery, EntryRow, EntryView } from '../contract.ts'
import { sidesOf } from '../sides.ts'

const sorts = {
  no: { column: 'entry.no', type: 'bigint' },
  postedOn: { column: 'entry.posted_on', type: 'date' },
} as const

/** @throws {PermissionError} when the actor may not read the ledger */
export async function listEntries(ask: Ask, asked: EntriesQuery): Promise<Page<EntryRow>> {
  requirePermission(ask, 'ledger.read')

  const { companyId, sourceKind, sourceId, postedFrom, postedTo } = asked
  let query = selectEntries(ask)
  if (companyId !== undefined) query = query.where('entry.company_id', '=', companyId)
  if (sourceKind !== undefined) query = query.where('entry.source_kind', '=', sourceKind)
  if (sourceId !== undefined) query = query.where('entry.source_id', '=', sourceId)
  if (postedFrom !== undefined) query = query.where('entry.posted_on', '>=', postedFrom)
  if (postedTo !== undefined) query = query.where('entry.posted_on', '<=', postedTo)
  return readPage(ask, query, { sorts, id: 'entry.id', asked, toItem: toRow })
}

/**
 * One entry with its lines and the names of its accounts.
 *
 * @throws {PermissionError} when the actor may not read the ledger
 */
export async function readEntry(ask: Ask, entryId: string): Promise<EntryView | undefined> {
  requirePermission(ask, 'ledger.read')

  const row = await selectEntries(ask)
    .innerJoin('fiscal_period as period', 'period.id', 'entry.period_id')
    .select('period.name as periodName')
    .where('entry.id', '=', entryId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const lines = await readLines(ask, entryId)
  return {
    ...toRow(row),
    periodName: row.periodName,
    lines: lines.map(({ amountMinor, documentMinor, ...line }) => ({
      ...line,
      ...sidesOf(amountMinor, row.currency),
      documentAmount:
        documentMinor === null ? null : moneyToWire(documentMinor, row.documentCurrency),
    })),
  }
}

function selectEntries(ask: Ask) {
  return ask.db
    .selectFrom('journal_entry as entry')
    .leftJoin('company', 'company.id', 'entry.company_id')
    .leftJoin('journal_entry as reversal', 'reversal.reverses_id', 'entry.id')
    .select([
      'entry.id',
      sql<bigint>`entry.no`.as('no'),
      'entry.company_id as companyId',
      sql<string>`company.currency`.as('currency'),
      'entry.key',
      'entry.posted_on as postedOn',
      'entry.valued_on as valuedOn',
      'entry.source_kind as sourceKind',
      'entry.source_id as sourceId',
      'entry.memo',
      'entry.document_currency as documentCurrency',
      'entry.reverses_id as reversesId',
      'reversal.id as reversedById',
      'entry.posted_at as postedAt',
      sql<bigint>`(select coalesce(sum(line.amount_minor), 0)::bigint from journal_line line
        where line.entry_id = entry.id and line.amount_minor > 0)`.as('amountMinor'),
    ])
}

type Row = Omit<EntryRow, 'no' | 'source' | 'amount' | 'postedAt'> & {
  readonly no: bigint
  readonly currency: string
  readonly sourceKind: string
  readonly sourceId: string
  readonly amountMinor: bigint
  readonly postedAt: Date
}

function toRow(row: Row): EntryRow {
  return {
    id: row.id,
    no: row.no.toString(),
    companyId: row.companyId,
    key: row.key,
    postedOn: row.postedOn,
    valuedOn: row.valuedOn,
    source: { kind: row.sourceKind, id: row.sourceId },
    memo: row.memo,
    documentCurrency: row.documentCurrency,
    amount: moneyToWire(row.amountMinor, row.currency),
    reversesId: row.reversesId,
    reversedById: row.reversedById,
    postedAt: row.postedAt.toISOString(),
  }
}

type LineRow = Omit<EntryView['lines'][number], 'debit' | 'credit' | 'documentAmount'> & {
  readonly amountMinor: bigint
  readonly documentMinor: bigint | null
}

async function readLines(ask: Ask, entryId: string): Promise<readonly LineRow[]> {
  const { rows } = await sql<LineRow>`
    select line.line_no as "lineNo", account.id as "accountId", account.code as "accountCode",
      account.name as "accountName", line.supplier_id as "supplierId",
      supplier.name as "supplierName", line.amount_minor as "amountMinor",
      line.document_minor as "documentMinor"
    from journal_line line
    join account on account.id = line.account_id
    left join supplier on supplier.id = line.supplier_id
    where line.entry_id = ${entryId}::uuid
    order by line.line_no
  `.execute(ask.db)
  return rows
}
