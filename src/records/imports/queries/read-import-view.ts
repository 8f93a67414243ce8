import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'
import type { ImportSummary, ImportView, importPage, listImportsQuery } from '../contract.ts'
import { type ImportKinds, kindNamed } from '../kinds.ts'
import { type FileColumn, type Mapping, missingFields, unmappedColumns } from '../rules/mapping.ts'
import type { ImportId, ImportOptions } from '../store/imports.ts'

type SummaryRow = {
  readonly id: string
  readonly kind: string
  readonly file_name: string
  readonly byte_count: bigint
  readonly status: string
  readonly row_count: bigint
  readonly done_count: bigint
  readonly add_count: bigint
  readonly change_count: bigint
  readonly same_count: bigint
  readonly error_count: bigint
  readonly problem: string
  readonly created_by: string
  readonly created_by_name: string
  readonly created_at: Date
  readonly committed_at: Date | null
  readonly cleared_at: Date | null
  readonly file_hash: string
  readonly version: number
}

type ViewRow = SummaryRow & {
  readonly columns: readonly FileColumn[]
  readonly mapping: Mapping
  readonly options: ImportOptions
  readonly error_groups: ImportView['errorGroups']
  readonly note_groups: ImportView['notes']
}

/**
 * One import, or `undefined`.
 *
 * @throws {PermissionError} when the actor may not run imports
 */
export async function readImportView(
  ask: Ask,
  kinds: ImportKinds,
  importId: ImportId,
): Promise<ImportView | undefined> {
  requirePermission(ask, 'imports.run')
  const { rows } = await sql<ViewRow>`
    select ${summaryColumns}, columns, mapping, options, error_groups,
      note_groups
    from import_batch where id = ${importId}::uuid
  `.execute(ask.db)
  const [row] = rows
  if (row === undefined) return undefined
  const { columns } = kindNamed(kinds, row.kind)
  return {
    ...summaryOf(row, kinds),
    encoding: row.options.encoding,
    delimiter: row.options.delimiter,
    decimalMark: row.options.decimalMark ?? null,
    dateOrder: row.options.dateOrder ?? null,
    columns: row.columns.map((column) => ({ ...column, samples: [...column.samples] })),
    mapping: { ...row.mapping },
    missingFields: missingFields(row.mapping, columns).map(({ field }) => field),
    unmappedColumns: [...unmappedColumns(row.mapping, row.columns)],
    errorGroups: row.error_groups,
    notes: row.note_groups,
  }
}

/** @throws {PermissionError} when the actor may not run imports */
export async function listImports(
  ask: Ask,
  kinds: ImportKinds,
  asked: z.output<typeof listImportsQuery>,
): Promise<z.output<typeof importPage>> {
  requirePermission(ask, 'imports.run')
  let query = ask.db.selectFrom('import_batch').select(summaryNames)
  if (asked.kind !== undefined) query = query.where('kind', '=', asked.kind)
  if (asked.status !== undefined) query = query.where('status', '=', asked.status)
  const found = await readPage(ask, query, {
    sorts: { createdAt: { column: 'import_batch.created_at', type: 'instant' } },
    id: 'import_batch.id',
    asked,
    toItem: (row: SummaryRow) => summaryOf(row, kinds),
  })
  return { ...found, items: [...found.items] }
}

const summaryNames = [
  'id',
  'kind',
  'file_name',
  'byte_count',
  'status',
  'row_count',
  'done_count',
  'add_count',
  'change_count',
  'same_count',
  'error_count',
  'problem',
  'created_by',
  'created_by_name',
  'created_at',
  'committed_at',
  'cleared_at',
  'file_hash',
  'version',
] as const

const summaryColumns: RawBuilder<unknown> = sql.join(summaryNames.map((name) => sql.ref(name)))

function summaryOf(row: SummaryRow, kinds: ImportKinds): ImportSummary {
  return {
    id: row.id,
    kind: row.kind,
    title: kindNamed(kinds, row.kind).title,
    fileName: row.file_name,
    byteCount: Number(row.byte_count),
    status: row.status,
    rowCount: Number(row.row_count),
    doneCount: Number(row.done_count),
    addCount: Number(row.add_count),
    changeCount: Number(row.change_count),
    sameCount: Number(row.same_count),
    errorCount: Number(row.error_count),
    problem: row.problem,
    createdBy: { id: row.created_by, name: row.created_by_name },
    createdAt: row.created_at.toISOString(),
    committedAt: row.committed_at?.toISOString() ?? null,
    clearedAt: row.cleared_at?.toISOString() ?? null,
    fileHash: row.file_hash,
    version: row.version,
  }
}
