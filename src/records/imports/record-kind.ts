import type { Permission } from '#platform/permissions'
import type { Ask, Tx } from '#platform/work'
import { requirePermission } from '#platform/work'

import { type ImportKind, importKind, onlyRow, type PlanOptions, planByFields } from './kind.ts'
import type { CellError, Columns, RowOf } from './rules/columns.ts'
import type { Fields } from './rules/compare.ts'

type Planned<Rec> = { readonly isNew: boolean; readonly record: Rec }

type RecordKind<C extends Columns, Rec, Refs> = {
  readonly kind: string
  readonly title: string
  readonly permission: Permission
  readonly columns: C
  readonly keyOf: (row: RowOf<C>) => readonly string[]
  /** What the rows refer to, in a few statements for the whole set. */
  readonly readReferences: (ask: Ask | Tx, rows: readonly RowOf<C>[]) => Promise<Refs>
  /** The records that are there, by `entryKey`. */
  readonly readCurrent: (
    ask: Ask | Tx,
    rows: readonly RowOf<C>[],
    options: PlanOptions,
  ) => Promise<ReadonlyMap<string, Rec>>
  /** The record as the row will leave it: what the row does not say stays, or is as usual. */
  readonly after: (row: RowOf<C>, current: Rec | undefined, refs: Refs) => Rec
  /** As text by field, to compare and to show. */
  readonly fieldsOf: (record: Rec) => Fields
  /** Fields that stay once the record is there. */
  readonly fixed?: readonly (keyof C & string)[]
  /** What else stands in the way. */
  readonly errorsOf?: (given: {
    readonly row: RowOf<C>
    readonly after: Rec
    readonly current: Rec | undefined
    readonly refs: Refs
  }) => readonly CellError[]
  /** What else a commit brings about, in sentences: names that are added because a row uses them. */
  readonly notesOf?: (after: Rec, refs: Refs) => readonly string[]
  readonly write: (
    tx: Tx,
    records: { readonly added: readonly Rec[]; readonly changed: readonly Rec[] },
  ) => Promise<void>
}

/** A kind whose rows are one record each, compared field by field and written whole. */
export function recordKind<const C extends Columns, Rec, Refs>(
  given: RecordKind<C, Rec, Refs>,
): ImportKind {
  const { kind, title, permission, columns, keyOf, fieldsOf } = given
  return importKind<C, Planned<Rec>>({
    kind,
    title,
    permission,
    columns,
    keyOf,
    plan: async (ask, entries, options) => {
      const rows = entries.map(onlyRow)
      const refs = await given.readReferences(ask, rows)
      const found = await given.readCurrent(ask, rows, options)
      const current = new Map(
        [...found].map(([key, record]) => [key, { record, fields: fieldsOf(record) }]),
      )
      return planByFields({
        columns,
        entries,
        current,
        said: (row, there) => {
          const after = given.after(row, there?.record, refs)
          const errors = [
            ...fixedErrors(given, fieldsOf(after), there?.fields),
            ...(given.errorsOf?.({ row, after, current: there?.record, refs }) ?? []),
          ]
          return errors.length > 0 ? errors : onlySaid(fieldsOf(after), row)
        },
        changeOf: (row, there) => ({
          isNew: there === undefined,
          record: given.after(row, there?.record, refs),
        }),
        notesOf: (row, there) => given.notesOf?.(given.after(row, there?.record, refs), refs) ?? [],
      })
    },
    apply: async (tx, changes) => {
      requirePermission(tx, permission)
      await given.write(tx, {
        added: changes.filter(({ isNew }) => isNew).map(({ record }) => record),
        changed: changes.filter(({ isNew }) => !isNew).map(({ record }) => record),
      })
    },
  })
}

function fixedErrors<C extends Columns, Rec, Refs>(
  { fixed = [], columns }: RecordKind<C, Rec, Refs>,
  after: Fields,
  before: Fields | undefined,
): readonly CellError[] {
  if (before === undefined) return []
  return fixed
    .filter((field) => before[field] !== after[field])
    .map((field) => ({
      code: 'fixed_for_good',
      column: field,
      detail: `Leave ${columns[field]?.title} at ${before[field]}: it stays once it was set.`,
    }))
}

function onlySaid(fields: Fields, row: Readonly<Record<string, unknown>>): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => row[field] !== undefined))
}

/** The record with what the row says of its fields; empty cells say nothing. */
export function withSaid<Rec>(record: Rec, row: { readonly [Name in keyof Rec]?: unknown }): Rec {
  const said = Object.entries(row).filter(([, value]) => value !== undefined)
  return { ...record, ...Object.fromEntries(said) }
}

/** For a reference that names nothing. */
export function unknownReference(column: string, word: string, text: string): CellError {
  const detail = `Correct ${text}, or add that ${word} first: there is none.`
  return { code: `${word}_unknown`, column, detail }
}
