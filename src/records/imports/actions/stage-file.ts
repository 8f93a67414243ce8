import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import type { Encoding } from '../file/decode.ts'
import { type FileError, type FileRow, openCsv, UnreadableFileError } from '../file/read-csv.ts'
import type { ImportKind } from '../kind.ts'
import { type ImportKinds, kindNamed } from '../kinds.ts'
import { chunkRowsMax } from '../limits.ts'
import type { CellFormat } from '../rules/columns.ts'
import type { Delimiter } from '../rules/delimiter.ts'
import {
  distinctHeaders,
  type FileColumn,
  fittingMapping,
  type Mapping,
  plainHeader,
  suggestMapping,
} from '../rules/mapping.ts'
import {
  describeFile,
  type ImportId,
  insertImport,
  insertRows,
  readRememberedMapping,
} from '../store/imports.ts'

export type StageFile = CellFormat & {
  readonly kind: string
  /** Of the file on this machine. */
  readonly path: string
  /** As people call it. */
  readonly fileName: string
  readonly byteCount: number
  /** Read from the file's first bytes when not said. */
  readonly encoding?: Encoding | undefined
  readonly delimiter?: Delimiter | undefined
}

export type StageOutcome =
  | { readonly kind: 'staged'; readonly importId: ImportId; readonly rowCount: number }
  | { readonly kind: 'refused'; readonly errors: readonly FileError[] }

const samplesMax = 3
const sampleCharactersMax = 80

/**
 * Keeps the rows of a file, as text, and suggests which column is which.
 *
 * The file is read once, while it is written, so a refusal comes after first writes: the caller rolls
 * the transaction back when it gets one.
 *
 * @throws {PermissionError} when the actor may not run imports
 */
export async function stageFile(
  tx: Tx,
  kinds: ImportKinds,
  command: StageFile,
): Promise<StageOutcome> {
  requirePermission(tx, 'imports.run')
  try {
    return await stage(tx, kindNamed(kinds, command.kind), command)
  } catch (error) {
    if (error instanceof UnreadableFileError) return { kind: 'refused', errors: [error.error] }
    throw error
  }
}

async function stage(tx: Tx, kind: ImportKind, command: StageFile): Promise<StageOutcome> {
  const file = await openCsv(command.path, command)
  const { decimalMark, dateOrder, fileName, byteCount } = command
  const importId = await insertImport(tx, {
    kind: kind.kind,
    fileName,
    byteCount,
    fileHash: await hashOf(command.path),
    options: { decimalMark, dateOrder, encoding: file.encoding, delimiter: file.delimiter },
  })
  const headers = distinctHeaders(file.header)
  const samples = headers.map((): string[] => [])
  let rowCount = 0
  for await (const rows of chunksOf(file.rows)) {
    if (rowCount === 0) takeSamples(samples, rows)
    rowCount += rows.length
    await insertRows(tx, importId, rows)
  }
  if (rowCount === 0) {
    const detail = 'Add rows below the header: this file has none.'
    return { kind: 'refused', errors: [{ code: 'file_without_rows', detail }] }
  }
  const columns = headers.map((header, index) => ({ ...header, samples: samples[index] ?? [] }))
  const mapping = await firstMapping(tx, kind, columns)
  await describeFile(tx, importId, { columns, mapping, rowCount })
  const told = { kind: kind.kind, rowCount }
  announce(tx, 'import.uploaded', { kind: 'import_batch', id: importId }, told)
  return { kind: 'staged', importId, rowCount }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

async function firstMapping(
  tx: Tx,
  kind: ImportKind,
  columns: readonly FileColumn[],
): Promise<Mapping> {
  const remembered = await readRememberedMapping(tx, kind.kind, columnsHash(columns))
  return remembered === undefined
    ? suggestMapping(kind.columns, columns)
    : fittingMapping(remembered, kind.columns, columns)
}

/** The same for files with the same headers, in any order and case. */
export function columnsHash(columns: readonly FileColumn[]): string {
  const headers = columns.map(({ header }) => plainHeader(header)).sort()
  return createHash('sha256').update(JSON.stringify(headers)).digest('base64url')
}

async function* chunksOf(rows: AsyncIterable<FileRow>): AsyncGenerator<readonly FileRow[]> {
  let chunk: FileRow[] = []
  for await (const row of rows) {
    chunk.push(row)
    if (chunk.length === chunkRowsMax) {
      yield chunk
      chunk = []
    }
  }
  if (chunk.length > 0) yield chunk
}

function takeSamples(samples: readonly string[][], rows: readonly FileRow[]): void {
  for (const { cells } of rows) {
    for (const [index, kept] of samples.entries()) {
      const text = cells[index]?.trim() ?? ''
      if (text !== '' && kept.length < samplesMax) kept.push(text.slice(0, sampleCharactersMax))
    }
    if (samples.every((kept) => kept.length === samplesMax)) return
  }
}
