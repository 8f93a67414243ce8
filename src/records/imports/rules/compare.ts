/** What a row would do to the record it names. Fields are compared as text, as they will be shown. */
import type { CellError, Columns } from './columns.ts'

/** By field. `undefined` says nothing about the field. */
export type Fields = Readonly<Record<string, string | undefined>>

export type Comparison =
  | { readonly kind: 'add'; readonly after: Fields }
  | { readonly kind: 'change'; readonly before: Fields; readonly after: Fields }
  | { readonly kind: 'same' }
  | { readonly kind: 'error'; readonly errors: readonly CellError[] }

/**
 * @param current the record as it is, or `undefined` when there is none
 * @param said what the row says
 */
export function compareFields(
  columns: Columns,
  current: Fields | undefined,
  said: Fields,
): Comparison {
  if (current === undefined) return compareNew(columns, said)
  const changed = Object.keys(said).filter(
    (field) => said[field] !== undefined && said[field] !== current[field],
  )
  if (changed.length === 0) return { kind: 'same' }
  const pick = (fields: Fields): Fields =>
    Object.fromEntries(changed.map((field) => [field, fields[field] ?? '']))
  return { kind: 'change', before: pick(current), after: pick(said) }
}

function compareNew(columns: Columns, said: Fields): Comparison {
  const errors = Object.entries(columns)
    .filter(([field, column]) => column.need !== 'never' && said[field] === undefined)
    .map(([field, column]) => ({
      code: 'empty_for_new',
      column: field,
      detail: `Fill in ${column.title}: this row would add a new record.`,
    }))
  return errors.length === 0 ? { kind: 'add', after: said } : { kind: 'error', errors }
}

/** The same whatever the order of the fields, so that a plan can be held against its check. */
export function fingerprint(fields: Fields | null | undefined): string {
  return JSON.stringify(
    Object.entries(fields ?? {})
      .filter(([, value]) => value !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
}
