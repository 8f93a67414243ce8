/** From the cells of one row to what it says, or every reason why it can't be read. */
import type { CellError, CellFormat, Column, Columns } from './columns.ts'
import { unguardCell } from './csv-text.ts'
import type { FileColumn, Mapping } from './mapping.ts'

/** One field with the place its text comes from, looked up once for all rows. */
export type FieldSource = {
  readonly field: string
  readonly column: Column
  /** Index into the cells; `undefined` for a value that every row gets. */
  readonly index: number | undefined
  readonly value: string
  readonly header: string
}

export function fieldSources(
  columns: Columns,
  mapping: Mapping,
  fileColumns: readonly FileColumn[],
): readonly FieldSource[] {
  return Object.entries(columns).flatMap(([field, column]): readonly FieldSource[] => {
    const source = mapping[field]
    if (source === undefined) return []
    if ('value' in source) {
      return [{ field, column, index: undefined, value: source.value.trim(), header: column.title }]
    }
    const index = fileColumns.findIndex((each) => each.header === source.column)
    return index < 0 ? [] : [{ field, column, index, value: '', header: source.column }]
  })
}

export type ReadRow = {
  /** By field; complete only when there are no errors. */
  readonly row: Readonly<Record<string, unknown>>
  readonly errors: readonly CellError[]
}

/** @param cellCount how many cells the header has */
export function readRow(
  cells: readonly string[],
  sources: readonly FieldSource[],
  { cellCount, format }: { readonly cellCount: number; readonly format: CellFormat },
): ReadRow {
  const row: Record<string, unknown> = {}
  const errors: CellError[] = cells.length === cellCount ? [] : [raggedError(cells, cellCount)]
  for (const source of sources) {
    const text = source.index === undefined ? source.value : (cells[source.index] ?? '').trim()
    const error = readCell(unguardCell(text), source, format, row)
    if (error !== undefined) errors.push(error)
  }
  return { row, errors }
}

function readCell(
  text: string,
  { field, column, header }: FieldSource,
  format: CellFormat,
  row: Record<string, unknown>,
): CellError | undefined {
  if (text === '') {
    if (column.need !== 'always') return undefined
    return { code: 'empty', column: field, header, detail: `Fill in ${column.title}.` }
  }
  const read = column.read(text, format)
  if (read.kind === 'refused') {
    return { code: read.code, column: field, header, detail: read.detail }
  }
  row[field] = read.value
  return undefined
}

/** Cells that stand in the wrong column would be read as something else, so such a row is refused. */
function raggedError(cells: readonly string[], cellCount: number): CellError {
  const detail =
    `This row has ${cells.length} cells and the header ${cellCount}. Put quotes around text that ` +
    'holds a delimiter or a line break, and give the row one cell for each header.'
  return { code: 'row_ragged', detail, cells: cells.length, headers: cellCount }
}
