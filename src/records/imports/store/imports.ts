/** The only SQL that writes imports, their rows and remembered mappings. */
import { sql } from 'kysely'

import type { Id } from '#kernel/brand'
import { toJson } from '#platform/pending'
import type { Ask, Tx } from '#platform/work'

import type { EntryError } from '../kind.ts'
import type { CellFormat } from '../rules/columns.ts'
import type { Fields } from '../rules/compare.ts'
import type { Delimiter } from '../rules/delimiter.ts'
import type { ImportStatus } from '../rules/import-status.ts'
import type { FileColumn, Mapping } from '../rules/mapping.ts'

export type ImportId = Id<'Import'>

export type Outcome = 'add' | 'change' | 'same' | 'error'

export type ImportOptions = CellFormat & {
  readonly encoding: string
  readonly delimiter: Delimiter
  /** True when the commit may leave out rows with errors. */
  readonly skipErrors?: boolean
}

export type StoredImport = {
  readonly id: ImportId
  readonly kind: string
  readonly fileName: string
  readonly columns: readonly FileColumn[]
  readonly mapping: Mapping
  readonly options: ImportOptions
  readonly status: ImportStatus
  readonly rowCount: bigint
  readonly errorCount: bigint
  readonly version: number
}

export async function insertImport(
  tx: Tx,
  given: {
    readonly kind: string
    readonly fileName: string
    readonly byteCount: number
    readonly fileHash: string
    readonly options: ImportOptions
  },
): Promise<ImportId> {
  const id = tx.newId<'Import'>()
  await sql`
    insert into import_batch (id, kind, file_name, byte_count, file_hash, options, status,
                              created_by, created_by_name, created_at)
    values (${id}::uuid, ${given.kind}, ${given.fileName}, ${given.byteCount}::bigint,
            ${given.fileHash}, ${toJson(given.options)}::jsonb, 'uploaded', ${tx.actor.id}, ${tx.actor.name},
            ${tx.now}::timestamptz)
  `.execute(tx.db)
  return id
}

/** Says what the file turned out to hold, once all its rows are in. */
export async function describeFile(
  tx: Tx,
  id: ImportId,
  file: {
    readonly columns: readonly FileColumn[]
    readonly mapping: Mapping
    readonly rowCount: number
  },
): Promise<void> {
  await sql`
    update import_batch
    set columns = ${toJson(file.columns)}::jsonb, mapping = ${toJson(file.mapping)}::jsonb,
        row_count = ${file.rowCount}::bigint
    where id = ${id}::uuid
  `.execute(tx.db)
}

export async function insertRows(
  tx: Tx,
  id: ImportId,
  rows: readonly { readonly rowNo: number; readonly cells: readonly string[] }[],
): Promise<void> {
  const rowNos = rows.map((row) => row.rowNo)
  // Lists of different lengths can't be one array of arrays, so each row travels as its own literal.
  const cells = rows.map((row) => arrayLiteral(row.cells))
  await sql`
    insert into import_row (batch_id, row_no, cells)
    select ${id}::uuid, given.row_no, given.cells::text[]
    from unnest(${rowNos}::int[], ${cells}::text[]) as given (row_no, cells)
  `.execute(tx.db)
}

function arrayLiteral(cells: readonly string[]): string {
  return `{${cells.map((cell) => `"${cell.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
}

const importColumns = sql`
  id, kind, file_name as "fileName", columns, mapping, options, status, row_count as "rowCount",
  error_count as "errorCount", version`

export async function readImport(ask: Ask, id: ImportId): Promise<StoredImport | undefined> {
  const { rows } = await sql<StoredImport>`
    select ${importColumns} from import_batch where id = ${id}::uuid
  `.execute(ask.db)
  return rows[0]
}

