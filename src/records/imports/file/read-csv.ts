/** A CSV file, row by row, or the one reason why it can't be read as such. */
import { CsvError, type Parser, parse } from 'csv-parse'

import { importColumnsMax, importRowBytesMax, importRowsMax } from '../limits.ts'
import { type Delimiter, saidDelimiter, sniffDelimiter } from '../rules/delimiter.ts'
import { type Damage, type Encoding, type FileStart, readStart, utf8Chunks } from './decode.ts'

export type FileOptions = {
  readonly encoding?: Encoding | undefined
  readonly delimiter?: Delimiter | undefined
}

export type FileError = {
  readonly code: string
  readonly detail: string
  /** As a spreadsheet counts: the first line is row 1, a line break within quotes counts no row. */
  readonly row?: number
}

/** A file that is no CSV of ours; nothing of it is kept. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError'
  readonly error: FileError

  constructor(error: FileError) {
    super(error.detail)
    this.error = error
  }
}

export type FileRow = { readonly rowNo: number; readonly cells: readonly string[] }

export type OpenedFile = {
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  readonly header: readonly string[]
  /** Blank rows left out. @throws {UnreadableFileError} at the row that is broken */
  readonly rows: AsyncGenerator<FileRow>
}

/** @throws {UnreadableFileError} when there is no header to read */
export async function openCsv(path: string, options: FileOptions): Promise<OpenedFile> {
  const start = await readStart(path, options.encoding)
  refuseOtherFiles(start)
  const said = saidDelimiter(start.text)
  const delimiter = options.delimiter ?? said ?? sniffDelimiter(start.text)
  const damage: Damage = {}
  const rows = readRows(path, { encoding: start.encoding, delimiter, damage })
  if (said !== undefined) await rows.next()
  const first = await rows.next()
  if (first.done)
    throw unreadable('file_empty', 'Choose a file with a header row and rows below it.')
  const header = first.value.cells
  if (header.length > importColumnsMax) {
    const detail = `Leave out columns: a file may have ${importColumnsMax}, this has ${header.length}.`
    throw unreadable('too_many_columns', detail)
  }
  return { encoding: start.encoding, delimiter, header, rows: limited(rows) }
}

function refuseOtherFiles({ bytes, text }: FileStart): void {
  const isZip = bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))
  const isOldSpreadsheet = bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))
  if (isZip || isOldSpreadsheet) {
    const detail = 'Save this spreadsheet as "CSV UTF-8 (comma delimited)" and upload that file.'
    throw unreadable('not_csv', detail)
  }
  if (text.trim() === '') {
    throw unreadable('file_empty', 'Choose a file with a header row and rows below it.')
  }
}

async function* limited(rows: AsyncGenerator<FileRow>): AsyncGenerator<FileRow> {
  let count = 0
  for await (const row of rows) {
    count += 1
    if (count > importRowsMax) {
      const detail = `Split this file: it may have ${importRowsMax} rows below its header.`
      throw unreadable('too_many_rows', detail, row.rowNo)
    }
    yield row
  }
}

type Reading = {
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  readonly damage: Damage
}

async function* readRows(path: string, reading: Reading): AsyncGenerator<FileRow> {
  const parser = parse({
    bom: true,
    delimiter: reading.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    // A quote inside a cell that has none around it is just a quote: 5" pipe.
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: importRowBytesMax,
  })
  const feeding = feed(parser, utf8Chunks(path, reading.encoding, reading.damage))
  let rowNo = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      rowNo += 1
      if (cells.some((cell) => cell.trim() !== '')) yield { rowNo, cells }
    }
    await feeding
  } catch (error) {
    throw reasonOf(error, rowNo + 1, reading)
  } finally {
    parser.destroy()
    await feeding
  }
  if (reading.damage.kind !== undefined) throw damageError(rowNo + 1, reading)
}

/** Ends when all is written, when the parser was left, or when reading failed, which it hands on. */
async function feed(parser: Parser, chunks: AsyncGenerator<Buffer>): Promise<void> {
  try {
    for await (const chunk of chunks) {
      if (parser.destroyed) return
      if (!parser.write(chunk)) await drained(parser)
    }
    parser.end()
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)))
  }
}

function drained(parser: Parser): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      for (const event of ['drain', 'close', 'error'] as const) parser.off(event, done)
      resolve()
    }
    for (const event of ['drain', 'close', 'error'] as const) parser.on(event, done)
  })
}

function reasonOf(error: unknown, rowNo: number, reading: Reading): unknown {
  if (!(error instanceof CsvError)) return error
  if (reading.damage.kind !== undefined) return damageError(rowNo, reading)
  switch (error.code) {
    case 'CSV_MAX_RECORD_SIZE':
    case 'CSV_QUOTE_NOT_CLOSED':
      return unreadable(
        'quote_not_closed',
        `Close the quotes in row ${rowNo}: the text that starts there never ends. A quote within ` +
          'quotes is written twice.',
        rowNo,
      )
    default:
      return unreadable('not_csv', `Correct row ${rowNo}: it can't be read as CSV.`, rowNo)
  }
}

function damageError(rowNo: number, { encoding, damage }: Reading): UnreadableFileError {
  if (damage.kind === 'nul') {
    const detail = `Save the file as UTF-8 text: row ${rowNo} holds bytes that are no text.`
    return unreadable('not_text', detail, rowNo)
  }
  if (encoding !== 'utf-8') {
    const detail = `Save the file as UTF-8: it can't be read as ${encoding} from row ${rowNo} on.`
    return unreadable('not_decodable', detail, rowNo)
  }
  const detail = `Save the file as UTF-8, or say that it is windows-1252: it is not UTF-8 at row ${rowNo}.`
  return unreadable('not_utf8', detail, rowNo)
}

function unreadable(code: string, detail: string, row?: number): UnreadableFileError {
  return new UnreadableFileError(row === undefined ? { code, detail } : { code, detail, row })
}
