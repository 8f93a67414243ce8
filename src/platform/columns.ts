/**
 * Columns of many rows at once, as the text of a PostgreSQL array.
 *
 * The driver looks at each value by itself and quotes it; ids, numbers, days and codes need no quotes, and with
 * hundreds of thousands of rows that is most of what a statement costs here. Text that people may write goes the
 * driver's way.
 */

/** As text it holds neither commas, quotes, braces nor spaces. */
export type Plain = string | number | bigint | boolean | null

export function plainColumn<Row>(rows: readonly Row[], pick: (row: Row) => Plain): string {
  let text = ''
  for (const row of rows) {
    const value = pick(row)
    text += value === '' ? ',""' : `,${value ?? 'NULL'}`
  }
  return `{${text.slice(1)}}`
}

/** Numbers or ids, in an array of any kind. */
export type PlainList = { readonly join: (separator: string) => string }

/** A list of each row: `${listColumn(…)}::text[]`, of which each is the text of an array. */
export function listColumn<Row>(rows: readonly Row[], pick: (row: Row) => PlainList): string {
  let text = ''
  for (const row of rows) text += `,"{${pick(row).join(',')}}"`
  return `{${text.slice(1)}}`
}
