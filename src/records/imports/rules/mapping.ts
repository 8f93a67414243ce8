/** Which column of the file feeds which field. */
import type { Columns } from './columns.ts'

/** From a column of the file, by its header, or the same value for every row. */
export type Source = { readonly column: string } | { readonly value: string }

/** By field. A field that is not named is left out of every row. */
export type Mapping = Readonly<Record<string, Source>>

export type FileColumn = {
  /** As in the file; made distinct by a number where two columns share a header. */
  readonly header: string
  /** The first values, for whoever maps the columns. */
  readonly samples: readonly string[]
  /** True when another column has the same header. */
  readonly twice: boolean
}

/** Headers that can be told apart: blanks get a number, and so do repetitions. */
export function distinctHeaders(cells: readonly string[]): readonly Omit<FileColumn, 'samples'>[] {
  const names = cells.map((cell, index) => cell.trim() || `Column ${index + 1}`)
  const counts = new Map<string, number>()
  for (const name of names) counts.set(plainHeader(name), (counts.get(plainHeader(name)) ?? 0) + 1)
  const taken = new Set<string>()
  return names.map((name) => {
    const header = freeName(name, taken)
    taken.add(header)
    return { header, twice: (counts.get(plainHeader(name)) ?? 0) > 1 }
  })
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  for (let count = 2; ; count += 1) {
    const numbered = `${name} (${count})`
    if (!taken.has(numbered)) return numbered
  }
}

/**
 * What the headers suggest, by name, title and synonyms, in any case, spaces and marks left out.
 *
 * A header that the file has twice suggests nothing: whoever brings the file knows which is meant.
 */
export function suggestMapping(columns: Columns, fileColumns: readonly FileColumn[]): Mapping {
  const free = new Map<string, string>()
  for (const { header, twice } of fileColumns) {
    const plain = plainHeader(header)
    if (!twice && !free.has(plain)) free.set(plain, header)
  }
  const mapping = new Map<string, Source>()
  const take = (name: string, words: readonly string[]) => {
    const plain = words.map(plainHeader).find((word) => free.has(word))
    if (mapping.has(name) || plain === undefined) return
    mapping.set(name, { column: free.get(plain) ?? '' })
    free.delete(plain)
  }
  for (const [name, column] of Object.entries(columns)) take(name, [name, column.title])
  for (const [name, column] of Object.entries(columns)) take(name, column.synonyms)
  return Object.fromEntries(mapping)
}

/** A remembered mapping as far as this file and kind still have its columns, headers in any case. */
export function fittingMapping(
  remembered: Mapping,
  columns: Columns,
  fileColumns: readonly FileColumn[],
): Mapping {
  const headers = new Map(fileColumns.map(({ header }) => [plainHeader(header), header]))
  return Object.fromEntries(
    Object.entries(remembered).flatMap(([name, source]): readonly [string, Source][] => {
      if (!Object.hasOwn(columns, name)) return []
      if ('value' in source) return [[name, source]]
      const header = headers.get(plainHeader(source.column))
      return header === undefined ? [] : [[name, { column: header }]]
    }),
  )
}

export type MappingError = {
  readonly code: string
  readonly field: string
  readonly detail: string
}

/** Everything that keeps a mapping from being used. */
export function mappingErrors(
  mapping: Mapping,
  columns: Columns,
  fileColumns: readonly FileColumn[],
): readonly MappingError[] {
  const unknown = Object.entries(mapping).flatMap(([field, source]): readonly MappingError[] => {
    if (!Object.hasOwn(columns, field)) {
      return [
        { code: 'field_unknown', field, detail: `Leave out ${field}: there is no such field.` },
      ]
    }
    if ('value' in source && columns[field]?.distinct !== 'no') {
      const detail = `Choose a column for ${columns[field]?.title}: each row has one of its own.`
      return [{ code: 'value_not_distinct', field, detail }]
    }
    if (standsIn(source, fileColumns)) return []
    const detail = `Choose a column of this file for ${columns[field]?.title ?? field}.`
    return [{ code: 'column_unknown', field, detail }]
  })
  return [...unknown, ...missingFields(mapping, columns)]
}

/** Fields that every row needs and no column feeds. */
export function missingFields(mapping: Mapping, columns: Columns): readonly MappingError[] {
  return Object.entries(columns)
    .filter(([field, column]) => column.need === 'always' && !Object.hasOwn(mapping, field))
    .map(([field, column]) => ({
      code: 'field_not_mapped',
      field,
      detail: `Choose the column that holds ${column.title}.`,
    }))
}

/** Headers that feed no field: what stands below them is not brought. Empty columns are not told. */
export function unmappedColumns(
  mapping: Mapping,
  fileColumns: readonly FileColumn[],
): readonly string[] {
  const used = new Set(
    Object.values(mapping).flatMap((source) => ('column' in source ? [source.column] : [])),
  )
  return fileColumns
    .filter(({ header, samples }) => !used.has(header) && samples.length > 0)
    .map(({ header }) => header)
}

function standsIn(source: Source, fileColumns: readonly FileColumn[]): boolean {
  return 'value' in source || fileColumns.some((each) => each.header === source.column)
}

export function plainHeader(header: string): string {
  const plain = header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#%]+/gu, '')
  return plain === '' ? header.toLowerCase() : plain
}