export async function lockImport(tx: Tx, id: ImportId): Promise<StoredImport | undefined> {
  const { rows } = await sql<StoredImport>`
    select ${importColumns} from import_batch where id = ${id}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

/** Moves on to another status; what the status before counted is counted anew. */
export async function setStatus(
  tx: Tx,
  id: ImportId,
  status: ImportStatus,
  more: { readonly problem?: string; readonly skipErrors?: boolean } = {},
): Promise<void> {
  const skipErrors = more.skipErrors === undefined ? null : more.skipErrors
  await sql`
    update import_batch
    set status = ${status}, problem = ${more.problem ?? ''}, version = version + 1, done_count = 0,
        options = options || case when ${skipErrors}::boolean is null then '{}'::jsonb
                                  else jsonb_build_object('skipErrors', ${skipErrors}::boolean) end
    where id = ${id}::uuid
  `.execute(tx.db)
}

export async function setMapping(tx: Tx, id: ImportId, mapping: Mapping): Promise<void> {
  await sql`
    update import_batch
    set mapping = ${toJson(mapping)}::jsonb, status = 'uploaded', problem = '', done_count = 0,
        add_count = 0, change_count = 0, same_count = 0, error_count = 0, error_groups = '[]',
        note_groups = '[]', version = version + 1
    where id = ${id}::uuid
  `.execute(tx.db)
}

/** @returns false when the import went on to something else meanwhile */
export async function reportDone(
  tx: Tx,
  given: {
    readonly id: ImportId
    readonly status: ImportStatus
    readonly version: number
    readonly doneCount: number
  },
): Promise<boolean> {
  const { rows } = await sql`
    update import_batch set done_count = ${given.doneCount}::bigint
    where id = ${given.id}::uuid and status = ${given.status} and version = ${given.version}::int
    returning id
  `.execute(tx.db)
  return rows.length === 1
}

export async function setCommitted(tx: Tx, id: ImportId): Promise<void> {
  await sql`
    update import_batch
    set status = 'committed', committed_at = ${tx.now}::timestamptz, done_count = row_count,
        problem = '', version = version + 1
    where id = ${id}::uuid
  `.execute(tx.db)
}

export async function deleteRows(tx: Tx, id: ImportId): Promise<void> {
  await sql`delete from import_row where batch_id = ${id}::uuid`.execute(tx.db)
}

export async function readRememberedMapping(
  ask: Ask,
  kind: string,
  columnsHash: string,
): Promise<Mapping | undefined> {
  const { rows } = await sql<{ readonly mapping: Mapping }>`
    select mapping from import_mapping where kind = ${kind} and columns_hash = ${columnsHash}
  `.execute(ask.db)
  return rows[0]?.mapping
}

export async function rememberMapping(
  tx: Tx,
  given: { readonly kind: string; readonly columnsHash: string; readonly mapping: Mapping },
): Promise<void> {
  await sql`
    insert into import_mapping as remembered (id, kind, columns_hash, mapping)
    values (${tx.newId()}::uuid, ${given.kind}, ${given.columnsHash}, ${toJson(given.mapping)}::jsonb)
    on conflict (kind, columns_hash) do update set mapping = excluded.mapping
      where remembered.mapping <> excluded.mapping
  `.execute(tx.db)
}

export type CellsRow = { readonly rowNo: number; readonly cells: readonly string[] }

export async function readCellsAfter(
  ask: Ask,
  id: ImportId,
  afterRowNo: number,
  rowsMax: number,
): Promise<readonly CellsRow[]> {
  const { rows } = await sql<CellsRow>`
    select row_no as "rowNo", cells from import_row
    where batch_id = ${id}::uuid and row_no > ${afterRowNo}::int
    order by row_no limit ${rowsMax}::int
  `.execute(ask.db)
  return rows
}

export type KeyedRow = CellsRow & {
  readonly key: string
  readonly outcome: Outcome | null
  readonly parsed: Fields | null
  readonly before: Fields | null
}

/**
 * Rows with a key, by key and row.
 *
 * @param stage `read`: those still to be planned; `planned`: those that were, errors left out
 */
export async function readKeyedAfter(
  ask: Ask,
  given: {
    readonly id: ImportId
    readonly afterKey: string
    readonly stage: 'read' | 'planned'
    readonly rowsMax: number
  },
): Promise<readonly KeyedRow[]> {
  // Said so that no index on outcome applies: the one on the key gives the order as well.
  const isInStage =
    given.stage === 'read'
      ? sql`coalesce(outcome, 'none') = 'none'`
      : sql`coalesce(outcome, 'error') <> 'error'`
  const { rows } = await sql<KeyedRow>`
    select row_no as "rowNo", cells, business_key as key, outcome, parsed, before
    from import_row
    where batch_id = ${given.id}::uuid and business_key > ${given.afterKey} and ${isInStage}
    order by business_key, row_no limit ${given.rowsMax}::int
  `.execute(ask.db)
  return rows
}

export type RowMark = {
  readonly rowNo: number
  readonly key: string | null
  readonly outcome: Outcome | null
  readonly parsed: Fields | null
  readonly before: Fields | null
  readonly errors: readonly EntryError[]
  readonly notes: readonly string[]
}

/**
 * Writes what became of rows, all of it: nothing of an earlier check stays.
 *
 * Said as an insert that always conflicts, so that each row is found by its key. As a join, with no
 * statistics on rows that came a second ago, PostgreSQL compares every row with every mark.
 */
export async function markRows(tx: Tx, id: ImportId, marks: readonly RowMark[]): Promise<void> {
  if (marks.length === 0) return
  const json = (value: unknown) => (value === null ? null : toJson(value))
  const listed = (values: readonly unknown[]) => (values.length === 0 ? null : toJson(values))
  await sql`
    insert into import_row (batch_id, row_no, cells, business_key, outcome, parsed, before, errors,
                            notes)
    select ${id}::uuid, m.row_no, '{}', m.key, m.outcome, m.parsed::jsonb, m.before::jsonb,
           m.errors::jsonb, m.notes::jsonb
    from unnest(${marks.map((mark) => mark.rowNo)}::int[], ${marks.map((mark) => mark.key)}::text[],
                ${marks.map((mark) => mark.outcome)}::text[],
                ${marks.map((mark) => json(mark.parsed))}::text[],
                ${marks.map((mark) => json(mark.before))}::text[],
                ${marks.map((mark) => listed(mark.errors))}::text[],
                ${marks.map((mark) => listed(mark.notes))}::text[])
      as m (row_no, key, outcome, parsed, before, errors, notes)
    on conflict (batch_id, row_no) do update
      set business_key = excluded.business_key, outcome = excluded.outcome,
          parsed = excluded.parsed, before = excluded.before, errors = excluded.errors,
          notes = excluded.notes
  `.execute(tx.db)
}

/** One at a time: whoever holds the first row of an import commits it. */
export async function lockFirstRow(tx: Tx, id: ImportId): Promise<void> {
  await sql`
    select row_no from import_row where batch_id = ${id}::uuid order by row_no limit 1 for update
  `.execute(tx.db)
}
