/** What a kind of import reads: its columns, and what each makes of the text in a cell. */

/** How numbers and days are written in this file, as its owner said. */
export type CellFormat = {
  /**
   * What stands before the decimals. Unsaid, it is a point and digits may not be grouped: whether
   * `1,234` is a thousand or a little more than one is not ours to guess.
   */
  readonly decimalMark?: '.' | ',' | undefined
  /** The order of day, month and year; a day as `2026-01-31` is always read. */
  readonly dateOrder?: 'dmy' | 'mdy' | undefined
}

export type CellRead<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string }

/** @param text trimmed, not empty */
export type CellReader<T> = (text: string, format: CellFormat) => CellRead<T>

/** `always`: no row without it. `to_add`: a row that changes a record may leave it out. */
export type Need = 'always' | 'to_add' | 'never'

export type Column<T = unknown> = {
  readonly title: string
  /** What to write here, one sentence. */
  readonly help: string
  readonly example: string
  /** Other names it goes by in files, in any case, spaces and marks left out. */
  readonly synonyms: readonly string[]
  readonly need: Need
  /** Whether two rows may say the same; as `number`, zeros at the start make no difference. */
  readonly distinct: 'no' | 'text' | 'number'
  readonly read: CellReader<T>
}

export type Columns = Readonly<Record<string, Column>>

type About = {
  readonly title: string
  readonly help: string
  readonly example: string
  readonly synonyms?: readonly string[]
  readonly distinct?: 'text' | 'number'
}

/** A column without which a row says nothing. */
export function needed<T>(
  read: CellReader<T>,
  about: About,
): Column<T> & { readonly need: 'always' } {
  return { synonyms: [], distinct: 'no', ...about, need: 'always', read }
}

/** A column that a new record needs; a row that changes one may leave it out. */
export function neededToAdd<T>(
  read: CellReader<T>,
  about: About,
): Column<T> & { readonly need: 'to_add' } {
  return { synonyms: [], distinct: 'no', ...about, need: 'to_add', read }
}

/** A column that may be left out: what is there stays, and a new record gets the usual. */
export function optional<T>(
  read: CellReader<T>,
  about: About,
): Column<T> & { readonly need: 'never' } {
  return { synonyms: [], distinct: 'no', ...about, need: 'never', read }
}

/** What a row says: an empty or unmapped cell says nothing, and is `undefined`. */
export type RowOf<C extends Columns> = {
  readonly [Name in keyof C]: C[Name] extends Column<infer T>
    ? C[Name] extends { readonly need: 'always' }
      ? T
      : T | undefined
    : never
}

export type CellError = {
  readonly code: string
  /** The field, as `ImportKind.columns` names it. */
  readonly column?: string
  /** The column's header in the file. */
  readonly header?: string
  /** What is wrong and what to do, one sentence. */
  readonly detail: string
  readonly [fact: string]: unknown
}
