/**
 * What a room gives to let its records come by file: the columns, what a row would do, and how it is
 * done. The engine reads, checks and counts; it knows no record.
 */
import { invariant } from '#kernel/invariant'
import type { Permission } from '#platform/permissions'
import type { Tx } from '#platform/work'

import type { CellError, Columns, RowOf } from './rules/columns.ts'
import { compareFields, type Fields } from './rules/compare.ts'

/** Rows of one key. One row, unless the kind says that several make a record. */
export type Entry<Row> = {
  readonly key: string
  readonly rows: readonly { readonly rowNo: number; readonly row: Row }[]
}

/** An error of one row of an entry, or of all when no row is named. */
export type EntryError = CellError & { readonly rowNo?: number }

export type Planned<Change> =
  | {
      readonly kind: 'add'
      readonly after: Fields
      readonly change: Change
      /** Sentences: what else the commit brings about, such as a unit that is new. */
      readonly notes?: readonly string[]
    }
  | {
      readonly kind: 'change'
      readonly before: Fields
      readonly after: Fields
      readonly change: Change
      readonly notes?: readonly string[]
    }
  | { readonly kind: 'same' }
  | { readonly kind: 'error'; readonly errors: readonly EntryError[] }

export type PlanOptions = {
  /** True within the commit: lock what exists, so that the plan still holds when it is applied. */
  readonly lock: boolean
}

export type ImportKind = {
  /** Plural, as in the address: `items`. */
  readonly kind: string
  readonly title: string
  /** What one needs, beside `imports.run`, to commit. */
  readonly permission: Permission
  readonly columns: Columns
  readonly manyRows: boolean
  readonly keyOf: (row: Readonly<Record<string, unknown>>) => readonly unknown[]
  readonly plan: (
    tx: Tx,
    entries: readonly Entry<Readonly<Record<string, unknown>>>[],
    options: PlanOptions,
  ) => Promise<ReadonlyMap<string, Planned<unknown>>>
  readonly apply: (tx: Tx, changes: readonly unknown[]) => Promise<void>
}

type KindOf<C extends Columns, Change> = {
  readonly kind: string
  readonly title: string
  readonly permission: Permission
  readonly columns: C
  /** True when several rows of one key make one record. */
  readonly manyRows?: boolean
  /** The values that name the record, each a needed column's. */
  readonly keyOf: (row: RowOf<C>) => readonly string[]
  /**
   * What each entry would do: references resolved, current records compared, all in a few statements
   * for the whole set. Gives one plan for each key.
   */
  readonly plan: (
    tx: Tx,
    entries: readonly Entry<RowOf<C>>[],
    options: PlanOptions,
  ) => Promise<ReadonlyMap<string, Planned<Change>>>
  /** Does what was planned, in a few statements for the whole set. */
  readonly apply: (tx: Tx, changes: readonly Change[]) => Promise<void>
}

/** Describes a kind; its types are checked here and forgotten behind it. */
export function importKind<const C extends Columns, Change>(given: KindOf<C, Change>): ImportKind {
  return { manyRows: false, ...given } as unknown as ImportKind
}

/** Parts a key that has several values; no cell holds it. */
const keyMark = '\u001f'

export function entryKey(parts: readonly string[]): string {
  return parts.join(keyMark)
}

/** A key for people. */
export function keyText(key: string): string {
  return key.split(keyMark).filter(Boolean).join(' / ')
}

/** The only row of an entry of a kind that has one row each. */
export function onlyRow<Row>(entry: Entry<Row>): Row {
  const [first] = entry.rows
  invariant(first !== undefined, `entry ${entry.key} has a row`)
  return first.row
}

/**
 * What the rows of an entry say together about the record: the first that says something counts, and
 * another that says something else is an error.
 *
 * @param columns by field, those that speak of the record rather than of the row
 */
export function mergeRows<Row extends Readonly<Record<string, unknown>>>(
  entry: Entry<Row>,
  columns: Columns,
): { readonly row: Row; readonly errors: readonly EntryError[] } {
  const merged: Record<string, unknown> = {}
  const saidIn: Record<string, number> = {}
  const errors: EntryError[] = []
  for (const { rowNo, row } of entry.rows) {
    for (const [field, { title }] of Object.entries(columns)) {
      const value = row[field]
      if (value === undefined) continue
      if (merged[field] === undefined) {
        merged[field] = value
        saidIn[field] = rowNo
      } else if (merged[field] !== value) {
        const otherRow = saidIn[field]
        const detail = `Write the same ${title} as in row ${otherRow}: both are of one record.`
        errors.push({ code: 'differs_within', rowNo, column: field, otherRow, detail })
      }
    }
  }
  return { row: merged as Row, errors }
}

/**
 * Plans entries of one row each by comparing fields.
 *
 * @param current by key: the record as it is, `undefined` for a new one
 * @param said what the row says, as text by field, or why it can't be
 * @param changeOf what `apply` needs
 * @param notesOf what else it brings about
 */
export function planByFields<Row, Current extends { readonly fields: Fields }, Change>(given: {
  readonly columns: Columns
  readonly entries: readonly Entry<Row>[]
  readonly current: ReadonlyMap<string, Current>
  readonly said: (row: Row, current: Current | undefined) => Fields | readonly CellError[]
  readonly changeOf: (row: Row, current: Current | undefined) => Change
  readonly notesOf?: (row: Row, current: Current | undefined) => readonly string[]
}): ReadonlyMap<string, Planned<Change>> {
  const { columns, entries, current, said, changeOf } = given
  return new Map(
    entries.map((entry): [string, Planned<Change>] => {
      const row = onlyRow(entry)
      const record = current.get(entry.key)
      const fields = said(row, record)
      if (isErrors(fields)) return [entry.key, { kind: 'error', errors: fields }]
      const compared = compareFields(columns, record?.fields, fields)
      if (compared.kind === 'error' || compared.kind === 'same') return [entry.key, compared]
      const notes = given.notesOf?.(row, record) ?? []
      return [entry.key, { ...compared, change: changeOf(row, record), notes }]
    }),
  )
}

function isErrors(fields: Fields | readonly CellError[]): fields is readonly CellError[] {
  return Array.isArray(fields)
}
