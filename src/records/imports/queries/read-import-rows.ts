import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { z } from 'zod'

import { readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { ImportRowView, importRowPage, listRowsQuery } from '../contract.ts'
import { keyText } from '../kind.ts'
import { chunkRowsMax } from '../limits.ts'
import { csvLine } from '../rules/csv-text.ts'
import { type ImportId, type Outcome, readImport } from '../store/imports.ts'

type StoredError = {
  readonly code: string
  readonly column?: string
  readonly header?: string
  readonly detail: string
}

/** @returns `undefined` when there is no such import */
export async function listImportRows(
  ask: Ask,
  importId: ImportId,
  asked: z.output<typeof listRowsQuery>,
): Promise<z.output<typeof importRowPage> | undefined> {
  requirePermission(ask, 'imports.run')
  if ((await readImport(ask, importId)) === undefined) return undefined
  let query = ask.db
    .selectFrom('import_row')
    .select(['row_no', 'outcome', 'business_key', 'cells', 'before', 'parsed', 'errors', 'notes'])
    .where('batch_id', '=', importId)
  if (asked.outcome !== undefined) query = query.where('outcome', '=', asked.outcome)
  const found = await readPage(ask, query, {
    sorts: { rowNo: { column: 'import_row.row_no', type: 'bigint' } },
    id: 'import_row.row_no',
    idType: 'bigint',
    asked,
    toItem: (row): ImportRowView => ({
      rowNo: row.row_no,
      outcome: row.outcome as Outcome | null,
      key: row.business_key === null ? null : keyText(row.business_key),
      cells: [...row.cells],
      before: row.before as Record<string, string> | null,
      after: row.parsed as Record<string, string> | null,
      errors: ((row.errors ?? []) as readonly StoredError[]).map((error) => ({
        code: error.code,
        column: error.column ?? null,
        header: error.header ?? null,
        detail: error.detail,
      })),
      notes: [...((row.notes ?? []) as readonly string[])],
    }),
  })
  return { ...found, items: [...found.items] }
}

/**
 * The rows with errors as a file to correct and bring again: its own columns, and what to do behind
 * them. It is read while it is sent, so a hundred thousand errors need no memory.
 *
 * @returns `undefined` when there is no such import
 */
export async function openErrorFile(
  ask: Ask,
  importId: ImportId,
): Promise<{ readonly fileName: string; readonly content: Readable } | undefined> {
  requirePermission(ask, 'imports.run')
  const found = await readImport(ask, importId)
  if (found === undefined) return undefined
  const headers = found.columns.map(({ header }) => header)
  return {
    fileName: `${found.kind}-errors.csv`,
    content: Readable.from(errorLines(ask, importId, headers)),
  }
}

async function* errorLines(
  ask: Ask,
  importId: ImportId,
  headers: readonly string[],
): AsyncGenerator<string> {
  yield `\ufeff${csvLine([...headers, 'Row in the file', 'What to do'])}`
  let afterRowNo = 0
  for (;;) {
    const rows = await readErrorRows(ask, importId, afterRowNo)
    const last = rows.at(-1)
    if (last === undefined) return
    afterRowNo = last.rowNo
    yield rows.map((row) => errorLine(row, headers.length)).join('')
  }
}

type ErrorRow = {
  readonly rowNo: number
  readonly cells: readonly string[]
  readonly errors: readonly StoredError[]
}

function errorLine({ rowNo, cells, errors }: ErrorRow, cellCount: number): string {
  const padded = Array.from({ length: cellCount }, (_, index) => cells[index] ?? '')
  const sentences = errors.map(({ header, detail }) =>
    header === undefined ? detail : `${header}: ${detail}`,
  )
  return csvLine([...padded, String(rowNo), sentences.join(' ')])
}

async function readErrorRows(
  ask: Ask,
  importId: ImportId,
  afterRowNo: number,
): Promise<readonly ErrorRow[]> {
  const { rows } = await sql<ErrorRow>`
    select row_no as "rowNo", cells, coalesce(errors, '[]') as errors from import_row
    where batch_id = ${importId}::uuid and outcome = 'error' and row_no > ${afterRowNo}::int
    order by row_no limit ${chunkRowsMax}::int
  `.execute(ask.db)
  return rows
}
